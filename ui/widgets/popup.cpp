#include "ui/widgets/popup.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLayout>
#include <QMouseEvent>
#include <QPainter>

namespace sendscope::ui {
namespace {

constexpr int kLeastWidth = 480;
constexpr int kMostWidth = 720;

} // namespace

Popup::Popup(const Theme &theme, QWidget *anchor)
    : QWidget(anchor)
    , m_theme(theme)
    , m_anchor(anchor)
{
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(anchor, &QObject::destroyed, this, [this] {
        hide();
        deleteLater();
    });
}

void Popup::showAt(int x)
{
    m_x = x;
    if (parentWidget() != m_anchor->window())
        setParent(m_anchor->window());
    fit();
    show();
    raise();
}

void Popup::fit()
{
    const QWidget *home = m_anchor->window();
    const QPoint below = m_anchor->mapTo(home, QPoint(m_x, m_anchor->height() + metrics::kSpace2));
    layout()->invalidate(); // of layouts inside of it, only activate() forgets the sizes
    layout()->activate();
    const int wished = qBound(kLeastWidth, usualWidth(), kMostWidth);
    const int width = qMin(wished + 2 * kShadow, home->width());
    const int left = qBound(0, below.x() - kShadow, home->width() - width);
    const int height = layout()->hasHeightForWidth() ? layout()->heightForWidth(width)
                                                     : layout()->sizeHint().height();
    setGeometry(left, below.y() - kShadow, width, height);
}

int Popup::usualWidth() const
{
    return layout()->sizeHint().width() - 2 * kShadow;
}

bool Popup::eventFilter(QObject *watched, QEvent *event)
{
    if (m_anchor && watched == m_anchor && event->type() == QEvent::Resize)
        fit();
    if (m_anchor && event->type() == QEvent::MouseButtonPress) {
        const auto *pressed = qobject_cast<QWidget *>(watched);
        const bool isOurs = pressed
            && (pressed == this || isAncestorOf(pressed) || pressed == m_anchor
                || m_anchor->isAncestorOf(pressed));
        if (pressed && !isOurs)
            emit pressedOutside();
    }
    return QWidget::eventFilter(watched, event);
}

void Popup::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    QCoreApplication::instance()->installEventFilter(this);
}

void Popup::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    QCoreApplication::instance()->removeEventFilter(this);
}

void Popup::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = m_theme.tokens();
    const QRectF body = sheet();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    painter.setPen(Qt::NoPen);
    for (int ring = kShadow - 2; ring > 0; ring -= 2) {
        painter.setBrush(QColor(0, 0, 0, tokens.isDark ? 22 : 8));
        painter.drawRoundedRect(body.adjusted(-ring, 2 - ring, ring, ring + 2),
                                metrics::kRadiusPopup + ring, metrics::kRadiusPopup + ring);
    }
    painter.setPen(tokens.line);
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadiusPopup,
                            metrics::kRadiusPopup);
}

} // namespace sendscope::ui
