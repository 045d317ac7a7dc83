#pragma once

#include "app/index/scan.h"

namespace sendscope::index {

/// All events of the message that this one is of, itself among them, ascending, without those that
/// were removed. Empty for a row without a message.
///
/// Thread: any.
RowList eventsOfMessage(const Snapshot &snapshot, event::EventId event, const IdRange &range = {});

} // namespace sendscope::index
