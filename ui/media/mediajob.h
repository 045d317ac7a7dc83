#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>

#include <chrono>
#include <optional>
#include <vector>

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

/// One moment of a picture that moves.
struct MediaFrame
{
    QImage image; ///< RGBA8888.
    std::chrono::milliseconds shownFor{};
};

/// What the worker made of it.
///
/// A plain value.
struct MediaPicture
{
    /// Written as one byte: never renumber.
    enum class State : quint8 {
        Ready = 0,
        NotAPicture = 1, ///< Of no type that is decoded, by its content.
        TooLarge = 2,    ///< More than kMaxPixels, or more memory than is allowed.
        Damaged = 3,     ///< Also when the worker crashed or took too long.
        NoDecoder = 4,   ///< A plugin that this type needs is not installed.
    };

    static constexpr qint64 kMaxPixels = 32 * 1024 * 1024; ///< 128 MiB at four bytes.
    static constexpr int kSmallSide = 2 * 52; ///< What covers a thumbnail on a fine display.
    static constexpr int kMaxFrames = 100;
    static constexpr qint64 kMaxFrameBytes = 32 * 1024 * 1024; ///< Of all frames together.

    State state = State::Damaged;
    QSize original; ///< In pixels, upright; null where it could not be read.
    QImage image;   ///< RGBA8888, fitted into the bound. Null unless Ready.
    QImage small;   ///< The same for a thumbnail, made where it arrives; never sent.

    /// Of one that moves: its first moments, all of one size, which is smaller the more they are.
    /// Empty for one that stands still.
    std::vector<MediaFrame> frames;
    int frameCount = 1; ///< In the file, as far as that was counted; frames may have fewer.

    bool isMoving() const { return frames.size() > 1; }
};

/// The job as bytes for a pipe: three 32-bit numbers (width, height, length), big end first, and
/// the content.
QByteArray toBytes(const MediaJob &job);

/// Reads what toBytes() wrote; none where the bytes are cut short, longer, or over the bounds.
std::optional<MediaJob> readJob(const QByteArray &bytes);

/// The answer as bytes for a pipe: the state, eight 32-bit numbers (original size, size, frames in
/// the file, frames that follow and their size), rows of RGBA without padding, and for each frame
/// its time and its rows.
QByteArray toBytes(const MediaPicture &picture);

/// Reads what toBytes() wrote. The worker decoded a stranger's bytes and is not trusted: every
/// number is checked against the length and the bound before it is used.
std::optional<MediaPicture> readPicture(const QByteArray &bytes, QSize bound);

/// The most bytes that an honest answer to a job with this bound has.
qint64 mostPictureBytes(QSize bound);

} // namespace sendscope::ui
