#pragma once

#include "app/base/result.h"
#include "app/store/captureaccess.h"
#include "app/store/capturelock.h"
#include "app/store/connection.h"

#include <memory>

namespace sendscope::store {

/// A capture that is open for recording, and the right to do so.
struct WritableCapture
{
    QString path; ///< Absolute, links resolved.
    std::unique_ptr<CaptureLock> lock;
    std::unique_ptr<Connection> connection; ///< After the lock, so that it is closed before.
    CaptureInfo info;
};

/// Opens a capture for recording, making it and its folders if there is none. A file that is no
/// capture, or one of a newer version, is not written to.
///
/// Errors: CaptureInUse, NotACapture, NewerCapture, CaptureCorrupt, CaptureReadOnly,
/// FileUnwritable, DiskFull, StorageFailed.
base::Result<WritableCapture> openForWriting(const QString &path, IfDamaged ifDamaged);

/// Connects once more to the capture whose lock is held. Never makes a file.
base::Result<std::unique_ptr<Connection>> reconnectForWriting(const QString &path);

/// Connects for reading. Errors: NotFound, FileUnreadable, NotACapture, NewerCapture,
/// CaptureCorrupt.
base::Result<std::unique_ptr<Connection>> connectForReading(const QString &path);

} // namespace sendscope::store
