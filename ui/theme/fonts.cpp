#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QGlyphRun>
#include <QTextLayout>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

QList<quint32> glyphs(const QFont &font, const QString &text)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    QList<quint32> result;
    for (const QGlyphRun &run : layout.glyphRuns())
        result += run.glyphIndexes();
    return result;
}

} // namespace

Fonts::Fonts(const QFont &system)
    : m_body(system)
    , m_fixed(fixedFont())
{
    m_body.setPixelSize(QFontInfo(system).pixelSize());
    m_fixed.setPixelSize(qMax(1, m_body.pixelSize() - 1));
}

QFont Fonts::strong() const
{
    QFont font = m_body;
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Fonts::medium() const
{
    QFont font = m_body;
    font.setWeight(QFont::Medium);
    return font;
}

QFont Fonts::verdict() const
{
    QFont font = sized(5);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Fonts::title() const
{
    QFont font = sized(11);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Fonts::sized(int difference) const
{
    QFont font = m_body;
    font.setPixelSize(qMax(1, m_body.pixelSize() + difference));
    return font;
}

bool joinsSigns(const QFont &font)
{
    for (const QString &text : {u"=="_s, u"!="_s, u">="_s, u"->"_s}) {
        if (glyphs(font, text) != glyphs(font, text.first(1)) + glyphs(font, text.last(1)))
            return true;
    }
    return false;
}

QFont fixedFont()
{
    const QFont system = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!joinsSigns(system))
        return system;

    for (const QString &family :
         {u"DejaVu Sans Mono"_s, u"Liberation Mono"_s, u"Noto Sans Mono"_s, u"Courier New"_s}) {
        QFont font(family);
        font.setStyleHint(QFont::Monospace);
        if (QFontInfo(font).family() == family && !joinsSigns(font))
            return font;
    }
    return system;
}

} // namespace sendscope::ui
