#pragma once

#include "app/base/result.h"
#include "app/event/ids.h"

#include <vector>

namespace sendscope::store {

class Connection;

/// Deletes these events, with their notes and marks, and the requests of which nothing is left,
/// with their outcomes and attempts: all of it or nothing. Their ids are never used again, and the
/// pages that become free are given back. Other readers learn of it by Reader::removals().
///
/// Errors: as Connection::error().
base::Result<void> removeEvents(Connection &connection, const std::vector<event::EventId> &events);

} // namespace sendscope::store
