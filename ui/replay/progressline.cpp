#include "ui/replay/progressline.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace sendscope::ui {
namespace {

constexpr int kThickness = 2;

} // namespace

ProgressLine::ProgressLine(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(kThickness);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ProgressLine::setProgress(qint64 done, qint64 all)
{
    m_done = done;
    m_all = all;
    update();
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().line);
    if (m_all > 0)
        painter.fillRect(0, 0, int(width() * m_done / m_all), height(), m_theme.tokens().accent);
}

} // namespace sendscope::ui

#include "moc_progressline.cpp"
