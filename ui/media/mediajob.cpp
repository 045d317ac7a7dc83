#include "ui/media/mediajob.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <limits>

namespace sendscope::ui {
namespace {

constexpr qsizetype kJobHeadBytes = 3 * sizeof(quint32);
constexpr qsizetype kPictureHeadBytes = 1 + 8 * sizeof(quint32);
constexpr qsizetype kFrameHeadBytes = sizeof(quint32);
constexpr int kMaxBound = 8192;

void append(QByteArray &bytes, qint64 number)
{
    const quint32 big = qToBigEndian(quint32(number));
    bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
}

quint32 numberAt(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

QSize sizeAt(const QByteArray &bytes, qsizetype offset)
{
    constexpr quint32 most = quint32(MediaPicture::kMaxPixels);
    return {int(qMin(numberAt(bytes, offset), most)), int(qMin(numberAt(bytes, offset + 4), most))};
}

void append(QByteArray &bytes, QSize size)
{
    append(bytes, size.width());
    append(bytes, size.height());
}

void appendRows(QByteArray &bytes, const QImage &picture)
{
    const QImage image = picture.convertToFormat(QImage::Format_RGBA8888);
    for (int y = 0; y < image.height(); ++y)
        bytes.append(reinterpret_cast<const char *>(image.constScanLine(y)), image.width() * 4);
}

/// Null where there is no memory for it.
QImage rowsAt(const QByteArray &bytes, qsizetype offset, QSize size)
{
    QImage image(size, QImage::Format_RGBA8888);
    const qsizetype rowBytes = qsizetype(size.width()) * 4;
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(image.scanLine(y), bytes.constData() + offset + y * rowBytes, size_t(rowBytes));
    return image;
}

qint64 areaBytes(QSize size)
{
    return qint64(size.width()) * size.height() * 4;
}

bool isWithin(QSize size, QSize bound)
{
    return size.width() > 0 && size.height() > 0 && size.width() <= bound.width()
        && size.height() <= bound.height();
}

} // namespace

QByteArray toBytes(const MediaJob &job)
{
    QByteArray bytes;
    bytes.reserve(kJobHeadBytes + job.bytes.size());
    append(bytes, job.bound.width());
    append(bytes, job.bound.height());
    append(bytes, job.bytes.size());
    return bytes + job.bytes;
}

std::optional<MediaJob> readJob(const QByteArray &bytes)
{
    if (bytes.size() < kJobHeadBytes || bytes.size() > kJobHeadBytes + MediaJob::kMaxBytes)
        return {};

    const QSize bound = sizeAt(bytes, 0);
    if (!isWithin(bound, {kMaxBound, kMaxBound})
        || qsizetype(numberAt(bytes, 8)) != bytes.size() - kJobHeadBytes)
        return {};

    return MediaJob{bytes.sliced(kJobHeadBytes), bound};
}

QByteArray toBytes(const MediaPicture &picture)
{
    const QSize frame = picture.frames.empty() ? QSize(0, 0) : picture.frames.front().image.size();
    QByteArray bytes(1, char(picture.state));
    append(bytes, picture.original);
    append(bytes, picture.image.size());
    append(bytes, picture.frameCount);
    append(bytes, qint64(picture.frames.size()));
    append(bytes, frame);
    bytes.reserve(bytes.size() + areaBytes(picture.image.size())
                  + qint64(picture.frames.size()) * (kFrameHeadBytes + areaBytes(frame)));
    appendRows(bytes, picture.image);
    for (const MediaFrame &moment : picture.frames) {
        append(bytes, moment.shownFor.count());
        appendRows(bytes, moment.image);
    }
    return bytes;
}

std::optional<MediaPicture> readPicture(const QByteArray &bytes, QSize bound)
{
    if (bytes.size() < kPictureHeadBytes
        || quint8(bytes[0]) > quint8(MediaPicture::State::NoDecoder))
        return {};

    MediaPicture picture;
    picture.state = MediaPicture::State(bytes[0]);
    picture.original = sizeAt(bytes, 1);
    if (picture.state != MediaPicture::State::Ready)
        return picture;

    const QSize size = sizeAt(bytes, 9);
    picture.frameCount = int(qMin(numberAt(bytes, 17), quint32(std::numeric_limits<int>::max())));
    const auto frames = qsizetype(numberAt(bytes, 21));
    const QSize frame = sizeAt(bytes, 25);
    if (!isWithin(size, bound) || frames > MediaPicture::kMaxFrames)
        return {};
    if (frames > 0
        && (!isWithin(frame, bound) || frames * areaBytes(frame) > MediaPicture::kMaxFrameBytes))
        return {};
    const qint64 frameBytes = frames > 0 ? kFrameHeadBytes + areaBytes(frame) : 0;
    if (bytes.size() != kPictureHeadBytes + areaBytes(size) + frames * frameBytes)
        return {};

    picture.image = rowsAt(bytes, kPictureHeadBytes, size);
    for (qsizetype i = 0; i < frames; ++i) {
        const qsizetype at = kPictureHeadBytes + areaBytes(size) + i * frameBytes;
        picture.frames.push_back({rowsAt(bytes, at + kFrameHeadBytes, frame),
                                  std::chrono::milliseconds(numberAt(bytes, at))});
    }
    picture.small = picture.image;
    if (std::min(size.width(), size.height()) > MediaPicture::kSmallSide) {
        picture.small =
            picture.image.scaled(MediaPicture::kSmallSide, MediaPicture::kSmallSide,
                                 Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    }
    const bool isMissing =
        std::any_of(picture.frames.begin(), picture.frames.end(),
                    [](const MediaFrame &moment) { return moment.image.isNull(); });
    return picture.image.isNull() || isMissing ? std::nullopt : std::optional(picture);
}

qint64 mostPictureBytes(QSize bound)
{
    return kPictureHeadBytes + areaBytes(bound) + MediaPicture::kMaxFrameBytes
        + MediaPicture::kMaxFrames * kFrameHeadBytes;
}

} // namespace sendscope::ui
