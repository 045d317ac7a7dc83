#pragma once

#include "ui/replay/replayoptions.h"

#include <QStringList>

namespace sendscope::ui {

/// What a dialog starts with before requests are replayed.
///
/// A plain value.
struct ReplayContext
{
    QStringList recentTargets;
    std::vector<quint16> ownPorts; ///< That our listener has: to say when we send to ourselves.
    bool areAttemptsKept = true;   ///< False: nothing can be written into the capture.

    /// Of the last replay since the window was opened; its target is empty before the first.
    ReplayChoice last;
};

} // namespace sendscope::ui
