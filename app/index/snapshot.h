#pragma once

#include "app/base/canceltoken.h"
#include "app/filter/filter.h"
#include "app/index/row.h"

#include <memory>

namespace sendscope::index {

class Segment;

/// All rows of a capture at one moment, as columns in memory. Immutable: read it from any thread, keep it
/// as long as you like.
///
/// Thread: any.
class Snapshot
{
public:
    Snapshot();
    explicit Snapshot(std::vector<std::shared_ptr<const Segment>> segments);
    ~Snapshot();

    qint64 count() const { return m_count; }
    event::EventId oldest() const; ///< Null when empty.
    event::EventId newest() const;

    /// The row of that id; none where it is not (yet) here.
    std::optional<Row> row(event::EventId id) const;

    /// Ids of the rows that match, ascending, with ids over `after`. Stops early when cancelled.
    RowList scan(const filter::Filter &filter, event::EventId after = {}, const base::CancelToken &cancel = {}) const;

    const std::vector<std::shared_ptr<const Segment>> &segments() const { return m_segments; }

private:
    std::vector<std::shared_ptr<const Segment>> m_segments; ///< By id, ascending; the last one is the tail.
    qint64 m_count = 0;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace sendscope::index
