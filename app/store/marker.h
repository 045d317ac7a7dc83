#pragma once

#include "app/base/result.h"
#include "app/event/ids.h"

#include <QString>

namespace sendscope::store {

/// Puts a line with a text between what a capture holds and what comes later; also into one that
/// another program records into. A capture that is not there is made.
///
/// Returns the newest event at that moment; null: none yet. When it returns, the marker is on disk.
///
/// Errors: those of openForWriting but CaptureInUse; StorageFailed where the recorder holds the
/// capture for too long.
base::Result<event::EventId> addMarker(const QString &capturePath, const QString &text);

} // namespace sendscope::store
