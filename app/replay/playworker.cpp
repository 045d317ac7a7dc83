#include "app/replay/playworker.h"

#include "app/replay/attemptanswer.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace sendscope::replay {
namespace {

constexpr base::Ticks kLate = 5ms;
constexpr int kMostInFlight = 256;
constexpr int kMostInFlightAtFullSpeed = 1;

constexpr qint64 kPortion = 256; ///< Made ready at a time.
constexpr size_t kReady = 512;   ///< More are asked for while fewer are ready.
constexpr auto kGiveOut = 50ms;

constexpr size_t kMostGathered = 4'096;

// Most requests are small, and these are never reached: they keep large ones from filling memory.
constexpr qint64 kReadyBytes = 16 * 1024 * 1024;
constexpr qint64 kMostFlightBytes = 64 * 1024 * 1024;
constexpr qint64 kMostGatheredBytes = 64 * 1024 * 1024;

/// A timer counts milliseconds in an int; a rest is waited for anew.
constexpr base::Ticks kLongestWait = 1h;

qint64 bytesOf(const event::StoredRequest &request, const QByteArray &changedBody)
{
    return request.draft.request.body.size() + changedBody.size();
}

size_t mostInFlight(const PlayPlan &plan)
{
    const int usual = plan.pace.isMax ? kMostInFlightAtFullSpeed : kMostInFlight;
    return size_t(plan.concurrency > 0 ? plan.concurrency : usual);
}

} // namespace

PlayWorker::PlayWorker(const base::Clock &clock, const PlayPlan &plan, QByteArray run,
                       base::CancelToken cancel)
    : m_clock(clock)
    , m_cancel(std::move(cancel))
    , m_run(std::move(run))
    , m_mostInFlight(mostInFlight(plan))
    , m_mostFailures(plan.mostFailures)
    , m_target(plan.target.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo))
    , m_isPaused(plan.beginsPaused)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PlayWorker::pump);
    m_giveOutTimer.setSingleShot(true);
    m_giveOutTimer.setInterval(kGiveOut);
    connect(&m_giveOutTimer, &QTimer::timeout, this, &PlayWorker::giveOut);
    m_sender.setParent(this); // so that it comes along to its thread
}

PlayWorker::~PlayWorker()
{
    m_isStopped = true;
    m_hasEnded = true;
}

void PlayWorker::onPlanned(const DueTimesPtr &due, qint64 total)
{
    m_sender.start();
    m_isPlanned = true;
    m_progress.planned = total;
    m_schedule = Schedule(*due);
    askForMore();
    endWhenDone();
}

void PlayWorker::onPrepared(const PreparedPtr &requests)
{
    m_isAsking = false;
    m_asked += qint64(requests->size());
    for (const Prepared &prepared : *requests)
        m_readyBytes += bytesOf(prepared.request, prepared.composed.changedBody);
    std::move(requests->begin(), requests->end(), std::back_inserter(m_ready));
    if (m_isStopped)
        return;
    if (!m_hasBegun)
        begin();
    askForMore();
    pump();
}

void PlayWorker::onFailed(const base::Error &error)
{
    m_error = error;
    m_isStopped = true; // what is under way may go on
    endWhenDone();
}

/// Only now, so that reading the first ones takes nothing from their time.
void PlayWorker::begin()
{
    m_hasBegun = true;
    m_begun = m_clock.ticks();
    m_schedule.begin(m_begun);
    if (m_isPaused)
        m_schedule.pause(0, m_begun);
}

void PlayWorker::pause()
{
    if (m_isPaused)
        return;
    m_isPaused = true;
    m_timer.stop();
    if (m_hasBegun)
        m_schedule.pause(m_next, m_clock.ticks());
}

void PlayWorker::resume()
{
    if (!m_isPaused)
        return;
    m_isPaused = false;
    m_steps = 0;
    if (m_hasBegun)
        m_schedule.resume(m_next, m_clock.ticks());
    pump();
}

void PlayWorker::step()
{
    if (!m_isPaused)
        return;
    ++m_steps;
    pump();
}

void PlayWorker::stop()
{
    m_isStopped = true;
    m_timer.stop();
    m_ready.clear();
    m_readyBytes = 0;
    endWhenDone();
}

void PlayWorker::onTaken()
{
    m_isTaken = true;
    if (m_gathered.size() >= size_t(kPortion))
        giveOut();
    pump();
}

bool PlayWorker::isFull() const
{
    return m_gathered.size() >= kMostGathered || m_gatheredBytes >= kMostGatheredBytes;
}

bool PlayWorker::areAllUnderWay() const
{
    return m_flights.size() >= m_mostInFlight || m_flightBytes >= kMostFlightBytes;
}

/// Whether the next one can be sent now; if it will be later, sees to it that it is.
bool PlayWorker::mayBegin()
{
    if (m_isStopped || !m_hasBegun || m_next == m_progress.planned || m_ready.empty() || isFull())
        return false;
    if (m_isPaused && m_steps == 0)
        return false;
    if (!m_isPaused && m_schedule.isPaced()) {
        const base::Ticks wait = m_schedule.due(m_next) - m_clock.ticks();
        if (wait > base::Ticks::zero()) {
            m_timer.start(
                std::chrono::ceil<std::chrono::milliseconds>(std::min(wait, kLongestWait)));
            return false;
        }
    }
    m_isHeldBack = m_isHeldBack || areAllUnderWay();
    return !areAllUnderWay();
}

void PlayWorker::pump()
{
    if (std::exchange(m_isPumping, true))
        return; // an answer came while one was sent: the loop that sends it goes on
    while (mayBegin())
        sendNext();
    m_isPumping = false;
    endWhenDone();
}

