#include "app/store/writer.h"

#include "app/base/log.h"
#include "app/event/timestamp.h"
#include "app/store/removal.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::store {
namespace {

using Code = base::Error::Code;

// Attempts that wait for a disk to come back. Their bodies may be 1 MiB each.
constexpr size_t kMaxWaitingAttempts = 1'000;
constexpr size_t kMaxWaitingFacts = 1'000;
constexpr size_t kMaxWaitingMedia = 16; // Of at most 16 MiB each.

constexpr auto kIdle = 2s;

/// How often to look whether the machine slept.
constexpr auto kSleepInterval = 5s;

} // namespace

Writer::Writer(QString capturePath, event::Via via, IfDamaged ifDamaged)
    : m_capturePath(std::move(capturePath))
    , m_ifDamaged(ifDamaged)
    , m_via(via)
    , m_runs(via)
{
    m_sleepTimer.setInterval(kSleepInterval);
    connect(&m_sleepTimer, &QTimer::timeout, this, &Writer::lookForSleep);
    m_idle.setSingleShot(true);
    m_idle.setInterval(kIdle);
    connect(&m_idle, &QTimer::timeout, this, &Writer::tidy);
}

Writer::~Writer()
{
    close();
}

void Writer::start()
{
    auto capture = openForWriting(m_capturePath, m_ifDamaged);
    if (!capture) {
        m_openError = capture.error();
        emit openFailed(*m_openError);
        return;
    }
    m_capture = std::move(*capture);
    if (const auto begun = beginSession(std::move(m_capture.connection)); !begun) {
        m_openError = begun.error();
        m_capture = {};
        emit openFailed(*m_openError);
        return;
    }
    if (m_via == event::Via::Listener)
        m_sleepTimer.start();
    emit opened(m_capture.info);
}

void Writer::write(event::DraftBatch batch)
{
    const event::BatchSource source = batch.source;
    const auto done = commit(std::move(batch));
    if (!done) {
        emit failed(done.error(), source);
        return;
    }
    emit committed(done->batch);
    tell(*done);
}

/// Those who gave what was waiting.
void Writer::tell(const Commit &done)
{
    if (done.attempts)
        emit attemptsStored(done.attempts);
    if (!done.media.isEmpty())
        emit mediaKept(done.media);
    if (done.hasRemarks)
        emit remarksKept();
}

void Writer::writeAttempts(std::vector<event::Attempt> attempts)
{
    std::move(attempts.begin(), attempts.end(), std::back_inserter(m_waiting.attempts));
    scheduleFlush();
}

void Writer::keepMedia(KeptMedia media)
{
    m_waiting.media.push_back(std::move(media));
    scheduleFlush();
}

void Writer::keepRemarks(const Remarks &remarks)
{
    m_waiting.remarks.push_back(remarks);
    scheduleFlush();
}

void Writer::removeAtClose(std::vector<event::EventId> events)
{
    m_toRemove = std::move(events);
}

void Writer::recordListening(const QString &what, const QString &text)
{
    m_waiting.facts.push_back({m_clock.utc(), what, text});
    scheduleFlush();
}

/// What did not come while the machine slept could not come.
void Writer::lookForSleep()
{
    const auto sleep = m_sleepWatch.look();
    if (!sleep || m_runs.isEmpty())
        return;
    m_waiting.facts.push_back(
        {sleep->from, u"sleep"_s, QString::fromLatin1(event::formatTimestamp(sleep->to))});
    scheduleFlush();
}

/// Posted, so that all which came while the last commit ran goes into one.
void Writer::scheduleFlush()
{
    if (m_isFlushScheduled)
        return;
    m_isFlushScheduled = true;
    QMetaObject::invokeMethod(this, &Writer::flush, Qt::QueuedConnection);
}

