#include "ui/media/mediaworkerprocess.h"

#include "ui/media/systemcallfilter.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace sendscope::ui {
namespace {

constexpr std::array<const char *, 3> kFormats = {"png", "jpeg", "gif"};
constexpr int kAllocationMiB = 128;
constexpr rlim_t kMemoryBytes = 768 * 1024 * 1024;
constexpr rlim_t kCpuSeconds = 8;
constexpr rlim_t kDescriptors =
    256; // Qt converts large pictures on threads; each takes one or two.

QByteArray formatOf(QByteArrayView bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return QByteArrayLiteral("png");
    if (bytes.startsWith("\xff\xd8\xff"))
        return QByteArrayLiteral("jpeg");
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return QByteArrayLiteral("gif");
    return {};
}

void setLimit(__rlimit_resource resource, rlim_t value)
{
    const rlimit limit{value, value};
    ::setrlimit(resource, &limit);
}

/// The decoders are plugins: they must be there before no file can be opened any more.
void loadDecoders()
{
    for (const char *format : kFormats) {
        QBuffer empty;
        empty.open(QIODevice::ReadOnly);
        QImageReader(&empty, format).canRead();
    }
}

/// False where something could not be given up: then nothing is decoded.
bool giveUpWhatIsNotNeeded()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    loadDecoders();

    setLimit(RLIMIT_CORE, 0);
    setLimit(RLIMIT_FSIZE, 0);
    setLimit(RLIMIT_CPU, kCpuSeconds);
    setLimit(RLIMIT_NOFILE, kDescriptors);
#ifndef __SANITIZE_ADDRESS__ // its shadow alone is terabytes of address space
    setLimit(RLIMIT_AS, kMemoryBytes);
#endif
    return forbidFilesAndNetwork();
}

QByteArray readAll(int descriptor)
{
    QByteArray all;
    std::array<char, 64 * 1024> block;
    while (all.size() <= MediaJob::kMaxBytes + 64) {
        const ssize_t count = ::read(descriptor, block.data(), block.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        all.append(block.data(), count);
    }
    return all;
}

bool writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), size_t(bytes.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes = bytes.sliced(count);
    }
    return true;
}

} // namespace

const char kMediaWorkerOption[] = "--media-worker";

bool isMediaWorker(int argc, char *argv[])
{
    return argc == 2 && std::strcmp(argv[1], kMediaWorkerOption) == 0;
}

MediaPicture decode(const MediaJob &job)
{
    MediaPicture picture;
    const QByteArray format = formatOf(job.bytes);
    if (format.isEmpty()) {
        picture.state = MediaPicture::State::NotAPicture;
        return picture;
    }

    QBuffer buffer;
    buffer.setData(job.bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader::setAllocationLimit(kAllocationMiB);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);

    const QSize stored = reader.size();
    if (stored.isEmpty())
        return picture;
    const bool isTurned = reader.transformation() & QImageIOHandler::TransformationRotate90;
    picture.original = isTurned ? stored.transposed() : stored;
    if (qint64(stored.width()) * stored.height() > MediaPicture::kMaxPixels) {
        picture.state = MediaPicture::State::TooLarge;
        return picture;
    }

    const QSize bound = isTurned ? job.bound.transposed() : job.bound;
    if (stored.width() > bound.width() || stored.height() > bound.height())
        reader.setScaledSize(stored.scaled(bound, Qt::KeepAspectRatio).expandedTo({1, 1}));
    picture.image = reader.read().convertToFormat(QImage::Format_RGBA8888);
    if (!picture.image.isNull())
        picture.state = MediaPicture::State::Ready;
    return picture;
}

int runMediaWorker(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv); // tells Qt where its plugins are
    if (!giveUpWhatIsNotNeeded())
        return 3;

    const std::optional<MediaJob> job = readJob(readAll(STDIN_FILENO));
    if (!job)
        return 2;
    // Nothing that libraries do when a program ends can be done from here any more.
    std::_Exit(writeAll(STDOUT_FILENO, toBytes(decode(*job))) ? 0 : 1);
}

} // namespace sendscope::ui
