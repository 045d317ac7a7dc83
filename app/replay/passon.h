#pragma once

#include "app/base/canceltoken.h"
#include "app/base/throttle.h"
#include "app/event/request.h"
#include "app/http/relay.h"
#include "app/net/client.h"
#include "app/replay/passonoptions.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sendscope::replay {

/// Sends stored requests on to one target, in order of arrival, some at once; tells how each went,
/// and what a sender that waits is to be answered.
///
/// Whatever the target does, each sender that waits gets its answer within the limit. Accepted and
/// malformed requests go on; refused ones and handshakes do not.
///
/// Thread: the one PassOnThread gives it. The constructor runs elsewhere and starts nothing.
class PassOn : public QObject
{
    Q_OBJECT

public:
    /// Client and clock outlive it.
    PassOn(net::Client &client, const base::Clock &clock, PassOnBounds bounds);

    /// What is under way is given up, and told of.
    ~PassOn() override;

    void start();

    /// None: nothing goes on from now on. What waited to be sent is let go and counted as skipped,
    /// its senders get our own answer; what is under way ends as it began. So does everything when
    /// another target or mode is set.
    void setOptions(const std::optional<PassOnOptions> &options);

    void take(const event::StoredBatchPtr &batch, const std::vector<http::Passing> &passing);

signals:
    void answered(const std::vector<sendscope::http::RelayAnswer> &answers);

    /// At most five times a second, or where many bytes have gathered.
    void attempted(const std::vector<sendscope::event::Attempt> &attempts);
    void counted(const sendscope::replay::PassOnCounts &counts); ///< At most ten times a second.

private:
    /// A request on its way.
    struct Job
    {
        event::RequestId id;
        event::Request request;
        http::ExchangeId exchange; ///< Null: nobody waits.
        base::Ticks since{};       ///< When it was whole.
        PassOnOptions options;     ///< That held when it came.
        base::UtcTime started;
        base::Ticks startedTicks{};
    };

    void accept(const event::StoredRequest &stored, const http::Passing &passing);
    void sendWaiting();
    void send(Job job);
    void conclude(const Job &job, const base::Result<net::Incoming> &answer);
    void answerSender(http::ExchangeId exchange, std::optional<http::Response> response);
    Job takeWaiting(size_t place);
    void giveUpOverdue();
    void armTimer();
    void letGoWaiting();
    void keep(event::Attempt attempt);
    void postAttempts();
    void countSoon();

    net::Client &m_client;
    const base::Clock &m_clock;
    const PassOnBounds m_bounds;
    const QByteArray m_pseudonym; ///< In Via.

    std::optional<PassOnOptions> m_options;
    std::deque<Job> m_waiting;
    qint64 m_waitingBytes = 0;
    qint64 m_waitingSenders = 0;                ///< Of m_waiting.
    std::unordered_map<qint64, Job> m_underWay; ///< By a number of its own.
    qint64 m_lastNumber = 0;
    base::CancelToken m_cancel;

    std::vector<event::Attempt> m_attempts; ///< Not told of yet.
    qint64 m_attemptBytes = 0;
    PassOnCounts m_counts;
    base::Throttle m_attemptThrottle;
    base::Throttle m_countThrottle;
    QTimer m_overdueTimer; ///< For those that wait to be sent while their senders wait.
};

} // namespace sendscope::replay

Q_DECLARE_METATYPE(std::vector<sendscope::event::Attempt>)
