#pragma once

#include "app/filter/filter.h"
#include "ui/theme/icons.h"

#include <QLineEdit>

namespace sendscope::ui {

class Bubble;
class Button;
class Theme;

/// What the filter that holds lets through.
///
/// A plain value.
struct FilterCounts
{
    qint64 shown = 0;
    qint64 all = 0;
    qint64 hidden = 0;        ///< Cleared or removed: not among all.
    bool isWorking = false;   ///< There may be more: so far, `scanned` of all were looked at.
    qint64 scanned = 0;       ///< While working.
    qint64 valuesGivenUp = 0; ///< A pattern was too costly for so many values.
    bool areMessages = false; ///< Else events are counted.

    friend bool operator==(const FilterCounts &, const FilterCounts &) = default;
};

/// A field for a filter. Each keystroke is judged: its border, ground and icon say fine, unfinished
/// or wrong; a wrong place is underlined, and a bubble below says what would be right. Times
/// without a zone are in the one that the window shows.
class JudgedField : public QLineEdit
{
    Q_OBJECT

public:
    enum class State { Empty, Fine, Unfinished, Wrong };

    explicit JudgedField(const Theme &theme, QWidget *parent = nullptr);

    State state() const;
    const filter::Parsed &parsed() const { return m_parsed; }

    /// Of the last good filter.
    void setCounts(const FilterCounts &counts);
    const FilterCounts &counts() const { return m_counts; }
    QString countText() const;

    /// What is missing while unfinished, what is wrong, or which values count as not matching;
    /// empty where all is well. It is the tool tip, and the accessible description.
    QString note() const;

    /// What is wrong while the bubble shows it; else empty.
    QString shownSentence() const;
    bool hideSentence(); ///< True where it was shown.

    /// What is fine by itself but has to go on: it counts as unfinished until the text changes, or
    /// this is called with nothing. \p wouldBeRight: what is still to come.
    void setAwaited(const QString &wouldBeRight);
    bool isAwaited() const { return m_isAwaited; }

    /// Another popup stands below the field: the bubble waits until it is gone.
    void setSentenceHeld(bool isHeld);

    void setHint(const QString &hint); ///< Shown while it is empty; plain text.

    /// A button in the field, before the one that clears it. The hint names it.
    Button *addTool(Icon icon, const QString &hint);

    /// Where the character of that place begins, from the field's left edge; also outside of it.
    int placeOf(qsizetype position) const;

    QSize sizeHint() const override;

signals:
    void judged(const sendscope::filter::Parsed &parsed); ///< At every change of the text.

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Look;

    void applyTheme();
    void judge();
    void showJudgement();
    void describe();
    void colourText();
    void fitMargins();
    Look look() const;
    void paintWork(QPainter *painter, double border) const;
    void paintHint(QPainter *painter) const;
    void paintCount(QPainter *painter) const;
    void showSentence();
    void takeRemedy();
    int toolsWidth() const;
    QRect textRect() const;

    const Theme &m_theme;
    Button *m_clear = nullptr;
    QList<Button *> m_tools; ///< From left to right, without m_clear.
    Bubble *m_bubble = nullptr;
    filter::Parsed m_parsed;
    FilterCounts m_counts;
    QString m_hint;
    bool m_isSentenceHeld = false;
    bool m_isAwaited = false;
    /// An input method is at work: its formats are not ours to replace.
    bool m_isComposing = false;
    bool m_isColouring = false;
};

} // namespace sendscope::ui
