#include "ui/mainwindow/statusdot.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace sendscope::ui {
namespace {

constexpr int kDiameter = 8;

} // namespace

StatusDot::StatusDot(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(kDiameter, kDiameter);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StatusDot::setHue(Hue hue)
{
    m_hue = hue;
    update();
}

void StatusDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.tokens().hue(m_hue));
    painter.drawEllipse(rect());
}

} // namespace sendscope::ui

#include "moc_statusdot.cpp"
