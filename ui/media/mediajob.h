#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>

#include <optional>

namespace sendscope::ui {

/// One picture to decode, as it goes into the worker.
///
/// A plain value.
struct MediaJob
{
    static constexpr qsizetype kMaxBytes = 16 * 1024 * 1024;

    QByteArray bytes;
    QSize bound; ///< The picture is made to fit into it, in pixels; never enlarged.

    friend bool operator==(const MediaJob &, const MediaJob &) = default;
};

/// What the worker made of it.
///
/// A plain value.
struct MediaPicture
{
    /// Written as one byte: never renumber.
    enum class State : quint8 {
        Ready = 0,
        NotAPicture = 1, ///< Neither PNG nor JPEG nor GIF by its content.
        TooLarge = 2,    ///< More than kMaxPixels, or more memory than is allowed.
        Damaged = 3,     ///< Also when the worker crashed or took too long.
    };

    static constexpr qint64 kMaxPixels = 32 * 1024 * 1024; ///< 128 MiB at four bytes.

    State state = State::Damaged;
    QSize original; ///< In pixels, upright; null where it could not be read.
    QImage image;   ///< RGBA8888, fitted into the bound. Null unless Ready.
};

/// The job as bytes for a pipe: three 32-bit numbers (width, height, length), big end first, and
/// the content.
QByteArray toBytes(const MediaJob &job);

/// Reads what toBytes() wrote; none where the bytes are cut short, longer, or over the bounds.
std::optional<MediaJob> readJob(const QByteArray &bytes);

/// The answer as bytes for a pipe: the state, four 32-bit numbers, rows of RGBA without padding.
QByteArray toBytes(const MediaPicture &picture);

/// Reads what toBytes() wrote. The worker decoded a stranger's bytes and is not trusted: every
/// number is checked against the length and the bound before it is used.
std::optional<MediaPicture> readPicture(const QByteArray &bytes, QSize bound);

} // namespace sendscope::ui
