#pragma once

#include <QWidgetList>

namespace sendscope::ui {

/// Gives the focus to the pane after the one that has it, or before it for -1; those that are not
/// seen are passed over.
void focusNextPane(QWidgetList panes, int direction);

} // namespace sendscope::ui
