#include "app/replay/passon.h"

#include "app/http/responsewriter.h"
#include "app/replay/attemptanswer.h"
#include "app/replay/passonexchange.h"

#include <QUuid>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::replay {
namespace {

using http::PassMode;

/// A commit of its own for each attempt would slow the recording.
constexpr auto kAttemptInterval = 200ms;
constexpr qint64 kMostAttemptBytes = 4 * 1024 * 1024;
constexpr auto kCountInterval = 100ms;

/// What is left of a sender's time when it is too late to begin.
constexpr auto kLeastTime = 1ms;

qint64 bytesOf(const event::Request &request)
{
    return request.head.size() + request.body.size();
}

QByteArray makePseudonym()
{
    return "sendscope-" + QUuid::createUuid().toByteArray(QUuid::Id128).first(12);
}

QString words(std::chrono::milliseconds time)
{
    const auto count = time.count();
    return count % 1000 == 0 ? QString::number(count / 1000) + u" s"_s
                             : QString::number(count) + u" ms"_s;
}

/// The client knows only what was left of the time when it began.
base::Error withWholeLimit(const base::Error &error, const PassOnOptions &options)
{
    if (error.code != base::Error::Code::TimedOut)
        return error;
    return {error.code,
            {u"The answer of "_s + options.target.toDisplayString(QUrl::RemoveUserInfo),
             words(options.limit)}};
}

} // namespace

PassOn::PassOn(net::Client &client, const base::Clock &clock, PassOnBounds bounds)
    : m_client(client)
    , m_clock(clock)
    , m_bounds(bounds)
    , m_pseudonym(makePseudonym())
    , m_attemptThrottle(kAttemptInterval, this)
    , m_countThrottle(kCountInterval, this)
    , m_overdueTimer(this)
{
}

PassOn::~PassOn()
{
    m_cancel.cancel();
    for (auto &[number, job] : m_underWay)
        conclude(job, base::Error{base::Error::Code::Cancelled, {}});
    postAttempts();
}

void PassOn::start()
{
    connect(&m_attemptThrottle, &base::Throttle::due, this, &PassOn::postAttempts);
    connect(&m_countThrottle, &base::Throttle::due, this, [this] { emit counted(m_counts); });
    m_overdueTimer.setSingleShot(true);
    m_overdueTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_overdueTimer, &QTimer::timeout, this, &PassOn::giveUpOverdue);
}

void PassOn::setOptions(const std::optional<PassOnOptions> &options)
{
    if (options == m_options)
        return;
    m_options = options;
    if (!options) {
        letGoWaiting();
    } else {
        m_counts = {};
        m_counts.waiting = qint64(m_waiting.size() + m_underWay.size());
    }
    countSoon();
}

void PassOn::take(const event::StoredBatchPtr &batch, const std::vector<http::Passing> &passing)
{
    for (const http::Passing &one : passing)
        accept(batch->requests[one.place], one);
    sendWaiting();
    armTimer();
}

void PassOn::accept(const event::StoredRequest &stored, const http::Passing &passing)
{
    const event::Request &request = stored.draft.request;
    const bool isWhole =
        request.verdict == event::Verdict::Accepted || request.verdict == event::Verdict::Malformed;
    if (!m_options || !isWhole)
        return answerSender(passing.exchange, std::nullopt);

    const qint64 bytes = bytesOf(request);
    if (qsizetype(m_waiting.size()) >= m_bounds.requests
        || m_waitingBytes + bytes > m_bounds.bytes) {
        ++m_counts.skipped;
        countSoon();
        return answerSender(passing.exchange, tooMuchResponse());
    }
    m_waitingBytes += bytes;
    m_waitingSenders += passing.exchange.isNull() ? 0 : 1;
    ++m_counts.waiting;
    m_waiting.push_back({stored.id, request, passing.exchange, passing.since, *m_options, {}, {}});
}

void PassOn::sendWaiting()
{
    while (!m_waiting.empty()) {
        const Job &next = m_waiting.front();
        const int most = next.options.mode == PassMode::Relay ? m_bounds.awaited : m_bounds.watched;
        if (int(m_underWay.size()) >= most)
            return;
        send(takeWaiting(0));
    }
}

PassOn::Job PassOn::takeWaiting(size_t place)
{
    const auto at = m_waiting.begin() + std::ptrdiff_t(place);
    Job job = std::move(*at);
    m_waiting.erase(at);
    m_waitingBytes -= bytesOf(job.request);
    m_waitingSenders -= job.exchange.isNull() ? 0 : 1;
    return job;
}

