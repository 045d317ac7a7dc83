#include "app/engine/engine.h"

#include "app/base/log.h"
#include "app/base/throttle.h"
#include "app/engine/indexthread.h"
#include "app/intake/gatherer.h"
#include "app/listen/listenerthread.h"
#include "app/net/client.h"
#include "app/store/readerthread.h"
#include "app/store/writerthread.h"

#include <QTimer>

#include <algorithm>
#include <deque>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace sendscope::engine {
namespace {

constexpr auto kStatusInterval = 100ms;

/// The rate shown is that of the last few seconds, so that it neither jumps nor lags behind.
constexpr size_t kRateSeconds = 3;

} // namespace

bool EngineStatus::isReachableFromNetwork() const
{
    return std::any_of(endpoints.begin(), endpoints.end(), [](const listen::Endpoint &endpoint) {
        return !endpoint.address.isLoopback();
    });
}

QString EngineStatus::url() const
{
    return endpoints.empty() ? QString() : listen::toUrl(endpoints.front());
}

struct Engine::Private
{
    explicit Private(Engine *engine)
        : statusThrottle(kStatusInterval)
    {
        QObject::connect(&statusThrottle, &base::Throttle::due, engine, &Engine::statusChanged);
        rateTimer.setInterval(1s);
        QObject::connect(&rateTimer, &QTimer::timeout, engine, &Engine::measureRate);
    }

    base::Throttle statusThrottle;
    QTimer rateTimer;
    qint64 storedEvents = 0; ///< Since start.
    std::deque<qint64> storedAtSecond;

    // In this order they are made; in the other they end: the listener first, the capture last.
    net::Client net;
    std::unique_ptr<store::WriterThread> writer;
    std::unique_ptr<store::ReaderThread> reader;
    std::unique_ptr<IndexThread> index;
    std::unique_ptr<listen::ListenerThread> listener;
};

