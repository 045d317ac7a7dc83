#include "tests/support/scriptedserver.h"

#include <QTcpSocket>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::tests {
namespace {

constexpr qint64 kEnoughUnsent = 256 * 1024;

/// How long the request at the front of \p bytes is; -1 while that cannot be told or it is not
/// whole.
qsizetype wholeRequest(const QByteArray &bytes)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return -1;
    qsizetype length = headEnd + 4;
    for (const QByteArray &line : fieldLinesOf(bytes)) {
        if (line.toLower().startsWith("content-length:"))
            length += line.sliced(15).trimmed().toLongLong();
    }
    return bytes.size() >= length ? length : -1;
}

} // namespace

ScriptedServer::ScriptedServer(const QHostAddress &address, quint16 port)
{
    connect(&m_server, &QTcpServer::newConnection, this, &ScriptedServer::onConnection);
    if (!m_server.listen(address, port))
        qFatal("The scripted server cannot listen.");
}

QUrl ScriptedServer::url(const QString &path) const
{
    QString host = m_server.serverAddress().toString();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return QUrl(u"http://"_s + host + u':' + QString::number(port()) + path);
}

void ScriptedServer::answer(const QByteArray &bytes, Then then, const QByteArray &repeated)
{
    m_answers.append({bytes, then, repeated});
}

void ScriptedServer::answerBody(const QByteArray &body, const QByteArray &status)
{
    answer("HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size())
           + "\r\n\r\n" + body);
}

void ScriptedServer::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connections;
        ++m_openConnections;
        auto pending = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this,
                [this, socket, pending] { onBytes(socket, *pending); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --m_openConnections;
            socket->deleteLater();
        });
    }
}

void ScriptedServer::onBytes(QTcpSocket *socket, QByteArray &pending)
{
    pending += socket->readAll();
    for (qsizetype length = wholeRequest(pending); length > 0; length = wholeRequest(pending)) {
        m_requests.append(pending.first(length));
        pending.remove(0, length);
        reply(socket);
    }
}

void ScriptedServer::reply(QTcpSocket *socket)
{
    if (m_answers.isEmpty())
        return;
    const Answer answer = m_answers.size() > 1 ? m_answers.takeFirst() : m_answers.first();
    socket->write(answer.bytes);
    switch (answer.then) {
    case Then::KeepOpen:
        break;
    case Then::Close:
        socket->disconnectFromHost();
        break;
    case Then::Repeat:
        repeat(socket, answer.repeated);
        break;
    case Then::Trickle: {
        auto *timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket] { socket->write("."); });
        timer->start(5ms);
        break;
    }
    }
}

void ScriptedServer::repeat(QTcpSocket *socket, const QByteArray &bytes)
{
    const auto more = [socket, bytes] {
        while (socket->state() == QTcpSocket::ConnectedState
               && socket->bytesToWrite() < kEnoughUnsent)
            socket->write(bytes);
    };
    connect(socket, &QTcpSocket::bytesWritten, socket, more);
    more();
}

QList<QByteArray> fieldLinesOf(const QByteArray &message)
{
    QList<QByteArray> lines = message.first(message.indexOf("\r\n\r\n")).split('\n');
    lines.removeFirst();
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    return lines;
}

QByteArray bodyOf(const QByteArray &message)
{
    return message.sliced(message.indexOf("\r\n\r\n") + 4);
}

} // namespace sendscope::tests