void Writer::flush()
{
    m_isFlushScheduled = false;
    if (m_waiting.isEmpty())
        return; // A batch has taken it along.
    const auto done = commit({});
    if (done) {
        tell(*done);
        return;
    }
    qCWarning(base::logStore) << base::sentence(done.error());
    if (!m_waiting.remarks.empty()) {
        // Whoever made them sees that they are not there, and makes them again.
        m_waiting.remarks.clear();
        emit remarksFailed(done.error());
    }
    dropExcess();
    m_idle.start();
}

/// What cannot be written for long must not fill the memory.
void Writer::dropExcess()
{
    if (m_waiting.attempts.size() > kMaxWaitingAttempts) {
        qCWarning(base::logStore) << m_waiting.attempts.size() - kMaxWaitingAttempts
                                  << "attempts are lost, as the capture cannot be written";
        m_waiting.attempts.resize(kMaxWaitingAttempts);
    }
    if (m_waiting.facts.size() > kMaxWaitingFacts)
        m_waiting.facts.resize(kMaxWaitingFacts);
    if (m_waiting.media.size() > kMaxWaitingMedia) {
        qCWarning(base::logStore) << m_waiting.media.size() - kMaxWaitingMedia
                                  << "media are not kept, as the capture cannot be written";
        m_waiting.media.resize(kMaxWaitingMedia);
    }
}

void Writer::tidy()
{
    flush();
    if (!m_session || !m_session->isTrusted || !checkFiles(*m_session))
        return;
    const auto done = m_session->connection->checkpoint(Connection::Checkpoint::Passive);
    if (!done)
        qCWarning(base::logStore) << base::sentence(done.error());
}

void Writer::close()
{
    if (!m_capture.lock)
        return;
    flush();
    m_idle.stop();
    m_sleepTimer.stop();
    if (!m_toRemove.empty()) {
        if (const auto removed = remove(); !removed)
            qCWarning(base::logStore) << base::sentence(removed.error());
    }
    if (!m_runs.isEmpty()) {
        if (const auto ended = endRuns(); !ended)
            qCWarning(base::logStore) << base::sentence(ended.error());
    }
    // Not being last, or a reader under way, leaves a log. Whoever opens the capture next makes up
    // for it.
    if (m_session && m_session->isTrusted && checkFiles(*m_session))
        (void)m_session->connection->checkpoint(Connection::Checkpoint::Whole);
    if (const auto ended = endSession(); !ended)
        qCWarning(base::logStore) << base::sentence(ended.error());
    m_session.reset();
    m_capture = {};
}

base::Result<void> Writer::remove()
{
    if (const auto ready = ensureSession(); !ready)
        return ready;
    return removeEvents(*m_session->connection, m_toRemove);
}

