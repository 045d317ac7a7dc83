#pragma once

#include <QString>

class QFileDialog;
class QWidget;

namespace sendscope::ui {

/// A file dialog that judges files by their names: to look into a capture that is being recorded
/// would drop the locks on it (see app/store/FORMAT.md). It deletes itself when it is closed.
QFileDialog *makeFileDialog(const QString &title, QWidget *parent);

} // namespace sendscope::ui
