#pragma once

#include "app/base/result.h"

#include <QString>

#include <sys/types.h>

namespace sendscope::store {

/// Which file stands under a name. Asked of the system without opening it.
///
/// A plain value.
struct FileStamp
{
    dev_t device = 0;
    ino_t inode = 0;
    nlink_t links = 0;

    /// Null: no file of that name.
    static FileStamp of(const QString &path);

    bool isNull() const { return inode == 0; }
    bool isSameFile(const FileStamp &other) const
    {
        return device == other.device && inode == other.inode;
    }

    friend bool operator==(const FileStamp &, const FileStamp &) = default;
};

/// The files that make up an open capture. While they are open their inodes cannot be given to
/// others, so a difference means that somebody removed or replaced one.
///
/// A plain value.
struct CaptureStamp
{
    FileStamp capture;
    FileStamp log;    ///< FILE-wal
    FileStamp shared; ///< FILE-shm

    static CaptureStamp of(const QString &capturePath);

    friend bool operator==(const CaptureStamp &, const CaptureStamp &) = default;
};

/// The absolute path with links resolved, as SQLite names its log by it. The file need not be
/// there, but what is there is a regular file.
///
/// Errors: `code` (FileUnreadable or FileUnwritable) with what stands there instead.
base::Result<QString> resolveCapturePath(const QString &path, base::Error::Code code);

/// Bytes of the capture without its log; 0: not there.
qint64 captureFileBytes(const QString &path);

/// Makes the folders the capture is to stand in, for the user alone. Error: FileUnwritable.
base::Result<void> makeCaptureFolder(const QString &capturePath);

/// Renames the capture with its log to "NAME.corrupt-20261123T140736Z". Says where it is now.
/// Error: FileUnwritable.
base::Result<QString> moveCaptureAside(const QString &path);

} // namespace sendscope::store
