#pragma once

#include <QString>

namespace sendscope::settings {

/// Where our files are. SENDSCOPE_HOME puts all of them under one folder, for tests and portable
/// use; else the XDG folders are used. Nothing is created by asking.
///
/// A plain value.
struct Paths
{
    QString settingsFile; ///< sendscope.ini
    QString stateFile;    ///< window.ini: sizes and columns, nothing a person would set.
    QString stallFile;    ///< stalls.json: how long the window stood still when it last ran.
    QString dataFolder;   ///< Captures.
    QString liveCapture;  ///< The default capture, Live.

    static Paths fromEnvironment();
};

} // namespace sendscope::settings
