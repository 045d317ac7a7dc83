#pragma once

#include "app/event/fieldcatalogue.h"
#include "app/index/snapshot.h"

#include <functional>
#include <optional>

namespace sendscope::engine {

/// Rows that are in both snapshots of a capture and may say something else in the newer one, in one
/// of the fields that are read; ascending. None where they are so many that looking at all rows
/// anew is quicker.
std::optional<index::RowList> changedRows(const index::Snapshot &older,
                                          const index::Snapshot &newer,
                                          const std::function<bool(event::Field)> &isRead);

} // namespace sendscope::engine
