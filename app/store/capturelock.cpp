#include "app/store/capturelock.h"

#include <QFile>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <optional>

using namespace Qt::StringLiterals;

namespace sendscope::store {
namespace {

using Code = base::Error::Code;

QString lockPath(const QString &capturePath)
{
    return capturePath + u".lock"_s;
}

/// A lock on the whole file that belongs to the open description, not to the process: it also
/// stands between two recorders of one program, and no other descriptor's end drops it.
struct flock wholeFile(short type)
{
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return lock;
}

/// The file was not removed between opening and locking it: a lock on a removed file locks nothing.
bool isStillThere(int descriptor, const QByteArray &path)
{
    struct stat opened = {};
    struct stat named = {};
    return fstat(descriptor, &opened) == 0 && stat(path.constData(), &named) == 0
        && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

base::Error unusable(const QString &capturePath, int systemError)
{
    const bool isThere = access(QFile::encodeName(capturePath).constData(), F_OK) == 0;
    if (isThere && (systemError == EACCES || systemError == EROFS || systemError == EPERM))
        return {Code::CaptureReadOnly, {capturePath}};
    if (systemError == ENOSPC || systemError == EDQUOT)
        return {Code::DiskFull, {capturePath}};
    return {Code::FileUnwritable, {capturePath, QString::fromLocal8Bit(strerror(systemError))}};
}

} // namespace

base::Result<std::unique_ptr<CaptureLock>> CaptureLock::take(const QString &capturePath)
{
    const QString path = lockPath(capturePath);
    const QByteArray name = QFile::encodeName(path);

    // Whoever held the lock removes the file on leaving; then there is a new file to lock.
    for (;;) {
        const int descriptor =
            open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (descriptor < 0)
            return unusable(capturePath, errno);

        struct flock lock = wholeFile(F_WRLCK);
        if (fcntl(descriptor, F_OFD_SETLK, &lock) != 0) {
            const int systemError = errno;
            close(descriptor);
            if (systemError == EAGAIN || systemError == EACCES)
                return base::Error{Code::CaptureInUse, {capturePath}};
            return unusable(capturePath, systemError);
        }
        if (isStillThere(descriptor, name))
            return std::unique_ptr<CaptureLock>(new CaptureLock(path, descriptor));
        close(descriptor);
    }
}

CaptureLock::CaptureLock(QString path, int descriptor)
    : m_path(std::move(path))
    , m_descriptor(descriptor)
{
}

CaptureLock::~CaptureLock()
{
    // Removed while it is still held, so that nobody's new file can be hit.
    const QByteArray name = QFile::encodeName(m_path);
    if (isStillThere(m_descriptor, name))
        unlink(name.constData());
    close(m_descriptor);
}

bool CaptureLock::isHeld(const QString &capturePath)
{
    const QByteArray name = QFile::encodeName(lockPath(capturePath));
    const int descriptor = open(name.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0)
        return false;
    struct flock lock = wholeFile(F_RDLCK);
    const bool isHeld = fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    close(descriptor);
    return isHeld;
}

} // namespace sendscope::store
