#pragma once

#include <QColor>
#include <QFont>
#include <QFontMetrics>
#include <QRect>

class QPainter;

namespace sendscope::ui {

class DigitText;
struct Tokens;

/// A base line that centres the font's letters in the rectangle.
int baseLine(const QRect &rect, const QFontMetrics &metrics);

/// The ground of a row's cell, and unless it is selected a line under it.
void drawCellGround(QPainter *painter, const QRect &cell, const QColor &ground, bool isSelected,
                    const Tokens &tokens);

/// The bar at the leading edge of the row that keys act on; \p cell is the row's first.
void drawFocusBar(QPainter *painter, const QRect &cell, Qt::LayoutDirection direction,
                  const Tokens &tokens);

/// One line of plain text, cut at the end where it does not fit.
void drawLine(QPainter *painter, const QRect &rect, const QFont &font, const QColor &ink,
              const QString &text);

/// The same with digits in equal cells, at the right edge where told.
void drawDigits(QPainter *painter, const QRect &rect, const DigitText &digits, const QColor &ink,
                const QString &text, bool isRight);

} // namespace sendscope::ui