Engine::Engine(EngineOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_snapshot(std::make_shared<const index::Snapshot>())
    , d(std::make_unique<Private>(this))
{
    m_status.capture.path = m_options.capturePath;
}

Engine::~Engine() = default;

void Engine::start()
{
    if (!m_options.isRecording) {
        openForReading();
        return;
    }
    d->writer = std::make_unique<store::WriterThread>(m_options.capturePath, m_options.via,
                                                      m_options.ifDamaged);
    connect(d->writer.get(), &store::WriterThread::opened, this, &Engine::onOpened);
    connect(d->writer.get(), &store::WriterThread::openFailed, this, &Engine::onOpenFailed);
    connect(d->writer.get(), &store::WriterThread::committed, this, &Engine::onCommitted);
    connect(d->writer.get(), &store::WriterThread::attemptsStored, this, &Engine::onStored);
    connect(d->writer.get(), &store::WriterThread::failed, this, [this](const base::Error &error) {
        m_status.storeError = error;
        d->statusThrottle.request();
    });
}

void Engine::listen(const std::vector<listen::Endpoint> &endpoints)
{
    if (!d->listener)
        return;
    m_status.listening = EngineStatus::Listening::Starting;
    m_status.listenError.reset();
    d->listener->listen(endpoints);
    d->statusThrottle.request();
}

void Engine::keepAttempts(std::vector<event::Attempt> attempts)
{
    if (d->writer && m_status.isOpen && m_status.capture.isWritable)
        d->writer->writeAttempts(std::move(attempts));
}

void Engine::setOnDemandFields(const std::vector<event::FieldRef> &fields)
{
    m_onDemandFields = fields;
    if (d->index)
        d->index->setOnDemandFields(fields);
}

store::ReaderThread &Engine::reader()
{
    Q_ASSERT(d->reader);
    return *d->reader;
}

net::Client &Engine::net()
{
    return d->net;
}

void Engine::openForReading()
{
    m_status.isOpen = true;
    m_status.capture.isWritable = false;
    d->reader = std::make_unique<store::ReaderThread>(m_options.capturePath);
    startIndex(true);
    d->rateTimer.start();
    emit opened();
    d->statusThrottle.request();
}

void Engine::onOpened(const store::CaptureInfo &info)
{
    m_status.isOpen = true;
    m_status.capture = info;
    d->reader = std::make_unique<store::ReaderThread>(m_options.capturePath);
    startIndex(false);
    startListener();
    d->rateTimer.start();
    emit opened();
    d->statusThrottle.request();
}

void Engine::onOpenFailed(const base::Error &error)
{
    const bool isInUse = error.code == base::Error::Code::CaptureInUse;
    if (isInUse && m_options.followsWhenInUse) {
        m_status.capture.isInUse = true;
        openForReading();
        return;
    }
    emit openFailed(error);
}

void Engine::onCommitted(const event::StoredBatchPtr &batch)
{
    for (const event::StoredRequest &request : batch->requests)
        d->storedEvents += qint64(request.draft.events.size());
    m_status.storeError.reset();
    d->statusThrottle.request();
    onStored(batch);
}

void Engine::onStored(const event::StoredBatchPtr &batch)
{
    d->index->append(batch);
    emit stored(batch);
}

void Engine::onCounted(const intake::IntakeCounts &counts)
{
    m_status.received = counts.received;
    m_status.refused = counts.refused;
    m_status.notKept = counts.notKept;
    m_status.answered503 = counts.answered503;
    m_status.waiting = counts.waiting;
    d->statusThrottle.request();
}

void Engine::onListening(const std::vector<listen::Endpoint> &endpoints)
{
    m_status.listening = EngineStatus::Listening::On;
    m_status.endpoints = endpoints;
    m_status.listenError.reset();
    QStringList addresses;
    for (const listen::Endpoint &endpoint : endpoints)
        addresses.append(listen::toText(endpoint));
    d->writer->recordListening(u"listening"_s, addresses.join(u' '));
    d->statusThrottle.request();
}

void Engine::onListenFailed(const base::Error &error)
{
    m_status.listening = EngineStatus::Listening::Failed;
    m_status.endpoints.clear();
    m_status.listenError = error;
    d->writer->recordListening(u"not-listening"_s, base::sentence(error));
    d->statusThrottle.request();
}

void Engine::startIndex(bool follows)
{
    d->index = std::make_unique<IndexThread>(m_clock);
    connect(d->index.get(), &IndexThread::published, this,
            [this](const index::SnapshotPtr &snapshot) {
                m_snapshot = snapshot;
                emit snapshotPublished(snapshot);
            });
    connect(d->index.get(), &IndexThread::progressed, this, [this](const IndexProgress &progress) {
        m_status.isLoading = progress.isLoading;
        m_status.loadedEvents = progress.loadedEvents;
        m_status.eventsToLoad = progress.eventsToLoad;
        m_status.captureBytes = progress.captureBytes;
        d->statusThrottle.request();
    });
    connect(d->index.get(), &IndexThread::followed, this, &Engine::stored);
    connect(d->index.get(), &IndexThread::failed, this, &Engine::openFailed);
    d->index->open(m_options.capturePath, follows);
    d->index->setOnDemandFields(m_onDemandFields);
}

void Engine::startListener()
{
    if (m_options.endpoints.empty())
        return;
    const intake::Rules rules{m_options.credentials, m_options.path, m_options.takesAnyMethod,
                              m_options.notJsonStatus};
    const auto makeHandler = [this, rules](http::Responder &responder) {
        auto gatherer =
            std::make_unique<intake::Gatherer>(rules, intake::QueueBounds(), responder, m_clock);
        store::WriterThread *writer = d->writer.get();
        QObject::connect(
            gatherer.get(), &intake::Gatherer::gathered, writer,
            [writer](const std::shared_ptr<event::DraftBatch> &batch) {
                writer->write(std::move(*batch));
            },
            Qt::DirectConnection);
        QObject::connect(writer, &store::WriterThread::committed, gatherer.get(),
                         &intake::Gatherer::onCommitted);
        QObject::connect(writer, &store::WriterThread::failed, gatherer.get(),
                         &intake::Gatherer::onFailed);
        QObject::connect(gatherer.get(), &intake::Gatherer::counted, this, &Engine::onCounted);
        return std::unique_ptr<http::Handler>(std::move(gatherer));
    };
    d->listener = std::make_unique<listen::ListenerThread>(m_options.limits, m_clock, makeHandler);
    connect(d->listener.get(), &listen::ListenerThread::listening, this, &Engine::onListening);
    connect(d->listener.get(), &listen::ListenerThread::listenFailed, this,
            &Engine::onListenFailed);
    listen(m_options.endpoints);
}

void Engine::measureRate()
{
    d->storedAtSecond.push_back(d->storedEvents);
    if (d->storedAtSecond.size() > kRateSeconds + 1)
        d->storedAtSecond.pop_front();
    const qint64 seconds = qint64(d->storedAtSecond.size()) - 1;
    const qint64 events = d->storedAtSecond.back() - d->storedAtSecond.front();
    const double rate = seconds > 0 ? double(events) / double(seconds) : 0;
    if (rate == m_status.eventsPerSecond)
        return;
    m_status.eventsPerSecond = rate;
    d->statusThrottle.request();
}

} // namespace sendscope::engine

#include "moc_engine.cpp"
