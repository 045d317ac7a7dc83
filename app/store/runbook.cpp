#include "app/store/runbook.h"

#include "app/store/batchinserter.h"

namespace sendscope::store {
namespace {

/// Keys are chosen by senders, so they must not fill the memory. A key beyond that begins another
/// run when it comes again.
constexpr qsizetype kMostKeys = 1'000;

} // namespace

RunBook::RunBook(event::Via own)
    : m_via(own)
{
}

base::Result<event::RunId> RunBook::own(BatchInserter &inserter, base::UtcTime now)
{
    if (!m_own.isNull())
        return m_own;
    const auto begun = begin(m_via, inserter, now);
    if (begun)
        m_own = *begun;
    return begun;
}

base::Result<event::RunId> RunBook::runOf(const event::DraftRequest &request,
                                          BatchInserter &inserter, base::UtcTime now)
{
    if (request.run.isEmpty())
        return own(inserter, now);

    const QByteArray key = QByteArray::number(int(request.request.via)) + ' ' + request.run;
    if (const auto known = m_keyed.constFind(key); known != m_keyed.cend())
        return *known;
    const auto begun = begin(request.request.via, inserter, now);
    if (!begun)
        return begun;
    if (m_keyed.size() >= kMostKeys)
        m_keyed.clear();
    m_keyed.insert(key, *begun);
    return begun;
}

base::Result<event::RunId> RunBook::begin(event::Via via, BatchInserter &inserter,
                                          base::UtcTime now)
{
    if (isEmpty()) {
        if (const auto closed = inserter.closeCutOffRuns(); !closed)
            return closed.error();
    }
    return inserter.beginRun(via, now);
}

} // namespace sendscope::store
