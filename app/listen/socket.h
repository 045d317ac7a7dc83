#pragma once

#include "app/listen/endpoint.h"
#include "app/listen/poller.h"

#include <QByteArray>
#include <QObject>

#include <optional>
#include <span>

namespace sendscope::listen {

/// A connected socket that keeps nothing of what comes, and of what leaves only what the system did
/// not take yet.
///
/// An accepted QTcpSocket always reads ahead into a buffer of its own, and sends only when the
/// event loop comes round again.
///
/// Thread: the one it lives in.
class Socket : public QObject, private Poller::Watched
{
    Q_OBJECT

public:
    /// Takes the descriptor over.
    Socket(qintptr descriptor, Poller &poller);
    ~Socket() override;

    Endpoint peer() const;
    Endpoint local() const;

    /// Reads what is there, and returns how much that was, 0 included. None: the peer has shut its
    /// side, or the connection is broken.
    std::optional<qsizetype> read(std::span<char> into);

    /// readable() comes as long as there is something to read. On at first; while it is off, the
    /// peer has to wait.
    void setReading(bool isReading);

    /// Sends at once what the system takes, and the rest when it can. False: the connection is
    /// broken.
    bool write(const QByteArray &bytes);
    qint64 unsentBytes() const { return m_unsent.size(); }

    void shutWriting(); ///< Tells the peer that nothing more will come. For when nothing is unsent.
    void close();

signals:
    void readable();
    void sent(); ///< Something of what had been left.
    void broken();

private:
    void onReady(bool isReadable, bool isWritable, bool isBroken) override;
    void sendRest();
    void watch(bool isForReading, bool isForWriting);
    std::optional<qsizetype> send(QByteArrayView bytes);

    const int m_descriptor;
    Poller &m_poller;
    bool m_isOpen = true;
    bool m_isReading = true;
    bool m_isWriting = false; ///< Waits until the system takes more.
    QByteArray m_unsent;
};

} // namespace sendscope::listen
