#include "ui/widgets/barground.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace sendscope::ui {

void paintBarGround(QPainter &painter, const QRect &bar, const Tokens &tokens, Hue hue)
{
    constexpr double kGroundShare = 0.08;
    painter.fillRect(bar, mixed(tokens.hue(hue), tokens.surface, kGroundShare));
    painter.fillRect(bar.left(), bar.top(), metrics::kFocusBar, bar.height(), tokens.hue(hue));
    painter.fillRect(bar.left(), bar.bottom(), bar.width(), 1, tokens.line);
}

} // namespace sendscope::ui
