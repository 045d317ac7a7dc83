#pragma once

#include "app/base/canceltoken.h"
#include "app/base/error.h"
#include "app/event/request.h"
#include "app/exchange/importreading.h"
#include "app/store/remarks.h"

#include <QObject>
#include <QThreadPool>

#include <deque>
#include <memory>
#include <optional>

namespace sendscope::exchange {

/// How far an import has come.
struct ImportProgress
{
    qint64 requests = 0; ///< On disk.
    qint64 bytesRead = 0;
    qint64 bytes = 0; ///< Of all files; 0: not known.
};

/// What became of an import.
struct ImportSummary
{
    qint64 requests = 0;              ///< On disk.
    qint64 events = 0;                ///< Rows of these.
    qint64 bad = 0;                   ///< Values that were none.
    QStringList faults;               ///< Of the first of these: the file, the place, the reason.
    std::optional<base::Error> error; ///< Why it ended before the end; Cancelled too.
};

/// Imports files: reads them on a thread of its own, and hands their requests over in batches, one
/// at a time, to whoever has them written and tells of that. Each file becomes a run of its own.
/// What was added to the requests follows with the next batch, as it needs their numbers.
class Importer : public QObject
{
    Q_OBJECT

public:
    /// \p capture: where the batches go; notes and marks are put there directly.
    Importer(QString capture, ImportRules rules, QObject *parent = nullptr);

    /// Ends reading. What is on disk stays there.
    ~Importer() override;

    void start();

    /// Ends reading; finished() follows once the batch under way is on disk.
    void cancel();

    /// The batch that was handed over last is on disk, or could not be written. Those of other
    /// sources are passed over.
    void onStored(const sendscope::event::StoredBatchPtr &batch);
    void onFailed(const sendscope::base::Error &error, sendscope::event::BatchSource source);

signals:
    /// The receiver may move it away.
    void batchReady(const std::shared_ptr<sendscope::event::DraftBatch> &batch);
    void progressed(const sendscope::exchange::ImportProgress &progress);
    void finished(const sendscope::exchange::ImportSummary &summary);

private:
    void onRead(const std::shared_ptr<ImportBatch> &batch);
    void handOver();
    void keepAddenda(ImportedRequest &imported, const event::StoredRequest &stored);
    void end(const base::Error &error);
    void writeRemarks();
    void finish();

    const QString m_capture;
    base::CancelToken m_cancel;
    ImportReading m_reading;
    std::deque<std::shared_ptr<ImportBatch>> m_read; ///< Wait to be handed over.
    std::shared_ptr<ImportBatch> m_underWay;         ///< Handed over; null: nothing is.
    event::DraftBatch m_addenda; ///< Outcomes and attempts of requests that are on disk.
    store::Remarks m_remarks;    ///< Of requests that are on disk.
    ImportProgress m_progress;
    ImportSummary m_summary;
    bool m_hasReadAll = false;
    bool m_hasFinished = false;
    QThreadPool m_pool; ///< One thread. The last member: it uses the others.
};

} // namespace sendscope::exchange

Q_DECLARE_METATYPE(sendscope::exchange::ImportProgress)
Q_DECLARE_METATYPE(sendscope::exchange::ImportSummary)
