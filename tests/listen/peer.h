#pragma once

#include "app/listen/endpoint.h"

#include <QTcpSocket>

namespace sendscope::tests {

/// A sender: writes what it is given, keeps what it gets.
class Peer
{
public:
    explicit Peer(const listen::Endpoint &endpoint)
    {
        QObject::connect(&m_socket, &QIODevice::readyRead, &m_socket, [this] {
            if (m_isReading)
                m_received += m_socket.readAll();
        });
        QObject::connect(&m_socket, &QAbstractSocket::disconnected, &m_socket,
                         [this] { m_isEnded = true; });
        m_socket.connectToHost(endpoint.address, endpoint.port);
        m_socket.waitForConnected();
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }

    /// Lets what comes pile up in the system's buffers, or goes on.
    void setReading(bool isReading)
    {
        m_isReading = isReading;
        m_socket.setReadBufferSize(isReading ? 0 : 1);
        if (isReading)
            m_received += m_socket.readAll();
    }

    void vanish() { m_socket.abort(); }

    const QByteArray &received() const { return m_received; }
    qint64 unsentBytes() const { return m_socket.bytesToWrite(); }
    bool isEnded() const { return m_isEnded; } ///< The listener closed the connection.
    QTcpSocket &socket() { return m_socket; }

    /// The status of each response, in order.
    QList<int> statuses() const
    {
        static const QByteArray kVersion("HTTP/1.1 ");
        QList<int> all;
        for (qsizetype at = m_received.indexOf(kVersion); at >= 0;
             at = m_received.indexOf(kVersion, at + 1))
            all.append(m_received.mid(at + kVersion.size(), 3).toInt());
        return all;
    }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_isReading = true;
    bool m_isEnded = false;
};

inline QByteArray postRequest(const QByteArray &body, const QByteArray &moreFields = {})
{
    return "POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + moreFields + "\r\n" + body;
}

} // namespace sendscope::tests
