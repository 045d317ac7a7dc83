#include "app/intake/gatherer.h"

#include "app/intake/classifier.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace sendscope::intake {
namespace {

constexpr auto kCountInterval = 100ms;

/// How often waiting senders are looked at: fine enough that 1.5 s stays below Bandwidth's patience
/// by far.
constexpr auto kOverdueInterval = 100ms;

/// Outcomes alone are not worth a commit each: they ride with the next requests, or go after this
/// long.
constexpr auto kOutcomeInterval = 1s;

qint64 bytesOf(const event::Request &request)
{
    return request.head.size() + request.body.size() + request.trailers.size();
}

} // namespace

Gatherer::Gatherer(Rules rules, QueueBounds bounds, http::Responder &responder,
                   const base::Clock &clock, http::Relay *relay)
    : m_rules(std::move(rules))
    , m_bounds(bounds)
    , m_responder(responder)
    , m_clock(clock)
    , m_relay(relay)
    , m_countThrottle(kCountInterval, this)
    , m_overdueTimer(this)
    , m_outcomeTimer(this)
{
    connect(&m_countThrottle, &base::Throttle::due, this, [this] { emit counted(m_counts); });

    m_overdueTimer.setInterval(kOverdueInterval);
    connect(&m_overdueTimer, &QTimer::timeout, this, &Gatherer::answerOverdue);

    m_outcomeTimer.setSingleShot(true);
    m_outcomeTimer.setInterval(kOutcomeInterval);
    connect(&m_outcomeTimer, &QTimer::timeout, this, [this] {
        if (!m_isPosted)
            post();
    });
}

Gatherer::~Gatherer()
{
    // Nobody waits any more, but what is known shall be kept; the writer takes batches in order.
    if (!m_gathering.isEmpty())
        emit gathered(std::make_shared<event::DraftBatch>(std::move(m_gathering)));
}

std::optional<http::Response> Gatherer::judgeExpectation(const http::RequestHead &head,
                                                         const http::Arrival &arrival)
{
    std::optional<Decision> decision = intake::judgeExpectation(m_rules, head, arrival);
    if (!decision)
        return std::nullopt;
    gatherRefusal(std::move(decision->draft));
    return std::move(decision->response);
}

void Gatherer::onRequest(http::ExchangeId exchange, http::Message message,
                         const http::Arrival &arrival)
{
    Decision decision = classify(m_rules, std::move(message), arrival);
    if (decision.waitsForCommit) {
        Waiting waiting{exchange, std::move(decision.response), m_clock.ticks()};
        waiting.isCounted = true;
        ++m_counts.waiting;
        gather(std::move(decision.draft), std::move(waiting));
        return;
    }

    gatherRefusal(std::move(decision.draft));
    m_responder.respond(exchange, decision.response);
}

void Gatherer::onRefused(const http::RefusedMessage &message, const http::Arrival &arrival)
{
    gatherRefusal(classifyRefused(m_rules, message, arrival));
}

void Gatherer::onAnswered(http::ExchangeId exchange, int status, bool isDelivered)
{
    if (const auto leaving = m_leaving.extract(exchange.value))
        keepOutcome(leaving.mapped(), status, isDelivered);
    else if (const auto relayed = m_relayed.extract(exchange.value)) // before the target's answer
        keepOutcome(relayed.mapped().request, status, isDelivered);
    else if (status == 0)
        markGone(exchange);
}

void Gatherer::onCommitted(const event::StoredBatchPtr &batch)
{
    if (batch->source != event::BatchSource::Listener)
        return;
    Q_ASSERT(m_isPosted && batch->requests.size() == m_postedWaiting.size());

    const http::PassMode mode = m_relay ? m_relay->mode() : http::PassMode::Off;
    std::vector<http::Passing> passing;
    for (size_t i = 0; i < m_postedWaiting.size(); ++i) {
        Waiting &waiting = m_postedWaiting[i];
        const event::StoredRequest &stored = batch->requests[i];
        if (waiting.isCounted)
            ++m_counts.received;
        if (waiting.exchange.isNull())
            continue;
        if (waiting.isGone && !waiting.isAnswered) {
            --m_counts.waiting;
            keepOutcome(stored.id, 0, false);
            if (mode != http::PassMode::Off)
                passing.push_back({i, {}, waiting.since});
            continue;
        }
        if (waiting.isAnswered) { // Its sender comes again, and only then it goes on.
            keepOutcome(stored.id, 503, true);
            continue;
        }
        if (stored.draft.request.verdict == event::Verdict::Accepted)
            waiting.response =
                storedResponse(stored.firstEvent, qsizetype(stored.draft.events.size()));
        --m_counts.waiting;
        if (mode == http::PassMode::Relay) {
            m_relayed.emplace(waiting.exchange.value,
                              Relayed{stored.id, std::move(waiting.response)});
            passing.push_back({i, waiting.exchange, waiting.since});
            continue;
        }
        if (mode == http::PassMode::Watch)
            passing.push_back({i, {}, waiting.since});
        answerStored(stored.id, waiting.exchange, waiting.response);
    }
    if (!passing.empty())
        m_relay->take(batch, std::move(passing));
    finishBatch();
}

