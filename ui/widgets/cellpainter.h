#pragma once

#include <QColor>
#include <QFont>
#include <QFontMetrics>
#include <QRect>

class QPainter;

namespace sendscope::ui {

class DigitText;

/// A base line that centres the font's letters in the rectangle.
int baseLine(const QRect &rect, const QFontMetrics &metrics);

/// One line of plain text, cut at the end where it does not fit.
void drawLine(QPainter *painter, const QRect &rect, const QFont &font, const QColor &ink,
              const QString &text);

/// The same with digits in equal cells, at the right edge where told.
void drawDigits(QPainter *painter, const QRect &rect, const DigitText &digits, const QColor &ink,
                const QString &text, bool isRight);

} // namespace sendscope::ui
