#pragma once

#include "ui/widgets/filtermenu.h"

class QMenu;
class QWidget;

namespace sendscope::ui {

class Actions;

/// The formats rows can be copied in.
QMenu *makeCopyMenu(const Actions &actions, QWidget *parent);

/// The colours an event can be marked in, and the way to none.
QMenu *makeMarkMenu(const Actions &actions, QWidget *parent);

/// What a right click on a cell offers. Without a function the cell is nothing to filter by.
QMenu *makeCellMenu(const Actions &actions, const FilterChosen &filterChosen, QWidget *parent);

} // namespace sendscope::ui
