#pragma once

class QWidget;

namespace sendscope::ui {

/// Opens a box that says what this is, and under which terms. It deletes itself.
void openAbout(QWidget *parent);

} // namespace sendscope::ui
