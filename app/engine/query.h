#pragma once

#include "app/base/canceltoken.h"
#include "app/filter/filter.h"
#include "app/index/snapshot.h"

#include <QObject>

#include <memory>

namespace sendscope::engine {

/// What a filter lets through of a snapshot.
struct QueryResult
{
    index::SnapshotPtr snapshot;
    std::shared_ptr<const index::RowList> rows; ///< Ascending by id.
    /// The rows before this place are the ones of the result before: only insertions at the end,
    /// which is what a live table mostly sees. 0: all are new.
    qsizetype keptRows = 0;
    bool isComplete = true; ///< False: the scan still runs.
};

/// Keeps the rows of one filter up to date while snapshots come in. Scans run on worker threads; a
/// new filter cancels the scan of the one before.
///
/// Thread: the one it lives in.
class Query : public QObject
{
    Q_OBJECT

public:
    explicit Query(QObject *parent = nullptr);
    ~Query() override;

    /// Also the rows that are left out unless asked for: Snapshot::aside().
    void setShowsAside(bool shows);
    bool showsAside() const;

    void setFilter(const filter::Filter &filter);
    void setSnapshot(const index::SnapshotPtr &snapshot);

    const QueryResult &result() const { return m_result; }
    bool isScanning() const;

signals:
    void resultChanged(const sendscope::engine::QueryResult &result);

private:
    struct Private;

    void restart();
    void scan();
    void finishScan(const QueryResult &result);

    QueryResult m_result;
    std::unique_ptr<Private> d;
};

} // namespace sendscope::engine

Q_DECLARE_METATYPE(sendscope::engine::QueryResult)
