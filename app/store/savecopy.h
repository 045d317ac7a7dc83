#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"
#include "app/event/ids.h"

#include <QString>

#include <vector>

namespace sendscope::store {

/// Puts a whole copy of a capture, as it is at this moment, into one file. May be called while
/// somebody records into it, and disturbs nobody. \p without: events that the copy does not get, as
/// they are about to be deleted from the capture.
///
/// What stands at \p target is replaced, but only by a copy that is complete and on the disk.
///
/// Thread: any but the GUI's; takes seconds for gigabytes.
///
/// Errors: those of reading; FileUnwritable (also where the target is being recorded into, or is
/// the capture itself), DiskFull, Cancelled.
base::Result<void> saveCopy(const QString &capturePath, const QString &target,
                            const base::CancelToken &cancel = {},
                            const std::vector<event::EventId> &without = {});

} // namespace sendscope::store
