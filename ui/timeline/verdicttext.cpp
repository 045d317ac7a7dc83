#include "ui/timeline/verdicttext.h"

#include "ui/theme/theme.h"
#include "ui/widgets/cellpainter.h"
#include "ui/widgets/valueformat.h"

#include <QPainter>

namespace sendscope::ui {

VerdictText::VerdictText(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void VerdictText::setText(const QString &text, const QString &word)
{
    // Foreign text is among it: a type that nobody knows.
    const QString line = onOneLine(text);
    const bool isFirst = line.startsWith(word, Qt::CaseInsensitive);
    m_word = isFirst ? line.first(word.size()) : line;
    m_rest = line.sliced(m_word.size());
    setAccessibleName(text);
    setToolTip(plainToolTip(text));
    updateGeometry();
    update();
}

QFont VerdictText::quietFont() const
{
    QFont font = m_theme.fonts().verdict();
    font.setWeight(QFont::Normal);
    return font;
}

int VerdictText::widthWith(const QFont &quiet) const
{
    return QFontMetrics(m_theme.fonts().verdict()).horizontalAdvance(m_word)
        + QFontMetrics(quiet).horizontalAdvance(m_rest) + 2;
}

int VerdictText::smallestWidth() const
{
    return widthWith(m_theme.fonts().body());
}

QSize VerdictText::sizeHint() const
{
    return {widthWith(quietFont()), QFontMetrics(m_theme.fonts().verdict()).height()};
}

QSize VerdictText::minimumSizeHint() const
{
    const QFontMetrics word(m_theme.fonts().verdict());
    return {word.averageCharWidth() * 6, word.height()};
}

void VerdictText::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = m_theme.tokens();
    const QFont font = m_theme.fonts().verdict();
    const bool isTight = widthWith(quietFont()) > width();
    const QFont quiet = isTight ? m_theme.fonts().body() : quietFont();
    const QFontMetrics word(font);
    QPainter painter(this);
    drawLine(&painter, rect(), font, tokens.text, m_word);
    // On the line of the word, not in its middle.
    const QFontMetrics small(quiet);
    const int down = (word.ascent() - word.descent() - small.ascent() + small.descent()) / 2;
    drawLine(&painter, rect().adjusted(word.horizontalAdvance(m_word), 0, 0, 0).translated(0, down),
             quiet, tokens.text2, m_rest);
}

} // namespace sendscope::ui

#include "moc_verdicttext.cpp"
