#pragma once

#include "app/base/clock.h"
#include "app/base/throttle.h"
#include "app/event/request.h"
#include "app/http/handler.h"
#include "app/http/relay.h"
#include "app/intake/rules.h"

#include <QMetaType>
#include <QObject>
#include <QTimer>

#include <unordered_map>
#include <vector>

namespace sendscope::intake {

/// What the intake counts. All since its start, but `waiting`.
struct IntakeCounts
{
    qint64 received = 0; ///< Requests stored: accepted or malformed.
    qint64 refused = 0;  ///< Stored or not.
    qint64 notKept = 0;  ///< Refused ones that were counted only.
    qint64 answered503 = 0;
    qint64 waiting = 0; ///< For their commit, now.

    friend bool operator==(const IntakeCounts &, const IntakeCounts &) = default;
};

/// Stands between the listener and the capture: gathers what comes while one batch is being
/// committed, then posts all of it, and answers each sender when its own batch is on disk.
///
/// Group commit, bound and back-pressure are one rule: at most QueueBounds are gathered behind the
/// batch under way; then the listener stops reading. What waited longer than the patience is
/// answered 503. If it had not been posted yet it is let go, for its sender repeats it; else it may
/// be stored after all, and its outcome says 503. So reading goes on, and senders get their answer,
/// even while the writer hangs.
///
/// Where requests are passed on, the relay gets each once it is on disk. Where it stands between,
/// the sender then waits for the relay's answer, and gets ours only if there is none to come.
///
/// Thread: the listener's. The writer's answers come as slots, by queued connection.
class Gatherer : public QObject, public http::Handler
{
    Q_OBJECT

public:
    /// \p relay outlives it; null: nothing is passed on.
    Gatherer(Rules rules, QueueBounds bounds, http::Responder &responder, const base::Clock &clock,
             http::Relay *relay = nullptr);
    ~Gatherer() override;

    std::optional<http::Response> judgeExpectation(const http::RequestHead &head,
                                                   const http::Arrival &arrival) override;
    void onRequest(http::ExchangeId exchange, http::Message message,
                   const http::Arrival &arrival) override;
    void onRefused(const http::RefusedMessage &message, const http::Arrival &arrival) override;
    void onAnswered(http::ExchangeId exchange, int status, bool isDelivered) override;
    bool isAtWork() const override { return m_isPosted || !m_gathering.requests.empty(); }

    /// The batch that was posted is on disk. Those of other sources are passed over.
    void onCommitted(const sendscope::event::StoredBatchPtr &batch);

    /// Nothing of the batch that was posted is on disk. As above.
    void onFailed(const sendscope::base::Error &error, sendscope::event::BatchSource source);

    /// What the relay has for senders that waited for it.
    void onRelayed(const std::vector<sendscope::http::RelayAnswer> &answers);

    const IntakeCounts &counts() const { return m_counts; }

signals:
    /// A batch for the writer, to be moved from. The next one follows onCommitted() or onFailed().
    void gathered(const std::shared_ptr<sendscope::event::DraftBatch> &batch);

    void counted(const sendscope::intake::IntakeCounts &counts); ///< At most ten times a second.

private:
    /// The sender of one request of a batch.
    struct Waiting
    {
        http::ExchangeId exchange; ///< Null where nobody waits for the commit.
        http::Response response;   ///< For accepted requests made when the rows' numbers are known.
        base::Ticks since{};
        qint64 bytes = 0;
        bool isCounted = false;  ///< Counts as received once stored.
        bool isAnswered = false; ///< With 503, because it took too long.
        bool isGone = false;     ///< The sender, before the commit.
    };

    /// A stored request whose sender waits for the relay.
    struct Relayed
    {
        event::RequestId request;
        http::Response response; ///< Our own.
    };

    void gather(event::DraftRequest draft, Waiting waiting);
    void answerStored(event::RequestId request, http::ExchangeId exchange,
                      const http::Response &response);
    void markGone(http::ExchangeId exchange);
    void gatherRefusal(event::DraftRequest draft);
    bool mayStoreRefusal();
    void post();
    void postOrWait();
    void finishBatch();
    void keepOutcome(event::RequestId request, int status, bool isDelivered);
    void answer503(Waiting &waiting);
    void answerOverdue();
    void letGoOverdue(base::Ticks now);
    void judgeReading();
    void countSoon();

    const Rules m_rules;
    const QueueBounds m_bounds;
    http::Responder &m_responder;
    const base::Clock &m_clock;
    http::Relay *const m_relay;

    event::DraftBatch m_gathering;
    std::vector<Waiting> m_gatheringWaiting; ///< One for each request of m_gathering.
    std::vector<Waiting> m_postedWaiting;    ///< One for each request of the batch under way.
    bool m_isPosted = false;
    bool m_isReading = true;
    qint64 m_bytes = 0; ///< Of m_gathering.

    /// Stored requests whose answer is on its way out, by exchange.
    std::unordered_map<qint64, event::RequestId> m_leaving;

    std::unordered_map<qint64, Relayed> m_relayed; ///< By exchange.

    base::Ticks m_refusalSecond{};
    int m_refusalsThisSecond = 0;

    IntakeCounts m_counts;
    base::Throttle m_countThrottle;
    QTimer m_overdueTimer;
    QTimer m_outcomeTimer;
};

} // namespace sendscope::intake

Q_DECLARE_METATYPE(sendscope::intake::IntakeCounts)
Q_DECLARE_METATYPE(std::shared_ptr<sendscope::event::DraftBatch>)
