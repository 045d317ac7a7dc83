#pragma once

#include "ui/widgets/filterjoin.h"

#include <functional>

class QMenu;

namespace sendscope::ui {

/// Told what was chosen. \p applies: the filter takes effect at once; else it is only written, to
/// be looked at first.
using FilterChosen = std::function<void(FilterJoin join, bool applies)>;

/// Adds the submenus "Apply as filter" and "Prepare as filter" to the context menu of a value.
/// Without a function they are there but cannot be opened: the value is nothing to filter by.
void addFilterMenus(QMenu &menu, const FilterChosen &chosen);

} // namespace sendscope::ui
