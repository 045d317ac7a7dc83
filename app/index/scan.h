#pragma once

#include "app/base/canceltoken.h"
#include "app/filter/program.h"
#include "app/index/bitset.h"
#include "app/index/segment.h"
#include "app/index/snapshot.h"

#include <limits>
#include <span>

namespace sendscope::index {

/// Ids from first to last, both included.
struct IdRange
{
    event::EventId first;
    event::EventId last{std::numeric_limits<qint64>::max()};

    bool contains(event::EventId id) const { return first <= id && id <= last; }
};

/// Ids of the segment's rows that pass, ascending. Empty when cancelled on the way. The snapshot is
/// the one that the segment stands in.
///
/// Of many rows, every distinct text is looked at once, and then the rows that hold one of those
/// found; a few are asked one by one. Thread: any; several segments can be scanned at once.
RowList scan(const Snapshot &snapshot, const Segment &segment, const filter::Program &program,
             const IdRange &range = {}, const base::CancelToken &cancel = {});

/// The same, but only of those candidates, which ascend and are rows of the segment.
RowList scanCandidates(const Snapshot &snapshot, const Segment &segment,
                       const filter::Program &program, std::span<const event::EventId> candidates,
                       const base::CancelToken &cancel = {});

/// The segment's rows that pass, as a set; whatever is past the last row may be in it.
BitSet passing(const Snapshot &snapshot, const Segment &segment, const filter::Program &program,
               const base::CancelToken &cancel = {});

/// Of the whole snapshot, on this thread.
RowList scanAll(const Snapshot &snapshot, const filter::Program &program, const IdRange &range = {},
                const base::CancelToken &cancel = {});

} // namespace sendscope::index
