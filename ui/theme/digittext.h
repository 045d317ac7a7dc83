#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QRawFont>
#include <QString>

#include <array>

class QPainter;

namespace sendscope::ui {

/// Draws times, counts and phone numbers so that their digits stand in equal cells, also in a font
/// whose digits have different widths. Qt 6.4 cannot switch on a font's tabular figures.
class DigitText
{
public:
    explicit DigitText(const QFont &font);

    const QFont &font() const { return m_font; }
    double width(const QString &text) const;

    /// Starts at x, with the base line at y.
    void draw(QPainter *painter, double x, double y, const QString &text) const;

    /// True where the font's own digits have one width, so that text is drawn the ordinary way.
    bool hasEqualDigits() const { return m_hasEqualDigits; }

private:
    /// The cells of ASCII, the only text that is laid out here; other text takes the ordinary way.
    struct Cell
    {
        quint32 glyph = 0;
        double advance = 0;
        double inset = 0; ///< From the cell's left edge to the glyph's origin.
    };

    bool isPlaceable(const QString &text) const;

    QFont m_font;
    QFontMetricsF m_metrics;
    QRawFont m_raw;
    std::array<Cell, 128> m_cells;
    bool m_hasEqualDigits = true;
};

} // namespace sendscope::ui
