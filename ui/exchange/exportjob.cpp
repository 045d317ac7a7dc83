#include "ui/exchange/exportjob.h"

#include "app/exchange/capturecopy.h"
#include "app/exchange/jsonformat.h"
#include "app/exchange/ndjsonformat.h"
#include "app/replay/curlformat.h"

#include <QElapsedTimer>

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr qint64 kProgressMs = 100;

std::unique_ptr<exchange::ExportFormat> makeFormat(const ExportPlan &plan)
{
    switch (plan.format) {
    case FileFormat::Json:
        return std::make_unique<exchange::JsonFormat>();
    case FileFormat::Curl:
        return std::make_unique<replay::CurlFormat>();
    case FileFormat::Ndjson:
    case FileFormat::Capture:
        break;
    }
    return std::make_unique<exchange::NdjsonFormat>(plan.withSecrets);
}

exchange::Selection selectionOf(const ExportPlan &plan)
{
    exchange::Selection selection;
    if (plan.rows) {
        std::vector<event::EventId> events(plan.rows->begin(), plan.rows->end());
        std::sort(events.begin(), events.end());
        selection.events = std::move(events);
    }
    return selection;
}

} // namespace

ExportJob::ExportJob(ExportPlan plan, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
{
    m_pool.setMaxThreadCount(1);
}

ExportJob::~ExportJob()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

void ExportJob::start()
{
    m_pool.start([this] {
        const auto summary = run();
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this, [this, summary] { emit finished(summary); }, Qt::QueuedConnection);
    });
}

void ExportJob::cancel()
{
    m_cancel.cancel();
}

/// Thread: the pool's.
base::Result<exchange::ExportSummary> ExportJob::run()
{
    if (m_plan.format == FileFormat::Capture) {
        const auto copied = exchange::copyCapture(m_plan.capture, m_plan.path, m_plan.withSecrets,
                                                  m_cancel, m_plan.without);
        if (!copied)
            return copied.error();
        return exchange::ExportSummary();
    }
    QElapsedTimer sinceTold;
    const auto onProgress = [this, &sinceTold](const exchange::ExportProgress &progress) {
        if (sinceTold.isValid() && sinceTold.elapsed() < kProgressMs)
            return;
        sinceTold.start();
        QMetaObject::invokeMethod(
            this, [this, progress] { emit progressed(progress.rowsPassed, progress.rows); },
            Qt::QueuedConnection);
    };
    const auto format = makeFormat(m_plan);
    return exchange::exportToFile(m_plan.path, m_plan.capture, selectionOf(m_plan), *format,
                                  m_plan.withSecrets, m_cancel, onProgress);
}

} // namespace sendscope::ui

#include "moc_exportjob.cpp"
