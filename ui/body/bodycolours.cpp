#include "ui/body/bodycolours.h"

#include "ui/theme/theme.h"

namespace sendscope::ui {
namespace {

/// One past the closing quote of the string that begins there; the line's end where there is none.
qsizetype stringEnd(const QString &line, qsizetype begin)
{
    for (qsizetype i = begin + 1; i < line.size(); ++i) {
        if (line[i] == u'\\')
            ++i;
        else if (line[i] == u'"')
            return i + 1;
    }
    return line.size();
}

bool isName(const QString &line, qsizetype end)
{
    while (end < line.size() && line[end].isSpace())
        ++end;
    return end < line.size() && line[end] == u':';
}

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'+' || c == u'-' || c == u'.';
}

} // namespace

BodyColours::BodyColours(const Theme &theme, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
}

void BodyColours::highlightBlock(const QString &line)
{
    const Tokens &tokens = m_theme.tokens();
    for (qsizetype at = 0; at < line.size();) {
        qsizetype end = at + 1;
        QColor ink = tokens.text2;
        if (line[at] == u'"') {
            end = stringEnd(line, at);
            ink = isName(line, end) ? tokens.text2 : tokens.hue(Hue::Delivered);
        } else if (isWordPart(line[at])) {
            while (end < line.size() && isWordPart(line[end]))
                ++end;
            ink = tokens.hue(line[at].isLetter() ? Hue::Sending : Hue::Received);
        }
        setFormat(int(at), int(end - at), ink);
        at = end;
    }
}

} // namespace sendscope::ui

#include "moc_bodycolours.cpp"
