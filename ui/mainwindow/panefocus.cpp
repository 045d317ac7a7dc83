#include "ui/mainwindow/panefocus.h"

#include <QApplication>
#include <QWidget>

#include <algorithm>

namespace sendscope::ui {

void focusNextPane(QWidgetList panes, int direction)
{
    panes.removeIf([](const QWidget *pane) {
        return !pane->isVisible() || (pane->focusProxy() && !pane->focusProxy()->isVisible());
    });
    if (panes.isEmpty())
        return;
    const QWidget *focus = QApplication::focusWidget();
    qsizetype current = 0;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focus && (panes[i] == focus || panes[i]->isAncestorOf(focus)))
            current = i;
    }
    QWidget *next = panes[(current + direction + panes.size()) % panes.size()];
    if (next->focusPolicy() == Qt::NoFocus && !next->focusProxy()) {
        const QWidgetList inside = next->findChildren<QWidget *>();
        const auto taker = std::find_if(inside.begin(), inside.end(), [](const QWidget *widget) {
            return widget->isVisible() && widget->isEnabled()
                && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
        });
        next = taker != inside.end() ? *taker : next;
    }
    next->setFocus(Qt::TabFocusReason);
}

} // namespace sendscope::ui