void PassOn::send(Job job)
{
    job.started = m_clock.utc();
    job.startedTicks = m_clock.ticks();
    auto time = job.options.limit;
    if (!job.exchange.isNull())
        time -= std::chrono::duration_cast<std::chrono::milliseconds>(job.startedTicks - job.since);
    if (time < kLeastTime)
        return conclude(job,
                        base::Error{base::Error::Code::TimedOut,
                                    {u"Waiting for earlier requests"_s, words(job.options.limit)}});

    auto out = passOnRequest(job.request, job.options.target, m_pseudonym, time);
    if (!out)
        return conclude(job, out.error());
    const qint64 number = ++m_lastNumber;
    m_underWay.emplace(number, std::move(job));
    m_client.send(
        std::move(*out), this,
        [this, number](const base::Result<net::Incoming> &answer) {
            const Job ended = std::move(m_underWay.extract(number).mapped());
            if (answer)
                conclude(ended, answer);
            else
                conclude(ended, withWholeLimit(answer.error(), ended.options));
            sendWaiting();
            armTimer();
        },
        m_cancel);
}

void PassOn::conclude(const Job &job, const base::Result<net::Incoming> &answer)
{
    event::Attempt attempt;
    attempt.request = job.id;
    attempt.started = job.started;
    attempt.target = job.options.target.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    if (answer) {
        takeAnswer(attempt, *answer);
        answerSender(job.exchange, relayedResponse(*answer));
    } else {
        attempt.took = m_clock.ticks() - job.startedTicks;
        attempt.error = base::sentence(answer.error());
        answerSender(job.exchange,
                     wentOnBefore(job.request, m_pseudonym)
                         ? loopResponse()
                         : relayFailure(answer.error(), job.options.limit));
    }
    --m_counts.waiting;
    if (job.options == m_options) {
        ++m_counts.sent;
        if (attempt.status / 100 != 2) {
            ++m_counts.failed;
            m_counts.lastFailure = answer
                ? QString::fromLatin1(
                    (QByteArray::number(attempt.status) + ' ' + http::reasonPhrase(attempt.status))
                        .trimmed())
                : attempt.error;
        }
    }
    countSoon();
    keep(std::move(attempt));
}

void PassOn::answerSender(http::ExchangeId exchange, std::optional<http::Response> response)
{
    if (!exchange.isNull())
        emit answered({{exchange, std::move(response)}});
}

/// Senders whose time is up before their request could go on.
void PassOn::giveUpOverdue()
{
    const base::Ticks now = m_clock.ticks();
    for (size_t place = 0; place < m_waiting.size() && m_waitingSenders > 0;) {
        const Job &job = m_waiting[place];
        const bool isOverdue = !job.exchange.isNull() && now - job.since >= job.options.limit;
        if (isOverdue)
            send(takeWaiting(place)); // which finds that it is too late
        else
            ++place;
    }
    armTimer();
}

void PassOn::armTimer()
{
    if (m_waitingSenders == 0)
        return m_overdueTimer.stop();
    // The first came first, so its time is up first.
    const auto first = std::find_if(m_waiting.begin(), m_waiting.end(),
                                    [](const Job &job) { return !job.exchange.isNull(); });
    const base::Ticks left = first->since + first->options.limit - m_clock.ticks();
    m_overdueTimer.start(
        std::chrono::ceil<std::chrono::milliseconds>(std::max(left, base::Ticks::zero())));
}

void PassOn::letGoWaiting()
{
    m_waitingBytes = 0;
    m_waitingSenders = 0;
    for (const Job &job : std::exchange(m_waiting, {})) {
        --m_counts.waiting;
        ++m_counts.skipped;
        answerSender(job.exchange, std::nullopt);
    }
    armTimer();
}

void PassOn::keep(event::Attempt attempt)
{
    m_attemptBytes +=
        attempt.sentHead.size() + attempt.responseHead.size() + attempt.responseBody.size();
    m_attempts.push_back(std::move(attempt));
    if (m_attemptBytes > kMostAttemptBytes)
        postAttempts();
    else
        m_attemptThrottle.request();
}

void PassOn::postAttempts()
{
    if (m_attempts.empty())
        return;
    m_attemptBytes = 0;
    emit attempted(std::exchange(m_attempts, {}));
}

void PassOn::countSoon()
{
    m_countThrottle.request();
}

} // namespace sendscope::replay

#include "moc_passon.cpp"
