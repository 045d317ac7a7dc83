#include "app/engine/query.h"

#include <QThreadPool>

#include <algorithm>
#include <iterator>

namespace sendscope::engine {
namespace {

using RowsPtr = std::shared_ptr<const index::RowList>;

/// What a scan starts from: rows of an earlier one that still hold, and what it need not look at
/// again.
struct Start
{
    RowsPtr rows;
    event::EventId after; ///< Rows up to here are already in `rows`, or do not match.
};

/// Takes out the rows that are left out unless asked for.
index::RowList withoutAside(index::RowList rows, const index::AsideRows &aside)
{
    if (aside.rows.empty() || rows.empty())
        return rows;
    index::RowList shown;
    shown.reserve(rows.size());
    const auto begin = std::lower_bound(aside.rows.begin(), aside.rows.end(), rows.front());
    std::set_difference(rows.begin(), rows.end(), begin, aside.rows.end(),
                        std::back_inserter(shown));
    return shown;
}

RowsPtr extended(const Start &start, index::RowList more)
{
    if (!start.rows || start.rows->empty())
        return std::make_shared<const index::RowList>(std::move(more));
    if (more.empty())
        return start.rows;
    auto rows = std::make_shared<index::RowList>();
    rows->reserve(start.rows->size() + more.size());
    rows->insert(rows->end(), start.rows->begin(), start.rows->end());
    rows->insert(rows->end(), more.begin(), more.end());
    return rows;
}

} // namespace

struct Query::Private
{
    filter::Filter filter;
    index::SnapshotPtr latest;
    event::EventId oldestScanned; ///< Null when the filter is new: nothing of it can be kept.
    int asideGeneration = 0;
    bool showsAside = false;
    bool isFilterNew = true;
    bool isScanning = false;
    base::CancelToken cancel;
    QThreadPool pool;
};

Query::Query(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    // One scan at a time for one query; the next snapshot finds the thread still warm.
    d->pool.setMaxThreadCount(1);
    m_result.snapshot = std::make_shared<const index::Snapshot>();
    m_result.rows = std::make_shared<const index::RowList>();
}

Query::~Query()
{
    d->cancel.cancel();
    d->pool.waitForDone();
}

void Query::setFilter(const filter::Filter &filter)
{
    d->filter = filter;
    restart();
}

void Query::setShowsAside(bool shows)
{
    if (d->showsAside == shows)
        return;
    d->showsAside = shows;
    restart();
}

bool Query::showsAside() const
{
    return d->showsAside;
}

void Query::restart()
{
    d->isFilterNew = true;
    d->cancel.cancel();
    d->isScanning = false;
    if (d->latest)
        scan();
}

void Query::setSnapshot(const index::SnapshotPtr &snapshot)
{
    d->latest = snapshot;
    if (!d->isScanning)
        scan();
}

bool Query::isScanning() const
{
    return d->isScanning;
}

void Query::scan()
{
    const index::SnapshotPtr snapshot = d->latest;
    const bool keepsRows = !d->isFilterNew && d->oldestScanned == snapshot->oldest()
        && d->asideGeneration == snapshot->aside()->generation;
    const Start start = keepsRows ? Start{m_result.rows, m_result.snapshot->newest()} : Start();

    d->isScanning = true;
    d->cancel = base::CancelToken();
    const base::CancelToken cancel = d->cancel;
    d->pool.start([this, snapshot, start, cancel, filter = d->filter, showsAside = d->showsAside] {
        index::RowList found = snapshot->scan(filter, start.after, cancel);
        if (!showsAside)
            found = withoutAside(std::move(found), *snapshot->aside());
        RowsPtr rows = extended(start, std::move(found));
        const qsizetype kept = start.rows ? qsizetype(start.rows->size()) : 0;
        if (cancel.isCancelled())
            return;
        // The destructor waits for this function, so `this` is alive; a call posted before it is
        // dropped.
        QMetaObject::invokeMethod(
            this,
            [this, snapshot, rows, kept, cancel] {
                if (!cancel.isCancelled())
                    finishScan({snapshot, rows, kept, true});
            },
            Qt::QueuedConnection);
    });
}

void Query::finishScan(const QueryResult &result)
{
    d->isScanning = false;
    d->isFilterNew = false;
    d->oldestScanned = result.snapshot->oldest();
    d->asideGeneration = result.snapshot->aside()->generation;
    m_result = result;
    emit resultChanged(m_result);
    if (d->latest != m_result.snapshot)
        scan();
}

} // namespace sendscope::engine

#include "moc_query.cpp"
