#include "ui/widgets/hairline.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace sendscope::ui {

Hairline::Hairline(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(1);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Hairline::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.tokens().line);
}

} // namespace sendscope::ui
