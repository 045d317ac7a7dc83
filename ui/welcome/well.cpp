#include "ui/welcome/well.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace sendscope::ui {

Well::Well(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Well::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.tokens().bg);
    painter.drawRoundedRect(rect(), metrics::kRadius, metrics::kRadius);
}

} // namespace sendscope::ui

#include "moc_well.cpp"
