#pragma once

#include "app/index/snapshot.h"

namespace sendscope::bench {

/// What the process holds in memory now.
qint64 residentBytes();

/// Bytes of the search text of all events: what design and README call "its search text once".
qint64 searchTextBytes(const index::Snapshot &snapshot);

} // namespace sendscope::bench
