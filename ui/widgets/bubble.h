#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/popup.h"

namespace sendscope::ui {

class Label;
class RemedyLine;

/// A sentence below a field, and where there is one, a text that would be right: a click takes it,
/// or the keyboard by way of the field.
class Bubble : public Popup
{
    Q_OBJECT

public:
    Bubble(const Theme &theme, QWidget *anchor);

    /// \p remedy: what may be taken in place of the field's text; empty: nothing. It is not marked.
    void setContent(Icon icon, Hue hue, const QString &sentence, const QString &remedy,
                    const QString &note);

    QString sentence() const;
    const QString &remedy() const { return m_remedy; }

    bool isMarked() const; ///< The remedy: Enter takes it.
    void setMarked(bool isMarked);

signals:
    void remedyTaken(const QString &remedy); ///< By the mouse.

protected:
    int usualWidth() const override;
    void paintEvent(QPaintEvent *event) override;

private:
    Icon m_icon = Icon::None;
    Hue m_hue = Hue::Quiet;
    QString m_remedy;
    Label *m_sentence = nullptr;
    RemedyLine *m_line = nullptr;
    Label *m_note = nullptr;
};

} // namespace sendscope::ui
