#pragma once

#include "app/base/result.h"

#include <QString>

#include <memory>

namespace sendscope::store {

/// Says that one recorder, and no other, writes into a capture: a lock on a file beside it.
///
/// The kernel drops the lock when its holder ends, however that happens; a file that was left
/// behind locks nothing. The capture itself is never touched, as closing any descriptor of it would
/// drop SQLite's locks.
///
/// Thread: one at a time.
class CaptureLock
{
public:
    /// Errors: CaptureInUse; CaptureReadOnly where the folder cannot be written and the capture is
    /// there; FileUnwritable.
    static base::Result<std::unique_ptr<CaptureLock>> take(const QString &capturePath);

    /// Removes the file and gives the lock back.
    ~CaptureLock();

    CaptureLock(const CaptureLock &) = delete;
    CaptureLock &operator=(const CaptureLock &) = delete;

    /// Somebody holds the lock now. Takes nothing, so it disturbs nobody who tries to take it.
    static bool isHeld(const QString &capturePath);

    /// The lock's file: only its owner may read it, so it is also the model for the capture's
    /// permissions.
    const QString &path() const { return m_path; }

private:
    CaptureLock(QString path, int descriptor);

    const QString m_path;
    const int m_descriptor;
};

} // namespace sendscope::store
