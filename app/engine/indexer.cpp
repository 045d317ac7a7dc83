#include "app/engine/indexer.h"

#include "app/engine/remarkload.h"
#include "app/engine/requestwalk.h"
#include "app/store/capturelock.h"
#include "app/store/reader.h"

#include <QFileInfo>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <iterator>
#include <tuple>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace sendscope::engine {
namespace {

/// An insertion into the table costs by the table's size, so rows come to it in few, larger
/// portions.
constexpr auto kPublishInterval = 100ms;

constexpr auto kFollowInterval = 250ms;

/// Markers, notes and marks may come from other programs while we record.
constexpr auto kAdditionsInterval = 500ms;

/// What is overdue is told at most so often.
constexpr auto kOverdueInterval = 1000ms;

/// What a person sees first is there at once; the rest follows in larger blocks.
constexpr qint64 kFirstEvents = 4'096;

base::Result<index::DerivedBlock> readBlock(const store::Reader &reader, event::EventId first,
                                            event::EventId last, const base::CancelToken &cancel)
{
    index::BlockDeriver deriver(first, last);
    const auto done = walkRequests(
        reader, first, last, cancel,
        [&deriver](const std::vector<event::StoredRequest> &requests) { deriver.add(requests); });
    if (!done)
        return done.error();
    return deriver.take();
}

/// What was freed is kept for what is allocated next; after a large capture was read that is more
/// than we will need again.
void returnFreedMemory()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace

Indexer::Indexer(const base::Clock &clock)
    : m_clock(clock)
    , m_publishThrottle(kPublishInterval, this)
    , m_followTimer(this)
    , m_additionsTimer(this)
    , m_handshakeTimer(this)
    , m_overdueTimer(this)
    , m_sleepWatch(clock)
{
    connect(&m_publishThrottle, &base::Throttle::due, this, &Indexer::publish);
    m_followTimer.setInterval(kFollowInterval);
    connect(&m_followTimer, &QTimer::timeout, this, &Indexer::follow);
    m_additionsTimer.setInterval(kAdditionsInterval);
    connect(&m_additionsTimer, &QTimer::timeout, this, &Indexer::lookForAdditions);
    m_handshakeTimer.setSingleShot(true);
    connect(&m_handshakeTimer, &QTimer::timeout, this, &Indexer::expireHandshakes);
    m_overdueTimer.setSingleShot(true);
    connect(&m_overdueTimer, &QTimer::timeout, &m_publishThrottle, &base::Throttle::request);
}

Indexer::~Indexer() = default;

void Indexer::open(const QString &capturePath, bool follows, std::chrono::milliseconds overdueAfter)
{
    m_capturePath = capturePath;
    m_follows = follows;
    m_builder.setOverdueAfter(overdueAfter);
    auto reader = store::Reader::open(capturePath);
    if (!reader) {
        emit failed(reader.error());
        return;
    }
    m_reader = std::move(*reader);
    m_dataVersion = m_reader->dataVersion().value_or(0);
    m_onDemand = std::make_unique<OnDemandIndex>(
        capturePath,
        [this](std::function<void()> call) {
            QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
        },
        [this] { m_publishThrottle.request(); });
    loadNewest();
    loadAttempts();
    loadMarkers();
    loadRecording();
    loadRemarks();
    m_removals = m_reader->removals().value_or(0);
    publish();
    loadOlder();
    (follows ? m_followTimer : m_additionsTimer).start();
}

void Indexer::append(const event::StoredBatchPtr &batch)
{
    const event::EventId newest = m_builder.newest();
    m_builder.append(*batch);
    if (m_onDemand)
        m_onDemand->append(batch->requests, newest);
    m_publishThrottle.request();
}

void Indexer::setOnDemandFields(const std::vector<event::FieldRef> &fields)
{
    if (m_onDemand)
        m_onDemand->setFields(fields, m_builder.newest());
}

/// What this program has just put beside events.
void Indexer::lookForRemarks()
{
    if (m_reader && loadRemarks())
        m_publishThrottle.request();
}

void Indexer::setRemoved(const index::RowList &rows)
{
    m_removedByUser = rows;
    tellRemoved();
}

void Indexer::tellRemoved()
{
    index::RowList all;
    std::set_union(m_goneFromDisk.begin(), m_goneFromDisk.end(), m_removedByUser.begin(),
                   m_removedByUser.end(), std::back_inserter(all));
    m_builder.setRemoved(std::move(all));
    m_publishThrottle.request();
}

void Indexer::loadNewest()
{
    const auto newest = m_reader->newest();
    if (!newest) {
        emit failed(newest.error());
        return;
    }
    if (newest->isNull())
        return;

    const event::EventId first{std::max<qint64>(1, newest->value - kFirstEvents + 1)};
    const auto done = walkRequests(*m_reader, first, *newest, {},
                                   [this](std::vector<event::StoredRequest> requests) {
                                       m_builder.append({std::move(requests), {}, {}});
                                   });
    if (!done) {
        emit failed(done.error());
        return;
    }
    m_progress.eventsToLoad = newest->value;
    // The request that the first rows came with may have begun before them.
    const event::EventId oldest = m_builder.oldest();
    m_progress.loadedEvents = newest->value - oldest.value + 1;
    m_progress.isLoading = oldest.value > 1;
}

void Indexer::loadOlder()
{
    if (!m_progress.isLoading)
        return;
    const auto make = [](const store::Reader &reader, const Pass::Block &block,
                         const base::CancelToken &cancel) {
        return readBlock(reader, block.first, block.last, cancel);
    };
    const auto deliver = [this](const Pass::Block &block, index::DerivedBlock made) {
        const auto shared = std::make_shared<index::DerivedBlock>(std::move(made));
        QMetaObject::invokeMethod(
            this, [this, block, shared] { takeOlder(block, std::move(*shared)); },
            Qt::QueuedConnection);
    };
    const auto fail = [this](const base::Error &error) {
        QMetaObject::invokeMethod(
            this,
            [this, error] {
                endLoading();
                emit failed(error);
            },
            Qt::QueuedConnection);
    };
    m_pass = std::make_unique<Pass>(m_capturePath, event::EventId{m_builder.oldest().value - 1},
                                    std::max(1, QThread::idealThreadCount()), make, deliver, fail);
}

void Indexer::takeOlder(const Pass::Block &block, index::DerivedBlock made)
{
    m_builder.prepend(std::move(made));
    m_progress.loadedEvents += block.last.value - block.first.value + 1;
    if (block.first.value == 1)
        endLoading();
    m_publishThrottle.request();
}

void Indexer::endLoading()
{
    m_progress.isLoading = false;
    m_pass.reset();
    returnFreedMemory();
}

void Indexer::loadAttempts()
{
    auto attempts = m_reader->attemptsAfter(m_newestAttempt);
    if (!attempts || attempts->empty())
        return;
    m_newestAttempt = attempts->back().id;
    m_builder.append({{}, {}, std::move(*attempts)});
}

/// True: there are others than before.
bool Indexer::loadMarkers()
{
    const auto facts = m_reader->recordingMarks();
    if (!facts)
        return false;
    std::vector<index::Marker> markers;
    for (const store::RecordingMark &fact : *facts) {
        if (fact.what == u"marker")
            markers.push_back({fact.after, fact.text.toUtf8()});
    }
    if (markers == m_markers)
        return false;
    m_markers = std::move(markers);
    m_builder.setMarkers(m_markers);
    return true;
}

/// True: its stretches are others than before.
bool Indexer::loadRecording()
{
    auto facts = recordingFacts(*m_reader);
    if (!facts)
        return false;
    const bool isSame = facts->runs == m_recording.runs && facts->marks == m_recording.marks;
    m_recording = std::move(*facts);
    setRecorded();
    return !isSame;
}

/// True: the machine slept since the last look.
bool Indexer::lookForSleep()
{
    const auto sleep = m_sleepWatch.look();
    if (!sleep)
        return false;
    m_asleep.push_back({sleep->from, sleep->to});
    setRecorded();
    return true;
}

bool Indexer::isRecordedInto() const
{
    return !m_follows || store::CaptureLock::isHeld(m_capturePath);
}

void Indexer::setRecorded()
{
    m_isRecorded = isRecordedInto();
    m_builder.setRecorded(recordedTime(m_recording, m_isRecorded).without(m_asleep));
}

/// Has what did not come judged when the next message is due.
void Indexer::awaitOverdue()
{
    const auto deadline = m_builder.overdueDeadline();
    if (!deadline) {
        m_overdueTimer.stop();
        return;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - m_clock.utc());
    m_overdueTimer.start(std::clamp<std::chrono::milliseconds>(left, kOverdueInterval, 1h));
}

/// True: there are others than before.
bool Indexer::loadRemarks()
{
    const auto stamp = m_reader->remarksStamp();
    if (!stamp || *stamp == m_remarksStamp)
        return false;
    const auto remarks = m_reader->remarks();
    if (!remarks)
        return false;
    m_remarksStamp = *stamp;
    return m_builder.setRemarks(remarkedEvents(*remarks));
}

/// Events that are shown here may have been deleted by another program.
void Indexer::loadRemovals()
{
    const auto removals = m_reader->removals();
    if (!removals || *removals == m_removals)
        return;
    auto gone = goneFrom(*m_builder.publish(m_clock.utc()), *m_reader);
    if (!gone)
        return;
    m_removals = *removals;
    m_goneFromDisk = std::move(*gone);
    tellRemoved();
}

void Indexer::lookForAdditions()
{
    if (lookForSleep())
        m_publishThrottle.request();
    const auto version = m_reader->dataVersion();
    if (!version || *version == m_dataVersion)
        return;
    m_dataVersion = *version;
    const bool hasMarkers = loadMarkers();
    const bool hasRecording = loadRecording();
    if (loadRemarks() || hasMarkers || hasRecording)
        m_publishThrottle.request();
}

void Indexer::follow()
{
    if (lookForSleep())
        m_publishThrottle.request();
    if (m_isRecorded != isRecordedInto()) {
        setRecorded();
        m_publishThrottle.request();
    }
    const auto version = m_reader->dataVersion();
    if (!version || *version == m_dataVersion)
        return;

    const auto newest = m_reader->newest();
    if (!newest)
        return;
    m_dataVersion = *version;
    const event::EventId first{m_builder.newest().value + 1};
    // What cannot be read now is tried again at the next change.
    std::ignore = walkRequests(*m_reader, first, *newest, {},
                               [this](std::vector<event::StoredRequest> requests) {
                                   auto batch = std::make_shared<event::StoredBatch>();
                                   batch->requests = std::move(requests);
                                   append(batch);
                                   emit followed(batch);
                               });
    loadMarkers();
    loadRecording();
    loadAttempts();
    loadRemarks();
    loadRemovals();
    m_publishThrottle.request();
}

void Indexer::expireHandshakes()
{
    if (m_builder.expireHandshakes(m_clock.utc()))
        m_publishThrottle.request();
    awaitHandshakes();
}

void Indexer::awaitHandshakes()
{
    const auto deadline = m_builder.handshakeDeadline();
    if (!deadline || m_handshakeTimer.isActive())
        return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - m_clock.utc());
    m_handshakeTimer.start(std::max(left, 0ms));
}

void Indexer::publish()
{
    awaitHandshakes();
    if (m_onDemand)
        m_builder.setOnDemand(m_onDemand->columns());
    m_progress.captureBytes = captureBytes();
    emit progressed(m_progress);
    lookForSleep();
    emit published(m_builder.publish(m_clock.utc()));
    awaitOverdue();
}

qint64 Indexer::captureBytes() const
{
    return QFileInfo(m_capturePath).size() + QFileInfo(m_capturePath + u"-wal"_s).size();
}

} // namespace sendscope::engine

#include "moc_indexer.cpp"
