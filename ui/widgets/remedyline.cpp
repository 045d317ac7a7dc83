#include "ui/widgets/remedyline.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QPainter>

namespace sendscope::ui {

RemedyLine::RemedyLine(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setFont(theme.fonts().fixed());
    setAccessibleName(tr("Take what would be right"));
    connect(&theme, &Theme::changed, this, [this] {
        setFont(m_theme.fonts().fixed());
        update();
    });
}

void RemedyLine::setRemedy(const QString &remedy)
{
    m_remedy = onOneLine(remedy);
    m_isMarked = false;
    setAccessibleName(tr("Take %1").arg(remedy));
    setToolTip(plainToolTip(tr("Take this: click, or Down and Enter")));
    updateGeometry();
    update();
}

void RemedyLine::setMarked(bool isMarked)
{
    m_isMarked = isMarked;
    update();
}

QSize RemedyLine::sizeHint() const
{
    // One more than measured, which is rounded: the text must not be cut for a part of a pixel.
    return {fontMetrics().horizontalAdvance(m_remedy) + 2 * metrics::kSpace2 + 1,
            fontMetrics().height() + metrics::kSpace2};
}

QSize RemedyLine::minimumSizeHint() const
{
    return {metrics::kSpace6, sizeHint().height()};
}

void RemedyLine::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    if (m_isMarked || underMouse()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_isMarked ? tokens.sel : tokens.hover);
        painter.drawRoundedRect(rect(), metrics::kRadiusSmall, metrics::kRadiusSmall);
    }
    const QRect room = rect().adjusted(metrics::kSpace2, 0, -metrics::kSpace2, 0);
    painter.setPen(tokens.accent);
    painter.setFont(font());
    painter.drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_remedy, Qt::ElideMiddle, room.width()));
}

} // namespace sendscope::ui
