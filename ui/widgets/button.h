#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/proxystyle.h"

#include <QPushButton>

namespace sendscope::ui {

class Theme;

/// A push button with an icon of ours, a word, or both. Without a word it is a square.
///
/// Its accessible name is the word; one without a word is given a tool tip, which names it too.
class Button : public QPushButton
{
    Q_OBJECT

public:
    Button(const Theme &theme, ButtonKind kind, QWidget *parent = nullptr);

    void setGlyph(Icon icon);
    Icon glyph() const { return m_glyph; }

    /// The tool tip, plain text, and the accessible name.
    void setHint(const QString &hint);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    const ButtonKind m_kind;
    Icon m_glyph = Icon::None;
};

} // namespace sendscope::ui
