#pragma once

#include "app/base/clock.h"
#include "app/base/error.h"
#include "app/event/request.h"
#include "app/index/snapshot.h"

#include <QObject>
#include <QThread>

namespace sendscope::engine {

class Indexer;

/// How far the reading of an opened capture has come, and how large it is.
struct IndexProgress
{
    bool isLoading = false;
    qint64 loadedEvents = 0;
    qint64 eventsToLoad = 0;
    qint64 captureBytes = 0; ///< On disk, with its log.
};

/// Owns the thread in which the columns are built: of what the capture holds, newest first, and of
/// what is committed meanwhile.
///
/// Thread: made and destroyed on one; calls from any. Signals come from the index's thread: connect
/// with a receiver.
class IndexThread : public QObject
{
    Q_OBJECT

public:
    /// \p clock outlives it.
    explicit IndexThread(const base::Clock &clock);
    ~IndexThread() override;

    /// Reads the capture in. \p follows: another program writes into it, so look for more, four
    /// times a second. Batches appended later are taken as newer than all that is there now.
    /// \p overdueAfter: a message without a final event is overdue after so much recorded time.
    void open(const QString &capturePath, bool follows,
              std::chrono::milliseconds overdueAfter = std::chrono::minutes(10));

    void append(const event::StoredBatchPtr &batch);

    /// Reads these paths and headers, and no others any more; every snapshot has them as far as
    /// they were read.
    void setOnDemandFields(std::vector<event::FieldRef> fields);

    /// This program has put notes or marks beside events.
    void lookForRemarks();

    /// Leaves these rows out, ascending; they replace those before.
    void setRemoved(index::RowList rows);

signals:
    void published(const sendscope::index::SnapshotPtr &snapshot); ///< At most ten times a second.
    void progressed(const sendscope::engine::IndexProgress &progress);

    /// What another program has written.
    void followed(const sendscope::event::StoredBatchPtr &batch);
    void failed(const sendscope::base::Error &error);

private:
    QThread m_thread;
    Indexer *m_indexer; ///< Lives in m_thread, which deletes it.
};

} // namespace sendscope::engine

Q_DECLARE_METATYPE(sendscope::engine::IndexProgress)