void PlayWorker::sendNext()
{
    const qint64 number = m_next++;
    Prepared prepared = std::move(m_ready.front());
    m_ready.pop_front();
    const qint64 bytes = bytesOf(prepared.request, prepared.composed.changedBody);
    m_readyBytes -= bytes;
    m_flightBytes += bytes;
    askForMore();

    Flight flight;
    flight.request = std::move(prepared.request);
    flight.changedBody = std::move(prepared.composed.changedBody);
    flight.started = m_clock.utc();
    const base::Ticks now = m_clock.ticks();
    const bool isOnTime = !m_isPaused && m_schedule.isPaced();
    flight.sent = now - m_begun;
    flight.due = isOnTime ? m_schedule.due(number) - m_begun : flight.sent;
    noteLateness(flight.due, flight.sent);
    if (m_isPaused) {
        --m_steps;
        m_schedule.stepped(number);
    }
    ++m_progress.begun;
    m_flights.emplace(number, std::move(flight));

    auto &outgoing = prepared.composed.outgoing;
    if (!outgoing) {
        ++m_progress.unsendable;
        conclude(number, outgoing.error());
        return;
    }
    const auto take = [this, number](const base::Result<net::Incoming> &answer) {
        conclude(number, answer);
        noteFailure(answer);
        pump();
    };
    m_sender.begin(std::move(*outgoing), net::Delivery(take), m_cancel);
}

void PlayWorker::noteLateness(base::Ticks due, base::Ticks sent)
{
    const base::Ticks late = sent - due;
    m_progress.latest = std::max(m_progress.latest, late);
    if (late > kLate) {
        ++m_progress.late;
        m_progress.heldBack += m_isHeldBack ? 1 : 0;
    }
    m_isHeldBack = false;
}

/// What is under way may still be answered.
void PlayWorker::noteFailure(const base::Result<net::Incoming> &answer)
{
    if (!answer && answer.error().code == base::Error::Code::InvalidInput) {
        ++m_progress.unsendable; // a field that no head can hold
        return;
    }
    m_failuresInARow = answer ? 0 : m_failuresInARow + 1;
    if (m_mostFailures == 0 || m_failuresInARow < m_mostFailures || m_isStopped)
        return;
    m_hasGivenUp = true;
    m_isStopped = true;
}

void PlayWorker::askForMore()
{
    const bool hasEnough = m_ready.size() >= kReady || m_readyBytes >= kReadyBytes;
    if (m_isAsking || m_isStopped || hasEnough || m_asked == m_progress.planned)
        return;
    m_isAsking = true;
    emit wanted(kPortion);
}

void PlayWorker::conclude(qint64 number, const base::Result<net::Incoming> &answer)
{
    auto node = m_flights.extract(number);
    Flight &flight = node.mapped();
    const qint64 bytes = bytesOf(flight.request, flight.changedBody);
    m_flightBytes -= bytes;
    Played played;
    played.number = number;
    played.request = std::move(flight.request);
    played.due = flight.due;
    played.sent = flight.sent;

    event::Attempt &attempt = played.attempt;
    attempt.request = played.request.id;
    attempt.started = flight.started;
    attempt.target = m_target;
    attempt.sentBody = std::move(flight.changedBody);
    if (answer) {
        takeAnswer(attempt, *answer);
    } else {
        attempt.took = m_clock.ticks() - m_begun - flight.sent;
        attempt.error = base::sentence(answer.error());
    }
    ++(answer ? m_progress.answered : m_progress.failed);
    m_progress.answered2xx += attempt.status / 100 == 2 ? 1 : 0;
    m_gatheredBytes += bytes + attempt.responseBody.size() + attempt.responseHead.size();
    m_gathered.push_back(std::move(played));
    if (m_isTaken && m_gathered.size() >= size_t(kPortion))
        giveOut();
    else if (!m_giveOutTimer.isActive())
        m_giveOutTimer.start();
}

/// One lot is under way at a time: what ends meanwhile gathers.
void PlayWorker::giveOut()
{
    if (m_gathered.empty())
        return;
    if (!m_isTaken) {
        m_giveOutTimer.start();
        return;
    }
    m_isTaken = false;
    m_giveOutTimer.stop();
    m_gatheredBytes = 0;
    emit played(std::make_shared<const std::vector<Played>>(std::exchange(m_gathered, {})),
                progressNow());
}

PlayProgress PlayWorker::progressNow() const
{
    PlayProgress progress = m_progress;
    if (!m_hasBegun)
        return progress;
    const base::Ticks now = m_clock.ticks();
    progress.elapsed = now - m_begun;
    if (m_schedule.isPaced() && m_next < progress.planned) {
        const qint64 last = progress.planned - 1;
        progress.left = m_isPaused ? m_schedule.distance(m_next, last)
                                   : std::max(base::Ticks::zero(), m_schedule.due(last) - now);
    }
    return progress;
}

void PlayWorker::endWhenDone()
{
    const bool isDone = m_isStopped || (m_isPlanned && m_next == m_progress.planned);
    if (m_hasEnded || !isDone || !m_flights.empty())
        return;
    if (!m_gathered.empty()) {
        giveOut(); // and again once that is taken
        return;
    }
    m_hasEnded = true;
    m_timer.stop();
    const bool wasStopped = m_isStopped && !m_hasGivenUp && !m_error;
    emit ended({progressNow(), m_run, wasStopped, m_hasGivenUp, m_error});
}

} // namespace sendscope::replay

#include "moc_playworker.cpp"
