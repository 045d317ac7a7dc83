#pragma once

#include "ui/theme/tokens.h"

class QPainter;
class QRect;

namespace sendscope::ui {

/// The ground of a bar across the window that says something: a touch of the hue, the hue itself
/// at the left edge, and a line below.
void paintBarGround(QPainter &painter, const QRect &bar, const Tokens &tokens, Hue hue);

} // namespace sendscope::ui
