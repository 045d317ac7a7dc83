#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace sendscope::tests {

/// An HTTP server on loopback that keeps what it is sent, byte for byte, and answers what it was
/// told to, whatever that is. A request is over when as many bytes came as its Content-Length says.
///
/// Thread: the test's; it works while the test's event loop runs.
class ScriptedServer : public QObject
{
    Q_OBJECT

public:
    /// What happens when the bytes of an answer are sent.
    enum class Then {
        KeepOpen,
        Close,
        Repeat,  ///< What is to be repeated is sent on and on.
        Trickle, ///< A byte every few milliseconds, for ever.
    };

    /// Port 0 takes a free one.
    explicit ScriptedServer(const QHostAddress &address = QHostAddress::LocalHost,
                            quint16 port = 0);

    QUrl url(const QString &path = QStringLiteral("/")) const;
    quint16 port() const { return m_server.serverPort(); }

    /// Adds an answer: the first request gets the first; the last one is given to all others as
    /// well.
    void answer(const QByteArray &bytes, Then then = Then::KeepOpen,
                const QByteArray &repeated = {});

    /// A 200 with this body, or another status line's rest.
    void answerBody(const QByteArray &body, const QByteArray &status = "200 OK");

    const QList<QByteArray> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    int openConnections() const { return m_openConnections; }

private:
    struct Answer
    {
        QByteArray bytes;
        Then then;
        QByteArray repeated;
    };

    void onConnection();
    void onBytes(QTcpSocket *socket, QByteArray &pending);
    void reply(QTcpSocket *socket);
    void repeat(QTcpSocket *socket, const QByteArray &bytes);

    QTcpServer m_server;
    QList<Answer> m_answers;
    QList<QByteArray> m_requests;
    int m_connections = 0;
    int m_openConnections = 0;
};

/// The fields of a request or an answer, a line each, without the first line.
QList<QByteArray> fieldLinesOf(const QByteArray &message);

/// What comes after the head.
QByteArray bodyOf(const QByteArray &message);

} // namespace sendscope::tests
