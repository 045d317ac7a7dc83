#pragma once

#include "app/base/sleepwatch.h"
#include "app/base/throttle.h"
#include "app/engine/backwardpass.h"
#include "app/engine/indexthread.h"
#include "app/engine/ondemandindex.h"
#include "app/engine/recording.h"
#include "app/index/builder.h"

#include <QTimer>

#include <memory>

namespace sendscope::engine {

/// Builds the columns of one capture.
///
/// Thread: the one IndexThread gives it. The constructor runs elsewhere and opens nothing.
class Indexer : public QObject
{
    Q_OBJECT

public:
    explicit Indexer(const base::Clock &clock);
    ~Indexer() override;

    /// \p overdueAfter: so much without a final event is too much.
    void open(const QString &capturePath, bool follows, std::chrono::milliseconds overdueAfter);
    void append(const event::StoredBatchPtr &batch);
    void setOnDemandFields(const std::vector<event::FieldRef> &fields);
    void lookForRemarks();
    void setRemoved(const index::RowList &rows);

signals:
    void published(const sendscope::index::SnapshotPtr &snapshot);
    void progressed(const sendscope::engine::IndexProgress &progress);
    void followed(const sendscope::event::StoredBatchPtr &batch);
    void failed(const sendscope::base::Error &error);

private:
    using Pass = BackwardPass<index::DerivedBlock>;

    void loadNewest();
    void loadOlder();
    void takeOlder(const Pass::Block &block, index::DerivedBlock made);
    void endLoading();
    void loadAttempts();
    bool loadMarkers();
    bool loadRecording();
    bool lookForSleep();
    bool isRecordedInto() const;
    void setRecorded();
    void awaitOverdue();
    bool loadRemarks();
    void loadRemovals();
    void tellRemoved();
    void follow();
    void lookForAdditions();
    void publish();
    void expireHandshakes();
    void awaitHandshakes();
    qint64 captureBytes() const;

    const base::Clock &m_clock;
    QString m_capturePath;
    std::unique_ptr<store::Reader> m_reader; ///< Null until open() has succeeded.
    index::Builder m_builder;
    IndexProgress m_progress;
    event::AttemptId m_newestAttempt;
    std::vector<index::Marker> m_markers;
    QString m_remarksStamp;
    qint64 m_removals = 0;          ///< Reader::removals() when last looked.
    index::RowList m_goneFromDisk;  ///< Others deleted them after they were read.
    index::RowList m_removedByUser; ///< Still on disk.
    qint64 m_dataVersion = 0;
    base::Throttle m_publishThrottle;
    QTimer m_followTimer;
    QTimer m_additionsTimer; ///< Runs while the capture is recorded into here.
    QTimer m_handshakeTimer;
    QTimer m_overdueTimer;
    bool m_follows = false;     ///< Others record into the capture, not this program.
    bool m_isRecorded = false;  ///< Somebody did when last looked.
    RecordingFacts m_recording; ///< As last read.
    base::SleepWatch m_sleepWatch;
    std::vector<index::RecordedTime::Stretch> m_asleep; ///< Seen here, as others are late to note.
    std::unique_ptr<OnDemandIndex> m_onDemand;          ///< Null until open() has succeeded.
    std::unique_ptr<Pass> m_pass;                       ///< Null while nothing older is read.
};

} // namespace sendscope::engine
