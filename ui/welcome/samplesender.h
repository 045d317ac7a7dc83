#pragma once

#include "app/base/error.h"
#include "app/net/client.h"

#include <QObject>

#include <deque>

namespace sendscope::ui {

/// Posts the callbacks of a message to our own listener, one after another, through the same socket
/// as everybody else.
class SampleSender : public QObject
{
    Q_OBJECT

public:
    /// The client outlives this.
    explicit SampleSender(net::Client &client, QObject *parent = nullptr);

    /// Does nothing while one is under way. \p authorization may be empty.
    void send(const QUrl &url, const std::vector<QByteArray> &bodies,
              const QByteArray &authorization);

    bool isSending() const { return !m_bodies.empty(); }

signals:
    void finished();

    /// An answer other than 2xx is Unreachable, with the status as the reason.
    void failed(const sendscope::base::Error &error);

private:
    void sendNext();
    void onAnswer(const base::Result<net::Incoming> &answer);

    net::Client &m_client;
    QUrl m_url;
    QByteArray m_authorization;
    std::deque<QByteArray> m_bodies; ///< The one under way is in front.
};

} // namespace sendscope::ui
