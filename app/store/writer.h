#pragma once

#include "app/base/clock.h"
#include "app/base/sleepwatch.h"
#include "app/event/request.h"
#include "app/store/batchinserter.h"
#include "app/store/captureaccess.h"
#include "app/store/capturefile.h"
#include "app/store/captureopening.h"
#include "app/store/remarks.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace sendscope::store {

/// Commits batches to one capture, and says so only when the disk has them.
///
/// After a failure nothing needs to be done: the next write tries again, with a new connection
/// where the old one cannot be trusted any more.
///
/// Thread: the one WriterThread gives it. The constructor runs elsewhere and opens nothing.
class Writer : public QObject
{
    Q_OBJECT

public:
    Writer(QString capturePath, event::Via via, IfDamaged ifDamaged);

    /// Closes the capture, if close() was not called.
    ~Writer() override;

    void start();
    void write(event::DraftBatch batch);
    void writeAttempts(std::vector<event::Attempt> attempts);
    void keepMedia(KeptMedia media);
    void keepRemarks(const Remarks &remarks);
    void removeAtClose(std::vector<event::EventId> events);
    void recordListening(const QString &what, const QString &text);

    /// Ends the run, moves the log into the capture and gives the capture back.
    void close();

signals:
    // As in WriterThread.
    void opened(const sendscope::store::CaptureInfo &info);
    void openFailed(const sendscope::base::Error &error);
    void committed(const sendscope::event::StoredBatchPtr &batch);
    void failed(const sendscope::base::Error &error, sendscope::event::BatchSource source);
    void attemptsStored(const sendscope::event::StoredBatchPtr &batch);
    void mediaKept(const QStringList &urls);
    void remarksKept();
    void remarksFailed(const sendscope::base::Error &error);

private:
    /// A connection, with what was prepared on it.
    struct Session
    {
        std::unique_ptr<Connection> connection;
        BatchInserter inserter; ///< Goes before its connection.
        CaptureStamp files;     ///< What the connection has open.
        bool isTrusted = true;  ///< False: to be replaced before the next commit.
    };

    /// What one commit has put on disk.
    struct Commit
    {
        event::StoredBatchPtr batch;
        event::StoredBatchPtr attempts; ///< Null: none were waiting.
        QStringList media;              ///< Links whose bytes were waiting.
        bool hasRemarks = false;        ///< Notes or marks were waiting.
    };

    /// What waits for any next commit, and is kept until one succeeds.
    struct Waiting
    {
        std::vector<event::Attempt> attempts;
        std::vector<RecordingFact> facts;
        std::vector<KeptMedia> media;
        std::vector<Remarks> remarks;

        bool isEmpty() const
        {
            return attempts.empty() && facts.empty() && media.empty() && remarks.empty();
        }
    };

    void scheduleFlush();
    void flush();
    void tidy();
    void lookForSleep();
    void dropExcess();

    base::Result<Commit> commit(event::DraftBatch batch);
    base::Result<Commit> commitInto(Session &session, event::DraftBatch batch);
    base::Result<void> beginSession(std::unique_ptr<Connection> connection);
    base::Result<void> ensureSession();
    base::Result<void> endSession();
    base::Result<Commit> insertAll(Session &session, RunBook &runs, event::DraftBatch batch);
    base::Result<void> endRuns();
    base::Result<void> remove();
    void tell(const Commit &done);
    base::Result<void> checkFiles(const Session &session) const;
    base::Error moved() const;
    base::Error logRemoved() const;

    const QString m_capturePath;
    const IfDamaged m_ifDamaged;
    const base::SystemClock m_clock;
    const event::Via m_via;
    base::SleepWatch m_sleepWatch{m_clock};
    QTimer m_sleepTimer{this}; ///< Runs while the capture is open for a listener.
    QTimer m_idle{this};       ///< Runs out when nothing was written, or could be, for a while.

    std::optional<base::Error> m_openError; ///< Set: start() failed, nothing can be written.
    WritableCapture m_capture;              ///< Its connection has moved into m_session.
    FileStamp m_original;                   ///< The file that was opened first.
    std::optional<Session> m_session;       ///< None: to be connected again before the next commit.
    RunBook m_runs;
    Waiting m_waiting;
    std::vector<event::EventId> m_toRemove; ///< At the end.
    bool m_isFlushScheduled = false;
};

} // namespace sendscope::store
