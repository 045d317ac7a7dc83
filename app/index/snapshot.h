#pragma once

#include "app/base/canceltoken.h"
#include "app/filter/filter.h"
#include "app/index/later.h"
#include "app/index/row.h"
#include "app/index/setaside.h"

#include <memory>

namespace sendscope::index {

class Segment;
using SegmentPtr = std::shared_ptr<const Segment>;

/// All rows of a capture at one moment, as columns in memory. Immutable: read it from any thread,
/// keep it as long as you like.
///
/// Thread: any.
class Snapshot
{
public:
    Snapshot();
    Snapshot(std::vector<SegmentPtr> segments, LaterFacts later,
             std::shared_ptr<const AsideRows> aside);
    ~Snapshot();

    qint64 count() const { return m_count; }
    event::EventId oldest() const; ///< Null when empty.
    event::EventId newest() const;

    /// The row of that id; none where it is not (yet) here. Its texts live as long as this
    /// snapshot.
    std::optional<Row> row(event::EventId id) const;

    /// Ids of the rows that match, ascending, with ids over `after`. When cancelled it stops early
    /// and what it hands back is incomplete. To show the newest first, or to use several threads,
    /// scan the segments one by one.
    RowList scan(const filter::Filter &filter, event::EventId after = {},
                 const base::CancelToken &cancel = {}) const;

    /// Rows that a table leaves out unless asked for. Never null.
    const std::shared_ptr<const AsideRows> &aside() const { return m_aside; }

    const std::vector<SegmentPtr> &segments() const { return m_segments; } ///< By id, ascending.

private:
    std::vector<SegmentPtr> m_segments;
    LaterFacts m_later;
    std::shared_ptr<const AsideRows> m_aside;
    qint64 m_count = 0;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace sendscope::index
