#pragma once

#include "app/media/messagemedia.h"
#include "ui/media/mediastore.h"
#include "ui/theme/icons.h"

#include <QString>

namespace sendscope::ui {

// How one link is shown before and after it was fetched, in words and by icon.

/// By what it is, where that is known, else by the ending of its URL.
Icon mediaIcon(const QString &url, const MediaItem &item);

/// The last part of the URL, on one line: "launch-evening.jpg".
QString mediaName(const QString &url);

/// "GIF, 480 × 360, 100 of 214 frames, 612 kB"; empty before it was fetched.
QString mediaFacts(const MediaItem &item);

/// "kept", or what is left of Bandwidth's 48 hours: "expires in 31 h", "expired". Empty where
/// neither is so.
QString mediaLasting(const QString &url, const MediaItem &item, const media::MessageMedia &message,
                     const media::BandwidthHost &bandwidth, base::UtcTime now);

/// What stands in the way of seeing it; empty where nothing does.
QString mediaSentence(const MediaItem &item);

} // namespace sendscope::ui
