#include "ui/events/rowcopier.h"

#include "app/engine/engine.h"
#include "app/store/readerthread.h"
#include "ui/events/copyjob.h"
#include "ui/events/ticketjob.h"
#include "ui/widgets/valueformat.h"

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

QString rowsCopied(CopyFormat format, qint64 rows)
{
    switch (format) {
    case CopyFormat::Tsv:
        return rows == 1 ? RowCopier::tr("1 row copied as TSV")
                         : RowCopier::tr("%1 rows copied as TSV").arg(countText(rows));
    case CopyFormat::MessageIds:
        return rows == 1 ? RowCopier::tr("Message id copied")
                         : RowCopier::tr("%1 message ids copied").arg(countText(rows));
    default:
        return rows == 1 ? RowCopier::tr("1 row copied as text")
                         : RowCopier::tr("%1 rows copied as text").arg(countText(rows));
    }
}

} // namespace

RowCopier::RowCopier(engine::Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    m_pool.setMaxThreadCount(1);
}

RowCopier::~RowCopier()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

void RowCopier::copy(CopyFormat format, const CopySource &source)
{
    m_cancel.cancel();
    m_cancel = {};
    if (source.chosen > kMostCopiedRows) {
        emit failed(tr("Not copied: %1 rows are selected, and %2 can be copied at once.")
                        .arg(countText(source.chosen), countText(kMostCopiedRows)));
        return;
    }
    if (source.events.empty() || !source.snapshot)
        return;
    if (format == CopyFormat::Ticket)
        copyTickets(source);
    else if (format == CopyFormat::Json || format == CopyFormat::Curl)
        readOn(std::make_shared<CopyJob>(format, source, target()));
    else
        copyRows(format, source);
}

void RowCopier::copyRows(CopyFormat format, const CopySource &source)
{
    const auto text = std::make_shared<std::optional<QString>>();
    work([=] { *text = rowText(format, source); },
         [=, this] {
             if (*text)
                 emit copied(forClipboard(**text), rowsCopied(format, source.chosen));
             else
                 sayTooLarge();
         });
}

void RowCopier::copyTickets(const CopySource &source)
{
    const auto job = std::make_shared<TicketJob>(source);
    work([job] { job->find(); }, [this, job] { readTickets(job); });
}

void RowCopier::readTickets(const std::shared_ptr<TicketJob> &job)
{
    const auto then = [this, job] {
        if (const QString text = job->text(); !text.isEmpty())
            emit copied(forClipboard(text), job->sentence());
        else
            emit failed(tr("Not copied: none of the rows belongs to a message."));
    };
    m_engine.reader().readRequests(
        job->events(), this, [this, job, then, cancel = m_cancel](const auto &read) {
            if (cancel.isCancelled())
                return;
            if (!read)
                emit failed(tr("Not copied: %1").arg(base::sentence(read.error())));
            else
                work([job, requests = *read] { job->take(requests); }, then);
        });
}

void RowCopier::readOn(const JobPtr &job)
{
    const std::vector<event::EventId> events = job->next();
    if (events.empty()) {
        finish(*job);
        return;
    }
    m_engine.reader().readRequests(events, this, [this, job, cancel = m_cancel](const auto &read) {
        if (cancel.isCancelled())
            return;
        if (!read) {
            emit failed(tr("Not copied: %1").arg(base::sentence(read.error())));
            return;
        }
        work([job, requests = *read] { job->take(requests); }, [this, job] { readOn(job); });
    });
}

void RowCopier::finish(const CopyJob &job)
{
    const QString text = job.text();
    if (job.isTooLarge())
        sayTooLarge();
    else if (text.isEmpty())
        emit failed(tr("Not copied: none of the rows can be had so."));
    else
        emit copied(forClipboard(text), job.sentence());
}

/// Does the one on the pool's thread, then the other on this one, unless another copy was asked
/// for.
void RowCopier::work(const std::function<void()> &work, const std::function<void()> &then)
{
    m_pool.start([this, work, then, cancel = m_cancel] {
        if (cancel.isCancelled())
            return;
        work();
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this,
            [then, cancel] {
                if (!cancel.isCancelled())
                    then();
            },
            Qt::QueuedConnection);
    });
}

void RowCopier::sayTooLarge()
{
    emit failed(tr("Not copied: the rows are larger than %1, too much for a clipboard.")
                    .arg(sizeText(kMostCopiedBytes)));
}

QUrl RowCopier::target() const
{
    const QString url = m_engine.status().url();
    return QUrl(url.isEmpty() ? u"http://127.0.0.1:8667/"_s : url);
}

} // namespace sendscope::ui

#include "moc_rowcopier.cpp"
