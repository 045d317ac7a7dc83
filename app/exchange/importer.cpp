#include "app/exchange/importer.h"

#include <algorithm>
#include <iterator>

namespace sendscope::exchange {

Importer::Importer(QString capture, ImportRules rules, QObject *parent)
    : QObject(parent)
    , m_capture(std::move(capture))
    , m_reading(std::move(rules), m_cancel, [this](const std::shared_ptr<ImportBatch> &batch) {
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this, [this, batch] { onRead(batch); }, Qt::QueuedConnection);
    })
{
    m_pool.setMaxThreadCount(1);
}

Importer::~Importer()
{
    m_cancel.cancel();
    m_reading.allowAnother();
    m_pool.waitForDone();
}

void Importer::start()
{
    m_pool.start([this] { m_reading.run(); });
}

void Importer::cancel()
{
    if (!m_hasFinished)
        end({base::Error::Code::Cancelled, {}});
}

/// Ends reading; what is under way is waited for.
void Importer::end(const base::Error &error)
{
    m_cancel.cancel();
    m_reading.allowAnother();
    if (!m_summary.error)
        m_summary.error = error;
    m_read.clear();
    m_hasReadAll = true;
    handOver();
}

void Importer::onRead(const std::shared_ptr<ImportBatch> &batch)
{
    if (m_cancel.isCancelled())
        return;
    m_hasReadAll = batch->isLast;
    m_read.push_back(batch);
    handOver();
}

void Importer::handOver()
{
    if (m_underWay || m_hasFinished)
        return;
    if (m_read.empty()) {
        if (!m_hasReadAll)
            return;
        if (m_addenda.isEmpty()) {
            writeRemarks();
            return;
        }
        m_read.push_back(std::make_shared<ImportBatch>());
        m_read.back()->bytesRead = m_progress.bytesRead;
        m_read.back()->bytes = m_progress.bytes;
    }
    m_underWay = std::move(m_read.front());
    m_read.pop_front();

    const auto batch = std::make_shared<event::DraftBatch>(std::move(m_addenda));
    m_addenda = {};
    batch->source = event::BatchSource::Import;
    batch->requests.reserve(m_underWay->requests.size());
    for (ImportedRequest &request : m_underWay->requests)
        batch->requests.push_back(std::move(request.draft));
    if (batch->isEmpty())
        onStored(std::make_shared<event::StoredBatch>(
            event::StoredBatch{{}, {}, {}, event::BatchSource::Import}));
    else
        emit batchReady(batch);
}

void Importer::onStored(const event::StoredBatchPtr &stored)
{
    if (stored->source != event::BatchSource::Import || !m_underWay)
        return;
    const std::shared_ptr<ImportBatch> batch = std::move(m_underWay);
    m_underWay.reset();
    const size_t count = std::min(batch->requests.size(), stored->requests.size());
    for (size_t i = 0; i < count; ++i) {
        m_summary.events += qint64(stored->requests[i].draft.events.size());
        keepAddenda(batch->requests[i], stored->requests[i]);
    }
    m_summary.requests += qint64(count);
    m_summary.bad += batch->bad;
    m_summary.faults += batch->faults;
    if (!m_summary.error)
        m_summary.error = batch->error;

    m_progress = {m_summary.requests, batch->bytesRead, batch->bytes};
    emit progressed(m_progress);
    m_reading.allowAnother();
    handOver();
}

void Importer::onFailed(const base::Error &error, event::BatchSource source)
{
    if (source != event::BatchSource::Import || !m_underWay)
        return;
    m_underWay.reset();
    m_addenda = {};
    end(error);
}

/// Gives what stands beside a request the numbers it has now.
void Importer::keepAddenda(ImportedRequest &imported, const event::StoredRequest &stored)
{
    if (imported.outcome) {
        imported.outcome->request = stored.id;
        m_addenda.outcomes.push_back(*imported.outcome);
    }
    for (event::Attempt &attempt : imported.attempts) {
        attempt.request = stored.id;
        m_addenda.attempts.push_back(std::move(attempt));
    }
    const auto keep = [&stored](const std::vector<ImportedRemark> &from,
                                std::vector<store::Remark> &to) {
        for (const ImportedRemark &remark : from)
            to.push_back({{stored.firstEvent.value + qint64(remark.row)}, remark.at, remark.text});
    };
    keep(imported.notes, m_remarks.notes);
    keep(imported.marks, m_remarks.marks);
}

void Importer::writeRemarks()
{
    m_hasFinished = true;
    if (m_remarks.isEmpty()) {
        finish();
        return;
    }
    m_pool.start([this] {
        const auto written = store::addRemarks(m_capture, m_remarks);
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this,
            [this, written] {
                if (!written && !m_summary.error)
                    m_summary.error = written.error();
                finish();
            },
            Qt::QueuedConnection);
    });
}

void Importer::finish()
{
    emit finished(m_summary);
}

} // namespace sendscope::exchange

#include "moc_importer.cpp"
