#pragma once

#include "app/base/error.h"
#include "app/event/request.h"
#include "app/store/captureaccess.h"

#include <QObject>
#include <QThread>

namespace sendscope::store {

class Writer;
struct KeptMedia;
struct Remarks;

/// Owns the thread that writes one capture. The only door to it: what is posted keeps its order.
///
/// Thread: made and destroyed on one; write() from any. Signals come from the writer's thread:
/// connect with a receiver.
class WriterThread : public QObject
{
    Q_OBJECT

public:
    /// Opens the capture once the maker's event loop goes on: connect before that. Begins a run of
    /// this kind with its first batch.
    WriterThread(const QString &capturePath, event::Via via,
                 IfDamaged ifDamaged = IfDamaged::Refuse);

    /// Commits what was posted, records the end of the recording, checkpoints and closes.
    ~WriterThread() override;

    /// Commits one batch. Each source has one under way at a time, and posts the next after the
    /// committed() or failed() that names it.
    void write(event::DraftBatch batch);

    /// Adds what was tried and sent on; needs no turn of its own. attemptsStored() follows.
    void writeAttempts(std::vector<event::Attempt> attempts);

    /// Keeps the bytes of a link, where it has none yet; mediaKept() follows.
    void keepMedia(KeptMedia media);

    /// Keeps notes and marks, or takes them away; remarksKept() or remarksFailed() follows.
    void keepRemarks(const Remarks &remarks);

    /// Deletes these events from the capture when it is closed, and only then; they replace those
    /// before.
    void removeAtClose(std::vector<event::EventId> events);

    /// Records that the listener came up, went down, slept, or changed its address, or a marker, as
    /// a fact of now.
    void recordListening(const QString &what, const QString &text);

signals:
    /// Open for writing, or why not. Comes once, before anything else.
    void opened(const sendscope::store::CaptureInfo &info);
    void openFailed(const sendscope::base::Error &error);

    /// The whole batch is on disk: telling its senders so is now honest.
    void committed(const sendscope::event::StoredBatchPtr &batch);

    /// Nothing of the batch was kept. Its senders must be told 503.
    void failed(const sendscope::base::Error &error, sendscope::event::BatchSource source);

    /// Attempts are on disk, with their ids.
    void attemptsStored(const sendscope::event::StoredBatchPtr &batch);

    /// The bytes of these links are on disk.
    void mediaKept(const QStringList &urls);

    void remarksKept();                                      ///< They are on disk.
    void remarksFailed(const sendscope::base::Error &error); ///< They are dropped.

private:
    QThread m_thread;
    Writer *m_writer; ///< Lives in m_thread, which deletes it.
};

} // namespace sendscope::store
