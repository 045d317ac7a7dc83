#pragma once

class QMenu;
class QMenuBar;
class QWidget;

namespace sendscope::ui {

class Actions;

/// Puts every action into its menu. Returns the menu of recent captures, which is empty.
QMenu *fillMenuBar(QMenuBar &bar, const Actions &actions);

/// What the button at the end of the tool row opens: the choices of the View menu, and About.
QMenu *makeMoreMenu(const Actions &actions, QWidget *parent);

} // namespace sendscope::ui
