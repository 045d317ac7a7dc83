#include "ui/widgets/label.h"

#include "ui/theme/theme.h"

namespace sendscope::ui {
namespace {

QFont fontOf(const Fonts &fonts, Label::Voice voice)
{
    switch (voice) {
    case Label::Voice::Body:
    case Label::Voice::Secondary:
        return fonts.body();
    case Label::Voice::Small:
    case Label::Voice::Hint:
        return fonts.small();
    case Label::Voice::Strong:
        return fonts.strong();
    case Label::Voice::Verdict:
        return fonts.verdict();
    case Label::Voice::Title:
        return fonts.title();
    case Label::Voice::Fixed:
        return fonts.fixed();
    }
    return fonts.body();
}

QColor colorOf(const Tokens &tokens, Label::Voice voice)
{
    switch (voice) {
    case Label::Voice::Secondary:
    case Label::Voice::Small:
        return tokens.text2;
    case Label::Voice::Hint:
        return tokens.text3;
    default:
        return tokens.text;
    }
}

} // namespace

Label::Label(const Theme &theme, Voice voice, QWidget *parent)
    : Label(theme, voice, QString(), parent)
{
}

Label::Label(const Theme &theme, Voice voice, const QString &text, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_voice(voice)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(
        QPalette::WindowText); // On a Base ground it would be Text, without our colour.
    setText(text);
    update();
    connect(&theme, &Theme::changed, this, &Label::update);
}

void Label::setHue(Hue hue)
{
    m_hue = hue;
    update();
}

void Label::clearHue()
{
    m_hue.reset();
    update();
}

void Label::update()
{
    const Tokens &tokens = m_theme.tokens();
    QPalette colors = paletteOf(tokens);
    colors.setColor(QPalette::WindowText, m_hue ? tokens.hue(*m_hue) : colorOf(tokens, m_voice));
    setPalette(colors);
    setFont(fontOf(m_theme.fonts(), m_voice));
}

} // namespace sendscope::ui
