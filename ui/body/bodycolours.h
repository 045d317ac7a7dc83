#pragma once

#include <QSyntaxHighlighter>

namespace sendscope::ui {

class Theme;

/// Colours names, strings, numbers and words of a JSON text that is being typed, line by line: it
/// need not be whole, or right.
class BodyColours : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    BodyColours(const Theme &theme, QTextDocument *document);

protected:
    void highlightBlock(const QString &line) override;

private:
    const Theme &m_theme;
};

} // namespace sendscope::ui
