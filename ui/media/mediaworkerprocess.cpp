#include "ui/media/mediaworkerprocess.h"

#include "app/media/filetype.h"
#include "ui/media/systemcallfilter.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

/// The last two come with plugins that are packages of their own.
constexpr std::array<const char *, 6> kFormats = {"png", "jpeg", "gif", "bmp", "webp", "tiff"};
constexpr int kAllocationMiB = 128;
constexpr rlim_t kMemoryBytes = 768 * 1024 * 1024;
constexpr rlim_t kCpuSeconds = 8;
/// Reading the frames of a moving picture stops then: those that are there are shown.
constexpr std::chrono::seconds kFrameTime{3};

/// Browsers take what is shorter for "as fast as it goes", and show it this long.
constexpr std::chrono::milliseconds kLeastFrameTime{20};
constexpr std::chrono::milliseconds kUsualFrameTime{100};
constexpr std::chrono::milliseconds kMostFrameTime{60'000};

constexpr rlim_t kDescriptors =
    256; // Qt converts large pictures on threads; each takes one or two.

/// The decoder for that content, by the name Qt gives it; empty where it is not decoded.
QByteArray formatOf(QByteArrayView bytes)
{
    using media::FileType;
    switch (media::sniff(bytes)) {
    case FileType::Png:
        return "png"_ba;
    case FileType::Jpeg:
        return "jpeg"_ba;
    case FileType::Gif:
        return "gif"_ba;
    case FileType::Bmp:
        return "bmp"_ba;
    case FileType::Webp:
        return "webp"_ba;
    case FileType::Tiff:
        return "tiff"_ba;
    default:
        return {};
    }
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

/// The size of a frame at which so many fit into what is allowed.
QSize frameSize(QSize fitted, int count)
{
    const double most =
        double(MediaPicture::kMaxFrameBytes) / 4 / std::min(count, MediaPicture::kMaxFrames);
    const double area = double(fitted.width()) * fitted.height();
    const double share = std::min(1.0, std::sqrt(most / area));
    return QSize(int(fitted.width() * share), int(fitted.height() * share)).expandedTo({1, 1});
}

std::chrono::milliseconds frameTime(int delay)
{
    const std::chrono::milliseconds said(delay);
    return said < kLeastFrameTime ? kUsualFrameTime : std::min(said, kMostFrameTime);
}

void readFrames(MediaPicture &picture, const MediaJob &job, const QByteArray &format)
{
    QBuffer buffer;
    buffer.setData(job.bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    picture.frameCount = std::max(1, reader.imageCount());
    if (!reader.supportsAnimation() || picture.frameCount < 2)
        return;

    const QSize size = frameSize(picture.image.size(), picture.frameCount);
    const auto begun = std::chrono::steady_clock::now();
    while (int(picture.frames.size()) < std::min(picture.frameCount, MediaPicture::kMaxFrames)
           && std::chrono::steady_clock::now() - begun < kFrameTime) {
        const QImage image = reader.read();
        if (image.isNull())
            break; // cut short, perhaps: what there is moves all the same
        picture.frames.push_back(
            {image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                 .convertToFormat(QImage::Format_RGBA8888),
             frameTime(reader.nextImageDelay())});
    }
    if (picture.frames.size() < 2)
        picture.frames.clear();
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
    if (!QImageReader::supportedImageFormats().contains(format)) {
        picture.state = MediaPicture::State::NoDecoder;
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
    if (picture.image.isNull())
        return picture;
    picture.state = MediaPicture::State::Ready;
    readFrames(picture, job, format);
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
