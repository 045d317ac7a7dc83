#include "ui/widgets/cellpainter.h"

#include "ui/theme/digittext.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QStyle>

#include <cmath>

namespace sendscope::ui {

int baseLine(const QRect &rect, const QFontMetrics &metrics)
{
    return rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
}

void drawCellGround(QPainter *painter, const QRect &cell, const QColor &ground, bool isSelected,
                    const Tokens &tokens)
{
    painter->fillRect(cell, ground);
    if (!isSelected)
        painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), tokens.soft);
}

void drawFocusBar(QPainter *painter, const QRect &cell, Qt::LayoutDirection direction,
                  const Tokens &tokens)
{
    const QRect bar(cell.left(), cell.top(), metrics::kFocusBar, cell.height());
    painter->fillRect(QStyle::visualRect(direction, cell, bar), tokens.accent);
}

void drawLine(QPainter *painter, const QRect &rect, const QFont &font, const QColor &ink,
              const QString &text)
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    const QFontMetrics metrics(font);
    painter->setFont(font);
    painter->setPen(ink);
    const bool fits = metrics.horizontalAdvance(text) <= rect.width();
    painter->drawText(rect.left(), baseLine(rect, metrics),
                      fits ? text : metrics.elidedText(text, Qt::ElideRight, rect.width()));
}

void drawDigits(QPainter *painter, const QRect &rect, const DigitText &digits, const QColor &ink,
                const QString &text, bool isRight)
{
    if (text.isEmpty())
        return;
    const double width = digits.width(text);
    if (width > rect.width() + metrics::kCellInset) {
        drawLine(painter, rect, digits.font(), ink, text);
        return;
    }
    painter->setPen(ink);
    const double left = isRight ? rect.right() + 1 - width : rect.left();
    digits.draw(painter, std::round(left), baseLine(rect, QFontMetrics(digits.font())), text);
}

} // namespace sendscope::ui
