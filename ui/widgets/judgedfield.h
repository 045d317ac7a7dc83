#pragma once

#include "app/filter/filter.h"
#include "ui/theme/icons.h"

#include <QLineEdit>

namespace sendscope::ui {

class Bubble;
class Button;
class Theme;

/// A field for a filter. Each keystroke is judged: its border, ground and icon say fine, unfinished
/// or wrong; a wrong place is underlined, and a bubble below says what would be right.
class JudgedField : public QLineEdit
{
    Q_OBJECT

public:
    enum class State { Empty, Fine, Unfinished, Wrong };

    explicit JudgedField(const Theme &theme, QWidget *parent = nullptr);
    ~JudgedField() override;

    State state() const;
    const filter::Parsed &parsed() const { return m_parsed; }

    /// How many rows the last good filter lets through, of all. While `isWorking` they are still
    /// being counted.
    void setCounts(qint64 shown, qint64 all, bool isWorking);
    QString countText() const;

    /// What is wrong while the bubble shows it; else empty.
    QString shownSentence() const;
    bool hideSentence(); ///< True where it was shown.

    void setHint(const QString &hint); ///< Shown while it is empty; plain text.

    QSize sizeHint() const override;

signals:
    void judged(const sendscope::filter::Parsed &parsed); ///< At every change of the text.

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyTheme();
    void judge();
    void colourText();
    void fitMargins();
    void paintCount(QPainter *painter) const;
    void showSentence();
    QRect textRect() const;

    const Theme &m_theme;
    Button *m_clear = nullptr;
    Bubble *m_bubble = nullptr;
    filter::Parsed m_parsed;
    QString m_hint;
    qint64 m_shown = 0;
    qint64 m_all = 0;
    bool m_isWorking = false;
    /// An input method is at work: its formats are not ours to replace.
    bool m_isComposing = false;
    bool m_isColouring = false;
};

} // namespace sendscope::ui
