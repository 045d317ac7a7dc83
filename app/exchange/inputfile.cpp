#include "app/exchange/inputfile.h"

#include "app/store/capturelock.h"

#include <QFile>
#include <QFileInfo>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace sendscope::exchange {
namespace {

/// How long a token that was cancelled goes unnoticed, and nothing has come for a moment.
constexpr int kLookMs = 100;

QString systemReason(int error)
{
    return QString::fromLocal8Bit(strerror(error));
}

} // namespace

base::Result<std::unique_ptr<InputFile>> InputFile::open(const QString &path,
                                                         const base::CancelToken &cancel)
{
    const auto unreadable = [&path](const QString &reason) {
        return base::Error{base::Error::Code::FileUnreadable, {path, reason}};
    };
    const bool isStdin = path == u"-";
    // Opened and closed like any file, a capture that this program has open would lose its locks.
    const QString resolved = QFileInfo(path).canonicalFilePath();
    if (!isStdin && (path.endsWith(u".sendscope"_s) || store::CaptureLock::isHeld(resolved)))
        return unreadable(u"it is a capture; open it, or export it as NDJSON to import that"_s);
    const int descriptor = isStdin
        ? dup(STDIN_FILENO)
        : ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return unreadable(systemReason(errno));
    struct stat status = {};
    if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        ::close(descriptor);
        return unreadable(u"it is a folder"_s);
    }
    std::unique_ptr<InputFile> file(new InputFile(descriptor, cancel));
    file->QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    return file;
}

InputFile::InputFile(int descriptor, base::CancelToken cancel)
    : m_descriptor(descriptor)
    , m_cancel(std::move(cancel))
{
}

InputFile::~InputFile()
{
    close();
    ::close(m_descriptor);
}

qint64 InputFile::readData(char *data, qint64 maxSize)
{
    for (;;) {
        if (m_cancel.isCancelled()) {
            setErrorString(u"cancelled"_s);
            return -1;
        }
        pollfd waited{m_descriptor, POLLIN, 0};
        if (poll(&waited, 1, kLookMs) == 0) {
            if (m_onIdle)
                m_onIdle();
            continue;
        }
        const ssize_t count = ::read(m_descriptor, data, size_t(maxSize));
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count < 0)
            setErrorString(systemReason(errno));
        return count;
    }
}

} // namespace sendscope::exchange
