#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"
#include "app/event/ids.h"

#include <QString>

#include <vector>

namespace sendscope::exchange {

/// Puts a copy of a capture into one file, as store::saveCopy() does.
///
/// \p withSecrets: exactly as it is; else with withoutSecrets() for every head in it, and no trace
/// of what was there. \p without: events that the copy does not get.
///
/// Thread: any but the GUI's; takes seconds for gigabytes. Errors: those of store::saveCopy().
base::Result<void> copyCapture(const QString &capture, const QString &target, bool withSecrets,
                               const base::CancelToken &cancel,
                               const std::vector<event::EventId> &without = {});

} // namespace sendscope::exchange
