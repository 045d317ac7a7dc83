#include "app/engine/indexer.h"

#include "app/store/reader.h"

#include <QFileInfo>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace sendscope::engine {
namespace {

/// An insertion into the table costs by the table's size, so rows come to it in few, larger
/// portions.
constexpr auto kPublishInterval = 100ms;

constexpr auto kFollowInterval = 250ms;

/// Rows read at a time: the first block is what a person sees first, so it is small; live rows get
/// their turn between blocks.
constexpr qint64 kBlockEvents = 16'384;

event::EventId lastEvent(const event::StoredRequest &request)
{
    return {request.firstEvent.value + qint64(request.draft.events.size()) - 1};
}

event::EventId blockBegin(event::EventId last)
{
    return {std::max<qint64>(1, last.value - kBlockEvents + 1)};
}

} // namespace

Indexer::Indexer(const base::Clock &clock)
    : m_clock(clock)
    , m_publishThrottle(kPublishInterval, this)
    , m_followTimer(this)
    , m_handshakeTimer(this)
{
    connect(&m_publishThrottle, &base::Throttle::due, this, &Indexer::publish);
    m_followTimer.setInterval(kFollowInterval);
    connect(&m_followTimer, &QTimer::timeout, this, &Indexer::follow);
    m_handshakeTimer.setSingleShot(true);
    connect(&m_handshakeTimer, &QTimer::timeout, this, &Indexer::expireHandshakes);
}

Indexer::~Indexer() = default;

void Indexer::open(const QString &capturePath, bool follows)
{
    m_capturePath = capturePath;
    auto reader = store::Reader::open(capturePath);
    if (!reader) {
        emit failed(reader.error());
        return;
    }
    m_reader = std::move(*reader);
    m_dataVersion = m_reader->dataVersion().value_or(0);
    loadNewest();
    loadAttempts();
    publish();
    if (m_progress.isLoading)
        QMetaObject::invokeMethod(this, &Indexer::loadOlderBlock, Qt::QueuedConnection);
    if (follows)
        m_followTimer.start();
}

void Indexer::append(const event::StoredBatchPtr &batch)
{
    m_builder.append(*batch);
    if (!batch->requests.empty())
        m_newest = lastEvent(batch->requests.back());
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

    m_oldestLoaded = blockBegin(*newest);
    auto requests = m_reader->requests(m_oldestLoaded, *newest);
    if (!requests) {
        emit failed(requests.error());
        return;
    }
    m_builder.append({std::move(*requests), {}, {}});
    m_newest = *newest;
    m_progress.eventsToLoad = newest->value;
    m_progress.loadedEvents = newest->value - m_oldestLoaded.value + 1;
    m_progress.isLoading = m_oldestLoaded.value > 1;
}

void Indexer::loadOlderBlock()
{
    const event::EventId last{m_oldestLoaded.value - 1};
    const event::EventId first = blockBegin(last);
    const auto requests = m_reader->requests(first, last);
    if (!requests) {
        m_progress.isLoading = false;
        emit failed(requests.error());
        return;
    }
    m_builder.prepend(*requests);
    m_oldestLoaded = first;
    m_progress.loadedEvents += last.value - first.value + 1;
    m_progress.isLoading = first.value > 1;
    m_publishThrottle.request();

    // Queued, so that what is committed meanwhile gets its turn.
    if (m_progress.isLoading)
        QMetaObject::invokeMethod(this, &Indexer::loadOlderBlock, Qt::QueuedConnection);
}

void Indexer::loadAttempts()
{
    auto attempts = m_reader->attemptsAfter(m_newestAttempt);
    if (!attempts || attempts->empty())
        return;
    m_newestAttempt = attempts->back().id;
    m_builder.append({{}, {}, std::move(*attempts)});
}

void Indexer::follow()
{
    const auto version = m_reader->dataVersion();
    if (!version || *version == m_dataVersion)
        return;

    const auto newest = m_reader->newest();
    if (!newest)
        return;
    m_dataVersion = *version;
    while (m_newest < *newest) {
        const event::EventId first{m_newest.value + 1};
        auto requests =
            m_reader->requests(first, {std::min(newest->value, m_newest.value + kBlockEvents)});
        if (!requests || requests->empty())
            break;
        auto batch = std::make_shared<event::StoredBatch>();
        batch->requests = std::move(*requests);
        append(batch);
        emit followed(batch);
    }
    loadAttempts();
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
    m_progress.captureBytes = captureBytes();
    emit progressed(m_progress);
    emit published(m_builder.publish());
}

qint64 Indexer::captureBytes() const
{
    return QFileInfo(m_capturePath).size() + QFileInfo(m_capturePath + u"-wal"_s).size();
}

} // namespace sendscope::engine

#include "moc_indexer.cpp"
