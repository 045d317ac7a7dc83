#pragma once

#include <QString>

class QWidget;

namespace sendscope::ui {
class Button;
class SavedButton;
class SavedRow;
}

namespace sendscope::tests {

/// The button in a widget that says so, or else whose name begins so; null where none can be seen.
ui::Button *button(const QWidget &parent, const QString &name);

/// The word of a saved filter; null where it cannot be seen.
ui::SavedButton *savedButton(const ui::SavedRow &row, const QString &name);

/// Whether a label that can be seen in a widget says that; elided ones are called by the whole.
bool isSaidIn(const QWidget &parent, const QString &text);

} // namespace sendscope::tests
