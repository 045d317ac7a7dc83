#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QWidget>

namespace sendscope::ui {

class Label;
class Theme;

/// A sentence that floats below a field, with its own shadow. A plain child of the window, never a
/// window of its own: it takes no focus and no mouse, and looks the same with and without a
/// compositor.
class Bubble : public QWidget
{
    Q_OBJECT

public:
    /// Shown in the anchor's window, below it.
    Bubble(const Theme &theme, QWidget *anchor);

    void setContent(Icon icon, Hue hue, const QString &sentence, const QString &note);

    /// Shows it with its left edge at that x of the anchor, as far as the window has room.
    void showAt(int x);

    QString sentence() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QWidget *const m_anchor;
    Icon m_icon = Icon::None;
    Hue m_hue = Hue::Quiet;
    Label *m_sentence = nullptr;
    Label *m_note = nullptr;
};

} // namespace sendscope::ui
