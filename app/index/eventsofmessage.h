#pragma once

#include "app/base/canceltoken.h"
#include "app/index/scan.h"

namespace sendscope::index {

/// All events of the message that this one is of, itself among them, ascending. Empty for a row
/// without a message id, and when cancelled on the way.
///
/// Costs a scan of the snapshot. Thread: any.
RowList eventsOfMessage(const Snapshot &snapshot, event::EventId event, const IdRange &range = {},
                        const base::CancelToken &cancel = {});

} // namespace sendscope::index
