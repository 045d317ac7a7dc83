#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <vector>

class QTcpSocket;

namespace sendscope::tests {

/// Delivers one callback after the other as Bandwidth does: first without credentials; challenged
/// with 401 and WWW-Authenticate, once more with them. Whatever is no 2xx, or not there in time, is
/// tried again after a pause.
///
/// Thread: the test's; it works while the test's event loop runs.
class BandwidthSender : public QObject
{
    Q_OBJECT

public:
    /// Bandwidth's own are 10 s, not published, and for 24 h.
    struct Habits
    {
        std::chrono::milliseconds patience{3'000};
        std::chrono::milliseconds pause{50};
        int mostTries = 3;
        QByteArray user = "bandwidth";
        QByteArray password = "secret";
    };

    /// One request, and what came of it.
    struct Try
    {
        int status = 0;  ///< 0: no answer, in time or at all.
        QByteArray head; ///< Of the answer.
        QByteArray body;
        bool hasCredentials = false;
        std::chrono::milliseconds took{};
    };

    BandwidthSender(const QUrl &url, Habits habits);

    void deliver(const QByteArray &body);

    /// In order; both legs of a sign-in are one each.
    const std::vector<Try> &tries() const { return m_tries; }
    bool isDelivered() const { return m_isDelivered; } ///< The last one was answered 2xx.
    bool isDone() const { return m_isDone; }           ///< Delivered, or given up.

private:
    void send(bool withCredentials);
    void conclude();
    void judge(const Try &ended);

    const QUrl m_url;
    const Habits m_habits;
    QByteArray m_body;
    QTcpSocket *m_socket = nullptr;
    Try m_try;
    QElapsedTimer m_clock;
    QTimer m_patience;
    QTimer m_pause;
    std::vector<Try> m_tries;
    int m_rounds = 0;
    bool m_isDelivered = false;
    bool m_isDone = false;
};

/// The value of the first field of that name in an answer's head; empty without.
QByteArray fieldOf(const BandwidthSender::Try &answer, const QByteArray &name);

} // namespace sendscope::tests