base::Result<void> Writer::endRuns()
{
    if (const auto ready = ensureSession(); !ready)
        return ready;
    auto transaction = Transaction::begin(*m_session->connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    if (const auto ended = m_session->inserter.endRuns(m_clock.utc()); !ended)
        return ended;
    return transaction->commit();
}

base::Result<Writer::Commit> Writer::commit(event::DraftBatch batch)
{
    if (const auto ready = ensureSession(); !ready)
        return ready.error();

    auto done = commitInto(*m_session, std::move(batch));
    if (!done) {
        // A lock of others or a full disk says nothing about our connection. Anything else does: a
        // disk may tell of a failed write only once.
        m_session->isTrusted =
            m_session->connection->isBusy() || done.error().code == Code::DiskFull;
        return done;
    }
    m_idle.start();
    return done;
}

base::Result<Writer::Commit> Writer::commitInto(Session &session, event::DraftBatch batch)
{
    auto transaction = Transaction::begin(*session.connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();

    RunBook runs = m_runs;
    auto inserted = insertAll(session, runs, std::move(batch));
    if (!inserted)
        return inserted.error();

    // Before the commit, so that a batch that is refused for this leaves no rows; after it, as it
    // is only then that we know where the rows went.
    if (const auto kept = checkFiles(session); !kept)
        return kept.error();
    if (const auto done = transaction->commit(); !done)
        return done.error();
    if (const auto kept = checkFiles(session); !kept)
        return kept.error();

    m_runs = std::move(runs);
    m_waiting = {};
    return inserted;
}

base::Result<Writer::Commit> Writer::insertAll(Session &session, RunBook &runs,
                                               event::DraftBatch batch)
{
    const base::UtcTime now = m_clock.utc();
    Commit commit;
    for (const RecordingFact &fact : m_waiting.facts) {
        const auto run = runs.own(session.inserter, now);
        if (!run)
            return run.error();
        if (const auto done = session.inserter.insert(*run, fact); !done)
            return done.error();
    }
    for (const KeptMedia &media : m_waiting.media) {
        if (const auto done = session.inserter.insert(media); !done)
            return done.error();
        commit.media += media.url;
    }
    for (const Remarks &remarks : m_waiting.remarks) {
        if (const auto done = insertRemarks(*session.connection, remarks); !done)
            return done.error();
        commit.hasRemarks = true;
    }
    if (!m_waiting.attempts.empty()) {
        auto attempts = session.inserter.insert(runs, {{}, {}, m_waiting.attempts}, now);
        if (!attempts)
            return attempts.error();
        commit.attempts = std::make_shared<event::StoredBatch>(std::move(*attempts));
    }
    auto stored = session.inserter.insert(runs, std::move(batch), now);
    if (!stored)
        return stored.error();
    commit.batch = std::make_shared<event::StoredBatch>(std::move(*stored));
    return commit;
}

base::Result<void> Writer::beginSession(std::unique_ptr<Connection> connection)
{
    auto inserter = BatchInserter::prepare(*connection);
    if (!inserter)
        return inserter.error();

    const CaptureStamp files = CaptureStamp::of(m_capture.path);
    if (m_original.isNull())
        m_original = files.capture;
    if (!files.capture.isSameFile(m_original)) {
        connection->leaveLog();
        return moved();
    }
    if (files.log.isNull() || files.shared.isNull()) {
        // A reader in this process still has the removed files open, and SQLite shares them with
        // us.
        connection->leaveLog();
        return logRemoved();
    }
    m_session.emplace(Session{std::move(connection), std::move(*inserter), files});
    return {};
}

/// A connection that can be trusted, to the very file that was opened first.
base::Result<void> Writer::ensureSession()
{
    if (m_openError)
        return *m_openError;
    if (m_session && m_session->isTrusted && checkFiles(*m_session))
        return {};
    if (const auto ended = endSession(); !ended)
        return ended;
    auto connection = reconnectForWriting(m_capture.path);
    if (!connection)
        return connection.error();
    return beginSession(std::move(*connection));
}

base::Result<void> Writer::endSession()
{
    if (!m_session)
        return {};
    const CaptureStamp now = CaptureStamp::of(m_capture.path);
    if (!checkFiles(*m_session)) {
        if (now.shared.isSameFile(m_session->files.shared)) {
            // Only the name of the log or of the capture is gone: what was acknowledged is in the
            // log that we have open, and nowhere else. It goes into the capture before we let go of
            // it.
            const auto saved = m_session->connection->checkpoint(Connection::Checkpoint::Whole);
            if (!saved)
                return saved;
        } else {
            // Somebody took himself for the last one here, put our log into the capture and removed
            // it. What it holds now are pages that the capture may have moved on from.
            m_session->connection->leaveLog();
        }
    }
    m_session.reset();
    return {};
}

base::Result<void> Writer::checkFiles(const Session &session) const
{
    const CaptureStamp now = CaptureStamp::of(m_capture.path);
    if (!now.capture.isSameFile(session.files.capture))
        return moved();
    if (now.log != session.files.log || !now.shared.isSameFile(session.files.shared))
        return logRemoved();
    return {};
}

base::Error Writer::moved() const
{
    return {Code::StorageFailed,
            {m_capturePath, u"it was moved, removed or replaced by another program"_s}};
}

base::Error Writer::logRemoved() const
{
    return {Code::StorageFailed, {m_capturePath, u"another program removed the log beside it"_s}};
}

} // namespace sendscope::store

#include "moc_writer.cpp"
