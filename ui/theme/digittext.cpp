#include "ui/theme/digittext.h"

#include <QGlyphRun>
#include <QPainter>

#include <algorithm>

namespace sendscope::ui {

DigitText::DigitText(const QFont &font)
    : m_font(font)
    , m_metrics(font)
    , m_raw(QRawFont::fromFont(font))
{
    double widest = 0;
    double narrowest = 1e9;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        const double advance = m_metrics.horizontalAdvance(QChar(digit));
        widest = std::max(widest, advance);
        narrowest = std::min(narrowest, advance);
    }
    m_hasEqualDigits = widest - narrowest < 0.01 || !m_raw.isValid();
    if (m_hasEqualDigits)
        return;

    for (char16_t unit = u' '; unit < 127; ++unit) {
        Cell &cell = m_cells[unit];
        const QList<quint32> glyphs = m_raw.glyphIndexesForString(QString(QChar(unit)));
        const QList<QPointF> advances = m_raw.advancesForGlyphIndexes(glyphs);
        if (glyphs.size() != 1 || advances.size() != 1)
            continue;
        cell.glyph = glyphs.first();
        cell.advance = advances.first().x();
        if (unit >= u'0' && unit <= u'9') {
            cell.inset = (widest - cell.advance) / 2;
            cell.advance = widest;
        }
    }
}

double DigitText::width(const QString &text) const
{
    if (!isPlaceable(text))
        return m_metrics.horizontalAdvance(text);

    double width = 0;
    for (const QChar unit : text)
        width += m_cells[unit.unicode()].advance;
    return width;
}

void DigitText::draw(QPainter *painter, double x, double y, const QString &text) const
{
    if (text.isEmpty())
        return;
    if (!isPlaceable(text)) {
        painter->setFont(m_font);
        painter->drawText(QPointF(x, y), text);
        return;
    }

    QList<quint32> glyphs;
    QList<QPointF> positions;
    glyphs.reserve(text.size());
    positions.reserve(text.size());
    double place = 0;
    for (const QChar unit : text) {
        const Cell &cell = m_cells[unit.unicode()];
        glyphs.append(cell.glyph);
        positions.append(QPointF(place + cell.inset, 0));
        place += cell.advance;
    }
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setGlyphIndexes(glyphs);
    run.setPositions(positions);
    painter->drawGlyphRun(QPointF(x, y), run);
}

bool DigitText::isPlaceable(const QString &text) const
{
    return !m_hasEqualDigits && std::all_of(text.begin(), text.end(), [this](QChar unit) {
        return unit.unicode() < m_cells.size() && m_cells[unit.unicode()].glyph != 0;
    });
}

} // namespace sendscope::ui
