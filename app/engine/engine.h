#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/event/request.h"
#include "app/http/credentials.h"
#include "app/http/limits.h"
#include "app/index/snapshot.h"
#include "app/listen/endpoint.h"
#include "app/replay/passonoptions.h"
#include "app/store/captureaccess.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace sendscope::intake {
struct IntakeCounts;
}
namespace sendscope::net {
class Client;
}
namespace sendscope::store {
struct KeptMedia;
struct Remarks;
class ReaderThread;
class WriterThread;
}

namespace sendscope::engine {

/// What one engine is to do.
struct EngineOptions
{
    QString capturePath;
    bool isRecording = true; ///< False: no listener, nothing written but attempts, notes and marks.

    /// Another program records into the capture: show it read-only and follow it. Else that is an
    /// error.
    bool followsWhenInUse = true;
    store::IfDamaged ifDamaged = store::IfDamaged::Refuse;
    event::Via via = event::Via::Listener;
    std::vector<listen::Endpoint> endpoints;
    std::optional<http::Credentials> credentials;
    QByteArray path; ///< Only this path is taken; empty: any.
    bool takesAnyMethod = false;
    int notJsonStatus = 400;
    http::Limits limits;

    /// A message without a final event is overdue after so much recorded time.
    std::chrono::milliseconds overdueAfter = std::chrono::minutes(10);
    std::optional<replay::PassOnOptions> passOn; ///< From the start; none: off.
};

/// How things stand, for the status bar and for `listen`.
///
/// A plain value.
struct EngineStatus
{
    enum class Listening { Off, Starting, On, Failed };

    Listening listening = Listening::Off;
    std::vector<listen::Endpoint> endpoints; ///< With their real ports, while On.
    std::optional<base::Error>
        listenError; ///< While Failed. PortInUse has the next free port in args[1].

    bool isOpen = false; ///< The capture could be opened; `capture` says how.
    store::CaptureInfo capture;
    std::optional<base::Error> storeError; ///< Nothing can be stored now: senders get 503.
    qint64 captureBytes = 0;               ///< On disk, with its log.

    /// Attempts, notes, marks and media can be kept in the capture: it is recorded into here, or is
    /// only viewed and nobody else records into it.
    bool canKeep = false;

    qint64 received = 0; ///< Requests stored since start, accepted or malformed.
    qint64 refused = 0;  ///< Since start, stored or only counted.
    /// Refusals beyond what is stored in a second, and those lost to a full disk.
    qint64 notKept = 0;
    qint64 answered503 = 0;
    qint64 waiting = 0; ///< Requests that wait for their commit now.
    double eventsPerSecond = 0;
    replay::PassOnStatus passOn;

    bool isLoading = false; ///< Older rows of the capture are still being read.
    qint64 loadedEvents = 0;
    qint64 eventsToLoad = 0;

    bool isReachableFromNetwork() const; ///< Listens beyond loopback.
    QString url() const;                 ///< The first address as a URL; empty unless On.
};

/// Makes the services, hands out references to them, starts and stops them in order.
///
/// sockets -> listen -> intake -> store (one commit) -> responses, and -> index -> snapshot.
///
/// Thread: the one it lives in; its signals come there.
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(EngineOptions options, QObject *parent = nullptr);

    /// Stops listening, commits what is under way, closes the capture.
    ~Engine() override;

    void start();

    /// Listens there instead; statusChanged() tells how it went.
    void listen(const std::vector<listen::Endpoint> &endpoints);

    /// Takes in what has been sent to the listener by now, until all of it is stored and answered,
    /// but for at most some seconds; drained() follows.
    void drain();

    /// Passes on what comes from now on, or none of it. A target that leads to our own listener is
    /// InvalidInput, and nothing changes; where that shows only once we listen, the status has it.
    base::Result<void> setPassOn(const std::optional<replay::PassOnOptions> &options);

    /// Keeps what was sent on. Where nothing can be kept (EngineStatus::canKeep) notKept() says so.
    /// A capture that is only viewed is open for writing no longer than that takes.
    void keepAttempts(std::vector<event::Attempt> attempts);

    /// Keeps the bytes of a link; as above. mediaKept() follows.
    void keepMedia(store::KeptMedia media);

    /// Keeps notes and marks, or takes them away; as above. The snapshots say what came of it.
    void keepRemarks(const store::Remarks &remarks);

    /// Draws a line with a text between what was recorded so far and what comes later; as above.
    void addMarker(const QString &text);

    /// Has every query leave these events out from now on, and deletes them from the capture when
    /// it is closed, and only then. Ascending; they replace those before, and none takes it back.
    /// As above.
    void setRemoved(const index::RowList &events);
    const index::RowList &removed() const { return m_removed; }

    /// Commits a batch of an import, while recording; its source says so. stored() or writeFailed()
    /// follows, and only then the next one may be given.
    void write(event::DraftBatch batch);

    /// Paths and headers that somebody shows, filters or sorts by: every snapshot has them as far
    /// as they were read. Others are read no longer.
    void setOnDemandFields(const std::vector<event::FieldRef> &fields);

    const EngineOptions &options() const { return m_options; }
    const EngineStatus &status() const { return m_status; }
    index::SnapshotPtr snapshot() const { return m_snapshot; }
    const base::Clock &clock() const { return m_clock; }

    store::ReaderThread &reader(); ///< Of the capture; only after opened().
    net::Client &net();

signals:
    /// Services can be used. Where another program records into the capture, the status says so.
    void opened();
    void openFailed(const sendscope::base::Error &error);
    void statusChanged(); ///< At most ten times a second.
    void snapshotPublished(
        const sendscope::index::SnapshotPtr &snapshot); ///< At most ten times a second.

    /// What was just put on disk, in order; also what another program wrote, while following it.
    void stored(const sendscope::event::StoredBatchPtr &batch);
    void drained(); ///< After stored() of what came until drain().

    /// Nothing of the import's batch was kept.
    void writeFailed(const sendscope::base::Error &error);

    void mediaKept(const QStringList &urls);

    /// Why attempts, media, notes or marks that were given are not kept, or events not deleted.
    void notKept(const sendscope::base::Error &error);

private:
    struct Private;

    void makeWriter(event::Via via);
    bool checkKeeps();
    store::WriterThread *keeper();
    void letGoOfKeeper();
    bool isViewedForKeeps() const;
    void openForReading();
    void onOpened(const store::CaptureInfo &info);
    void onOpenFailed(const base::Error &error);
    void onCommitted(const event::StoredBatchPtr &batch);
    void onStored(const event::StoredBatchPtr &batch);
    void onAttemptsStored(const event::StoredBatchPtr &batch);
    void onCounted(const intake::IntakeCounts &counts);
    void onListening(const std::vector<listen::Endpoint> &endpoints);
    void onListenFailed(const base::Error &error);
    void startIndex(bool follows);
    void startListener();
    void startPassOn();
    std::vector<quint16> ownPorts() const;
    void measureRate();

    const EngineOptions m_options;
    base::SystemClock m_clock;
    EngineStatus m_status;
    index::SnapshotPtr m_snapshot;
    index::RowList m_removed;
    std::vector<event::FieldRef> m_onDemandFields;
    std::unique_ptr<Private> d;
};

} // namespace sendscope::engine

Q_DECLARE_METATYPE(sendscope::index::SnapshotPtr)
