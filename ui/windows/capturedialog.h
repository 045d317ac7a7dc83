#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace sendscope::ui {

/// What a capture is asked for.
enum class CaptureQuestion {
    Open,       ///< One that is there, to look at.
    New,        ///< One that is not there yet, to record into.
    RecordInto, ///< One to record into, there or not.
    SaveCopy,   ///< A file to be written; one that is there is asked about.
};

/// Asks for a capture's file in a dialog that judges files by their names: to look into a capture
/// that is being recorded would drop the locks on it (see app/store/FORMAT.md).
///
/// \p suggested: a folder or a file to begin with. \p answer is called unless the dialog was left
/// without one; the path ends in ".sendscope" unless it names a file that is there.
void askForCapture(QWidget *parent, CaptureQuestion question, const QString &suggested,
                   std::function<void(const QString &)> answer);

} // namespace sendscope::ui
