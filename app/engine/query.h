#pragma once

#include "app/base/clock.h"
#include "app/engine/fold.h"
#include "app/filter/filter.h"
#include "app/index/order.h"
#include "app/index/rows.h"
#include "app/index/snapshot.h"

#include <QObject>

#include <memory>

namespace sendscope::engine {

/// What a filter lets through of a snapshot, in an order.
struct QueryResult
{
    index::SnapshotPtr snapshot;
    index::Rows rows;
    index::Rows matches; ///< The events that pass, ascending; also those that no row shows.
    Fold fold;           ///< Of the rows.
    index::Order order;  ///< Of the rows; until new ones are sorted, that of the rows before.

    /// The rows before this place are the ones of the result before: only insertions at the end,
    /// which is what a live table mostly sees. 0: all are new.
    qsizetype keptRows = 0;

    bool isComplete = true;   ///< False: there may be more, or rows of it in other places.
    qint64 scannedEvents = 0; ///< While incomplete: how many of the snapshot's were looked at.
    qint64 valuesGivenUp = 0; ///< On so many a pattern was too costly; they count as not matching.

    /// Where the row stands; -1 where it is not among them.
    qsizetype place(event::EventId id) const;
};

/// Keeps the rows of one filter in one order up to date while snapshots come in. Scans and sorts
/// run on worker threads, newest rows first; a new filter or order cancels the work for the one
/// before.
///
/// Thread: the one it lives in.
class Query : public QObject
{
    Q_OBJECT

public:
    /// \p clock outlives it: what "-5m" counts back from.
    explicit Query(const base::Clock &clock, QObject *parent = nullptr);
    ~Query() override;

    /// Also the rows that are left out unless asked for: Snapshot::aside().
    void setShowsAside(bool shows);
    bool showsAside() const;

    /// One row a message, of those of which any event passes: the first of its events, whose id
    /// stands for it. What belongs to no message is left out.
    void setByMessage(bool isByMessage);
    bool isByMessage() const;

    /// Of no effect by message.
    void setFold(const Fold &fold);
    const Fold &fold() const;

    /// Makes a repeat that stands behind another event a row. False: it does not.
    bool unfold(event::EventId repeat);

    void setFilter(const filter::Filter &filter);
    const filter::Filter &filter() const;
    void setOrder(const index::Order &order);
    const index::Order &order() const;
    void setSnapshot(const index::SnapshotPtr &snapshot);

    const QueryResult &result() const { return m_result; }
    bool isScanning() const;

signals:
    void resultChanged(const sendscope::engine::QueryResult &result);

private:
    struct Private;

    void restart();
    void start();
    void take(const QueryResult &result);

    QueryResult m_result;
    std::unique_ptr<Private> d;
};

} // namespace sendscope::engine

Q_DECLARE_METATYPE(sendscope::engine::QueryResult)
