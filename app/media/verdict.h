#pragma once

#include "app/media/fetch.h"
#include "app/media/messagemedia.h"

namespace sendscope::media {

/// What Bandwidth would make of a file that a message sends, by its published limits.
///
/// A plain value.
struct Verdict
{
    enum class Level {
        None,   ///< Nothing to say: an inbound file, or nothing is known yet.
        Fine,   ///< Within all limits.
        Doubt,  ///< May be taken, may be not.
        Refused ///< Over a limit, or what Bandwidth does not send.
    };

    Level level = Level::None;
    QString sentence; ///< One line, the worst first. Empty for None.

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

constexpr qint64 kMaxFileBytes = 3'500'000;   ///< Of one file of an MMS.
constexpr qint64 kAdvisedBytes = 500'000;     ///< What Bandwidth advises.
constexpr qint64 kMaxTollFreeBytes = 525'000; ///< Of all files of a message, toll-free.
constexpr qint64 kMaxRichBytes = 100'000'000; ///< Of one file by RBM.
constexpr qsizetype kMaxAttachments = 10;

/// Judges one link of a message that was fetched, or could not be. \p allBytes: of all files of the
/// message as far as they are known.
Verdict verdictOf(const Fetched &fetched, const MessageMedia &message, qint64 allBytes);

/// Whether Bandwidth's list of media types has this one: "image/png", with or without parameters.
bool isListedType(QByteArrayView contentType);

} // namespace sendscope::media
