#include "tests/support/bandwidthsender.h"

#include <QTcpSocket>

#include <utility>

namespace sendscope::tests {

BandwidthSender::BandwidthSender(const QUrl &url, Habits habits)
    : m_url(url)
    , m_habits(std::move(habits))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(m_habits.patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_socket->abort(); });
    m_pause.setSingleShot(true);
    m_pause.setInterval(m_habits.pause);
    connect(&m_pause, &QTimer::timeout, this, [this] { send(false); });
}

void BandwidthSender::deliver(const QByteArray &body)
{
    m_body = body;
    m_rounds = 0;
    m_isDelivered = false;
    m_isDone = false;
    send(false);
}

void BandwidthSender::send(bool withCredentials)
{
    QByteArray head = "POST " + m_url.path().toLatin1()
        + " HTTP/1.1\r\nHost: " + "callbacks.example"
        + "\r\nUser-Agent: BandwidthAPI/v2\r\nContent-Type: application/json; charset=utf-8\r\n"
          "Connection: close\r\nContent-Length: "
        + QByteArray::number(m_body.size()) + "\r\n";
    if (withCredentials)
        head +=
            "Authorization: Basic " + (m_habits.user + ':' + m_habits.password).toBase64() + "\r\n";
    m_try = {};
    m_try.hasCredentials = withCredentials;
    m_clock.start();
    m_patience.start();
    m_socket = new QTcpSocket(this);
    connect(m_socket, &QTcpSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            conclude();
    });
    m_socket->connectToHost(m_url.host(), quint16(m_url.port()));
    m_socket->write(head + "\r\n" + m_body);
}

void BandwidthSender::conclude()
{
    const bool isInTime = m_patience.isActive();
    m_patience.stop();
    const QByteArray bytes = m_socket->readAll();
    m_socket->deleteLater();
    m_socket = nullptr;

    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (isInTime && headEnd > 0) {
        m_try.head = bytes.first(headEnd + 4);
        m_try.body = bytes.sliced(headEnd + 4);
        m_try.status = m_try.head.mid(9, 3).toInt();
    }
    m_try.took = std::chrono::milliseconds(m_clock.elapsed());
    m_tries.push_back(m_try);
    judge(m_tries.back());
}

void BandwidthSender::judge(const Try &ended)
{
    if (ended.status == 401 && !ended.hasCredentials
        && fieldOf(ended, "WWW-Authenticate").startsWith("Basic")) {
        send(true);
        return;
    }
    ++m_rounds;
    m_isDelivered = ended.status / 100 == 2;
    m_isDone = m_isDelivered || m_rounds == m_habits.mostTries;
    if (!m_isDone)
        m_pause.start();
}

QByteArray fieldOf(const BandwidthSender::Try &answer, const QByteArray &name)
{
    for (const QByteArray &line : answer.head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

} // namespace sendscope::tests

#include "moc_bandwidthsender.cpp"
