#pragma once

#include "ui/media/mediastore.h"
#include "ui/theme/icons.h"

#include <QString>

namespace sendscope::ui {

// How one link is shown before and after it was fetched, in words and by icon.

/// By what it is, where that is known, else by the ending of its URL.
Icon mediaIcon(const QString &url, const MediaItem &item);

/// The last part of the URL, on one line: "launch-evening.jpg".
QString mediaName(const QString &url);

/// "JPEG, 1280 × 720, 214 kB"; empty before it was fetched.
QString mediaFacts(const MediaItem &item);

/// What stands in the way of seeing it; empty where nothing does.
QString mediaSentence(const MediaItem &item);

} // namespace sendscope::ui
