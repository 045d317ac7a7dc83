#include "app/engine/engine.h"

#include "app/base/log.h"
#include "app/base/throttle.h"
#include "app/engine/indexthread.h"
#include "app/intake/gatherer.h"
#include "app/listen/listenerthread.h"
#include "app/net/client.h"
#include "app/replay/passontarget.h"
#include "app/replay/passonthread.h"
#include "app/store/capturelock.h"
#include "app/store/keptmedia.h"
#include "app/store/readerthread.h"
#include "app/store/remarks.h"
#include "app/store/writerthread.h"

#include <QFileInfo>
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

/// How long a capture that is only viewed stays open for writing after something was kept in it:
/// the attempts of a replay come one after the other.
constexpr auto kKeeperIdle = 3s;

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
        keeperIdle.setSingleShot(true);
        keeperIdle.setInterval(kKeeperIdle);
        QObject::connect(&keeperIdle, &QTimer::timeout, engine, &Engine::letGoOfKeeper);
    }

    base::Throttle statusThrottle;
    QTimer rateTimer;
    QTimer keeperIdle;
    qint64 storedEvents = 0; ///< Since start.
    std::deque<qint64> storedAtSecond;

    // In this order they are made; in the other they end: the listener first, the capture last.
    net::Client net;
    std::unique_ptr<store::WriterThread> writer;
    std::unique_ptr<store::ReaderThread> reader;
    std::unique_ptr<IndexThread> index;
    std::unique_ptr<replay::PassOnThread> passOn; ///< Null until we are about to listen.
    std::unique_ptr<listen::ListenerThread> listener;
};

