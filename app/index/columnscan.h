#pragma once

#include "app/base/canceltoken.h"
#include "app/filter/program.h"
#include "app/index/bitset.h"
#include "app/index/segment.h"
#include "app/index/snapshot.h"

namespace sendscope::index {

/// Rows of the segment that hold a Word or Phone in one of their values, or in their note. Each
/// distinct text of the segment is looked at once. Whatever is past the last row may be set.
BitSet rowsWithWord(const Snapshot &snapshot, const Segment &segment, const filter::Step &step,
                    const base::CancelToken &cancel);

/// Rows of the segment that pass a Compare or Exists.
BitSet rowsWithField(const Snapshot &snapshot, const Segment &segment, const filter::Step &step,
                     const base::CancelToken &cancel);

} // namespace sendscope::index
