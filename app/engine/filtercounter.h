#pragma once

#include "app/base/canceltoken.h"
#include "app/base/clock.h"
#include "app/filter/program.h"
#include "app/index/snapshot.h"

#include <QHash>

#include <optional>

namespace sendscope::engine {

/// Counts the rows that one filter lets through, snapshot after snapshot, and looks only at rows of
/// which it cannot know any more: new ones, mostly. Or the messages of those rows.
///
/// Thread: one at a time.
class FilterCounter
{
public:
    explicit FilterCounter(filter::Filter filter);

    const filter::Filter &filter() const { return m_filter; }
    bool readsTime() const { return m_program.readsTime(); }

    /// \p showsAside: also what is left out unless asked for. -1 when cancelled, and while a path
    /// or a header is not read that the filter asks for.
    qint64 count(const index::SnapshotPtr &snapshot, base::UtcTime now, bool showsAside,
                 const base::CancelToken &cancel = {});

    /// The same of the messages that Query::setByMessage() would show. Looks at all rows each time.
    qint64 countMessages(const index::Snapshot &snapshot, base::UtcTime now, bool showsAside,
                         const base::CancelToken &cancel = {});

    /// How many rows the last count() looked at.
    qint64 rowsLookedAt() const { return m_lookedAt; }

private:
    /// Rows of a segment from its first one on.
    struct Known
    {
        index::SegmentPtr segment; ///< Kept, so that nothing else can stand at its address.
        qint64 passing = 0;
    };

    std::optional<index::RowList> changedSince(const index::Snapshot &now) const;
    Known look(const index::Snapshot &snapshot, const index::SegmentPtr &segment,
               const index::RowList &changed, const base::CancelToken &cancel);
    qint64 countLeftOut(const index::Snapshot &snapshot, bool showsAside,
                        const base::CancelToken &cancel) const;

    filter::Filter m_filter;
    filter::Program m_program;
    QHash<const void *, Known> m_known; ///< By the segment's first rows in memory.
    index::SnapshotPtr m_before;
    qint64 m_lookedAt = 0;
};

} // namespace sendscope::engine
