#pragma once

#include "app/base/canceltoken.h"
#include "app/filter/matcher.h"
#include "app/index/segment.h"

namespace sendscope::index {

/// Ids over `after` of the segment's rows that match, ascending. Empty when cancelled on the way.
///
/// Looks at every distinct text once, then at the rows that hold one of those found. Thread: any;
/// several segments can be scanned at once.
RowList scan(const Segment &segment, const filter::Matcher &matcher, event::EventId after = {},
             const base::CancelToken &cancel = {});

} // namespace sendscope::index