Engine::Engine(EngineOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_snapshot(std::make_shared<const index::Snapshot>())
    , d(std::make_unique<Private>(this))
{
    m_status.capture.path = m_options.capturePath;
    if (m_options.isRecording)
        m_status.passOn.options = m_options.passOn;
}

Engine::~Engine()
{
    if (m_removed.empty())
        return;
    const QSignalBlocker quiet(this); // Those who would hear of it are about to go.
    if (store::WriterThread *writer = keeper())
        writer->removeAtClose(m_removed);
    else
        qCWarning(base::logStore) << "Events are not deleted, as the capture cannot be written";
}

void Engine::start()
{
    if (!m_options.isRecording) {
        openForReading();
        return;
    }
    makeWriter(m_options.via);
    connect(d->writer.get(), &store::WriterThread::opened, this, &Engine::onOpened);
    connect(d->writer.get(), &store::WriterThread::openFailed, this, &Engine::onOpenFailed);
    connect(d->writer.get(), &store::WriterThread::committed, this, &Engine::onCommitted);
    connect(d->writer.get(), &store::WriterThread::failed, this,
            [this](const base::Error &error, event::BatchSource source) {
                m_status.storeError = error;
                d->statusThrottle.request();
                if (source == event::BatchSource::Import)
                    emit writeFailed(error);
            });
}

void Engine::makeWriter(event::Via via)
{
    d->writer =
        std::make_unique<store::WriterThread>(m_options.capturePath, via, m_options.ifDamaged);
    connect(d->writer.get(), &store::WriterThread::attemptsStored, this, &Engine::onAttemptsStored);
    connect(d->writer.get(), &store::WriterThread::mediaKept, this, &Engine::mediaKept);
    connect(d->writer.get(), &store::WriterThread::remarksKept, this,
            [this] { d->index->lookForRemarks(); });
    connect(d->writer.get(), &store::WriterThread::remarksFailed, this, &Engine::notKept);
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

void Engine::drain()
{
    if (d->listener)
        d->listener->drain();
    else
        QMetaObject::invokeMethod(this, &Engine::drained, Qt::QueuedConnection);
}

base::Result<void> Engine::setPassOn(const std::optional<replay::PassOnOptions> &options)
{
    if (options) {
        const auto checked = replay::checkLeadsElsewhere(options->target, ownPorts());
        if (!checked)
            return checked;
    }
    m_status.passOn.options = options;
    m_status.passOn.error.reset();
    if (d->passOn)
        d->passOn->setOptions(options);
    d->statusThrottle.request();
    return {};
}

void Engine::keepAttempts(std::vector<event::Attempt> attempts)
{
    if (store::WriterThread *writer = keeper())
        writer->writeAttempts(std::move(attempts));
}

void Engine::keepMedia(store::KeptMedia media)
{
    if (store::WriterThread *writer = keeper())
        writer->keepMedia(std::move(media));
}

void Engine::keepRemarks(const store::Remarks &remarks)
{
    if (store::WriterThread *writer = keeper())
        writer->keepRemarks(remarks);
}

void Engine::addMarker(const QString &text)
{
    if (store::WriterThread *writer = keeper())
        writer->recordListening(u"marker"_s, text);
}

void Engine::setRemoved(const index::RowList &events)
{
    if (!events.empty() && !checkKeeps())
        return;
    m_removed = events;
    if (d->index)
        d->index->setRemoved(events);
}

void Engine::write(event::DraftBatch batch)
{
    Q_ASSERT(batch.source != event::BatchSource::Listener);
    if (m_options.isRecording && m_status.capture.isWritable)
        d->writer->write(std::move(batch));
    else
        emit writeFailed({base::Error::Code::CaptureReadOnly, {m_options.capturePath}});
}

/// Whether something can be kept; else notKept() has said why not.
bool Engine::checkKeeps()
{
    if (m_options.isRecording && m_status.capture.isWritable)
        return true;
    m_status.canKeep = isViewedForKeeps();
    if (m_status.isOpen && m_status.canKeep)
        return true;
    const bool isInUse =
        m_status.capture.isInUse || store::CaptureLock::isHeld(m_options.capturePath);
    const auto code =
        isInUse ? base::Error::Code::CaptureInUse : base::Error::Code::CaptureReadOnly;
    emit notKept({code, {m_options.capturePath}});
    return false;
}

/// Who writes what is kept; null where nothing can be, which notKept() has said then.
store::WriterThread *Engine::keeper()
{
    if (!checkKeeps())
        return nullptr;
    if (m_options.isRecording && m_status.capture.isWritable)
        return d->writer.get();
    if (!d->writer) {
        makeWriter(event::Via::Replay);
        connect(d->writer.get(), &store::WriterThread::openFailed, this,
                [this](const base::Error &error) {
                    letGoOfKeeper();
                    emit notKept(error);
                });
    }
    d->keeperIdle.start();
    return d->writer.get();
}

void Engine::letGoOfKeeper()
{
    if (m_options.isRecording || !d->writer)
        return;
    d->keeperIdle.stop();
    d->writer.release()->deleteLater(); // Its own signal may have led here.
}

/// Whether a capture that is only viewed may get something kept. Asks the system, opens nothing.
bool Engine::isViewedForKeeps() const
{
    return !m_status.capture.isInUse && QFileInfo(m_options.capturePath).isWritable()
        && (d->writer || !store::CaptureLock::isHeld(m_options.capturePath));
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
    m_status.passOn = {};
    m_status.canKeep = isViewedForKeeps();
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
    m_status.canKeep = info.isWritable;
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
    if (batch->source == event::BatchSource::Listener) {
        for (const event::StoredRequest &request : batch->requests)
            d->storedEvents += qint64(request.draft.events.size());
    }
    m_status.storeError.reset();
    d->statusThrottle.request();
    onStored(batch);
}

void Engine::onStored(const event::StoredBatchPtr &batch)
{
    d->index->append(batch);
    emit stored(batch);
}

/// The index of a capture that is only viewed follows what is written into it, by whomever.
void Engine::onAttemptsStored(const event::StoredBatchPtr &batch)
{
    if (m_options.isRecording && m_status.capture.isWritable)
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
    if (const auto still = setPassOn(m_status.passOn.options); !still) {
        (void)setPassOn(std::nullopt);
        m_status.passOn.error = still.error();
    }
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
    d->index->open(m_options.capturePath, follows, m_options.overdueAfter);
    d->index->setOnDemandFields(m_onDemandFields);
}

void Engine::startListener()
{
    if (m_options.endpoints.empty())
        return;
    startPassOn();
    const intake::Rules rules{m_options.credentials, m_options.path, m_options.takesAnyMethod,
                              m_options.notJsonStatus};
    const auto makeHandler = [this, rules](http::Responder &responder) {
        auto gatherer = std::make_unique<intake::Gatherer>(rules, intake::QueueBounds(), responder,
                                                           m_clock, d->passOn.get());
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
        QObject::connect(d->passOn.get(), &http::Relay::answered, gatherer.get(),
                         &intake::Gatherer::onRelayed);
        QObject::connect(gatherer.get(), &intake::Gatherer::counted, this, &Engine::onCounted);
        return std::unique_ptr<http::Handler>(std::move(gatherer));
    };
    d->listener = std::make_unique<listen::ListenerThread>(m_options.limits, m_clock, makeHandler);
    connect(d->listener.get(), &listen::ListenerThread::listening, this, &Engine::onListening);
    connect(d->listener.get(), &listen::ListenerThread::listenFailed, this,
            &Engine::onListenFailed);
    connect(d->listener.get(), &listen::ListenerThread::drained, this, &Engine::drained);
    listen(m_options.endpoints);
}

void Engine::startPassOn()
{
    d->passOn = std::make_unique<replay::PassOnThread>(d->net, m_clock);
    store::WriterThread *writer = d->writer.get();
    connect(
        d->passOn.get(), &replay::PassOnThread::attempted, writer,
        [writer](const std::vector<event::Attempt> &attempts) { writer->writeAttempts(attempts); },
        Qt::DirectConnection);
    connect(d->passOn.get(), &replay::PassOnThread::counted, this,
            [this](const replay::PassOnCounts &counts) {
                m_status.passOn.counts = counts;
                d->statusThrottle.request();
            });
    d->passOn->setOptions(m_status.passOn.options);
}

std::vector<quint16> Engine::ownPorts() const
{
    std::vector<quint16> ports;
    for (const listen::Endpoint &endpoint : m_status.endpoints)
        ports.push_back(endpoint.port);
    return ports;
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
