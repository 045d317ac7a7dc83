#pragma once

#include "app/index/snapshot.h"
#include "app/store/reader.h"

namespace sendscope::engine {

/// Notes and marks by event, as the index takes them.
std::vector<index::RemarkedEvent> remarkedEvents(const store::Remarks &remarks);

/// Rows of the snapshot that are in the capture no more, ascending.
base::Result<index::RowList> goneFrom(const index::Snapshot &snapshot, const store::Reader &reader);

} // namespace sendscope::engine
