#include "ui/media/mediajob.h"

#include <QtEndian>

#include <cstring>

namespace sendscope::ui {
namespace {

constexpr qsizetype kJobHeadBytes = 3 * sizeof(quint32);
constexpr qsizetype kPictureHeadBytes = 1 + 4 * sizeof(quint32);
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
    QByteArray bytes(1, char(picture.state));
    append(bytes, picture.original.width());
    append(bytes, picture.original.height());
    append(bytes, picture.image.width());
    append(bytes, picture.image.height());

    const QImage image = picture.image.convertToFormat(QImage::Format_RGBA8888);
    for (int y = 0; y < image.height(); ++y)
        bytes.append(reinterpret_cast<const char *>(image.constScanLine(y)), image.width() * 4);
    return bytes;
}

std::optional<MediaPicture> readPicture(const QByteArray &bytes, QSize bound)
{
    if (bytes.size() < kPictureHeadBytes || quint8(bytes[0]) > quint8(MediaPicture::State::Damaged))
        return {};

    MediaPicture picture;
    picture.state = MediaPicture::State(bytes[0]);
    picture.original = sizeAt(bytes, 1);
    if (picture.state != MediaPicture::State::Ready)
        return picture;

    const QSize size = sizeAt(bytes, 9);
    const qsizetype rowBytes = qsizetype(size.width()) * 4;
    if (!isWithin(size, bound) || bytes.size() != kPictureHeadBytes + rowBytes * size.height())
        return {};

    picture.image = QImage(size, QImage::Format_RGBA8888);
    if (picture.image.isNull())
        return {};
    for (int y = 0; y < size.height(); ++y) {
        std::memcpy(picture.image.scanLine(y), bytes.constData() + kPictureHeadBytes + y * rowBytes,
                    size_t(rowBytes));
    }
    return picture;
}

} // namespace sendscope::ui