void Gatherer::onRelayed(const std::vector<http::RelayAnswer> &answers)
{
    for (const http::RelayAnswer &answer : answers) {
        const auto relayed = m_relayed.extract(answer.exchange.value);
        if (!relayed)
            continue; // The sender has gone meanwhile.
        answerStored(relayed.mapped().request, answer.exchange,
                     answer.response.value_or(relayed.mapped().response));
    }
}

void Gatherer::answerStored(event::RequestId request, http::ExchangeId exchange,
                            const http::Response &response)
{
    m_leaving.emplace(exchange.value, request);
    m_responder.respond(exchange, response);
}

void Gatherer::onFailed(const base::Error &, event::BatchSource source)
{
    if (source != event::BatchSource::Listener)
        return;
    for (Waiting &waiting : m_postedWaiting) {
        if (waiting.exchange.isNull())
            ++m_counts.notKept;
        else if (!waiting.isAnswered)
            answer503(waiting);
    }
    finishBatch();
}

void Gatherer::gather(event::DraftRequest draft, Waiting waiting)
{
    waiting.bytes = bytesOf(draft.request);
    m_bytes += waiting.bytes;
    m_gathering.requests.push_back(std::move(draft));
    m_gatheringWaiting.push_back(std::move(waiting));
    countSoon();
    postOrWait();
}

void Gatherer::gatherRefusal(event::DraftRequest draft)
{
    if (draft.request.verdict == event::Verdict::Refused)
        ++m_counts.refused;
    if (mayStoreRefusal()) {
        Waiting nobody;
        nobody.since = m_clock.ticks();
        gather(std::move(draft), std::move(nobody));
        return;
    }
    ++m_counts.notKept;
    countSoon();
}

void Gatherer::markGone(http::ExchangeId exchange)
{
    for (std::vector<Waiting> *all : {&m_postedWaiting, &m_gatheringWaiting}) {
        for (Waiting &waiting : *all)
            waiting.isGone = waiting.isGone || waiting.exchange == exchange;
    }
}

bool Gatherer::mayStoreRefusal()
{
    const base::Ticks now = m_clock.ticks();
    if (now - m_refusalSecond >= 1s) {
        m_refusalSecond = now;
        m_refusalsThisSecond = 0;
    }
    return m_refusalsThisSecond++ < m_bounds.refusalsPerSecond;
}

void Gatherer::postOrWait()
{
    if (m_isPosted) {
        judgeReading();
        if (!m_overdueTimer.isActive())
            m_overdueTimer.start();
        return;
    }
    post();
}

void Gatherer::post()
{
    if (m_gathering.isEmpty())
        return;

    auto batch = std::make_shared<event::DraftBatch>(std::exchange(m_gathering, {}));
    m_postedWaiting = std::exchange(m_gatheringWaiting, {});
    m_bytes = 0;
    m_isPosted = true;
    m_outcomeTimer.stop();
    if (!m_overdueTimer.isActive())
        m_overdueTimer.start();
    emit gathered(batch);
}

void Gatherer::finishBatch()
{
    m_postedWaiting.clear();
    m_isPosted = false;
    countSoon();

    if (!m_gathering.requests.empty())
        post();
    else
        m_overdueTimer.stop();
    judgeReading();
}

void Gatherer::keepOutcome(event::RequestId request, int status, bool isDelivered)
{
    m_gathering.outcomes.push_back({request, m_clock.utc(), status, isDelivered});
    if (!m_outcomeTimer.isActive())
        m_outcomeTimer.start();
}

void Gatherer::answer503(Waiting &waiting)
{
    waiting.isAnswered = true;
    ++m_counts.answered503;
    --m_counts.waiting;
    m_responder.respond(waiting.exchange, notStoredResponse());
}

void Gatherer::answerOverdue()
{
    const base::Ticks now = m_clock.ticks();
    for (Waiting &waiting : m_postedWaiting) {
        const bool isOpen = !waiting.exchange.isNull() && !waiting.isAnswered;
        if (isOpen && now - waiting.since >= m_bounds.patience)
            answer503(waiting);
    }
    letGoOverdue(now);
    countSoon();
    judgeReading();
}

void Gatherer::letGoOverdue(base::Ticks now)
{
    size_t kept = 0;
    for (size_t i = 0; i < m_gatheringWaiting.size(); ++i) {
        Waiting &waiting = m_gatheringWaiting[i];
        if (now - waiting.since >= m_bounds.patience) {
            if (waiting.exchange.isNull())
                ++m_counts.notKept;
            else
                answer503(waiting);
            m_bytes -= waiting.bytes;
            continue;
        }
        if (kept != i) {
            m_gatheringWaiting[kept] = std::move(waiting);
            m_gathering.requests[kept] = std::move(m_gathering.requests[i]);
        }
        ++kept;
    }
    m_gatheringWaiting.resize(kept);
    m_gathering.requests.resize(kept);
}

void Gatherer::judgeReading()
{
    const qsizetype requests = qsizetype(m_gatheringWaiting.size());
    const bool isFull = requests >= m_bounds.requests || m_bytes >= m_bounds.bytes;
    if (m_isReading != isFull)
        return;
    m_isReading = !isFull;
    m_responder.setReading(m_isReading);
}

void Gatherer::countSoon()
{
    m_countThrottle.request();
}

} // namespace sendscope::intake

#include "moc_gatherer.cpp"
