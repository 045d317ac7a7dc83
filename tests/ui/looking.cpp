#include "tests/ui/looking.h"

#include "ui/filter/savedbutton.h"
#include "ui/filter/savedrow.h"
#include "ui/widgets/button.h"

#include <QLabel>

#include <algorithm>

namespace sendscope::tests {

ui::Button *button(const QWidget &parent, const QString &name)
{
    ui::Button *named = nullptr;
    for (ui::Button *candidate : parent.findChildren<ui::Button *>()) {
        if (!candidate->isVisibleTo(&parent))
            continue;
        if (candidate->text().remove(u'&') == name)
            return candidate;
        if (!named && candidate->accessibleName().startsWith(name))
            named = candidate;
    }
    return named;
}

ui::SavedButton *savedButton(const ui::SavedRow &row, const QString &name)
{
    for (ui::SavedButton *button : row.findChildren<ui::SavedButton *>()) {
        if (button->name() == name && button->isVisible())
            return button;
    }
    return nullptr;
}

bool isSaidIn(const QWidget &parent, const QString &text)
{
    const auto labels = parent.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisibleTo(&parent)
            && (label->text().contains(text) || label->accessibleName().contains(text));
    });
}

} // namespace sendscope::tests
