#pragma once

#include "ui/difference/eventcomparison.h"

#include <QAbstractScrollArea>

namespace sendscope::ui {

class Theme;

/// Two JSON texts beside one another, line by line: what was taken out stands at the left with a
/// minus, what was put in at the right with a plus, what was changed on both sides. Lays out only
/// what is in sight.
///
/// N and P go to the next and the previous difference, a click to the one under it.
class AlignedView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit AlignedView(const Theme &theme, QWidget *parent = nullptr);

    /// Null shows nothing.
    void setDifference(const EventDifferencePtr &difference);

    int current() const { return m_current; } ///< Of the differences; -1: none.

    /// Marks that difference, and brings it into sight.
    void setCurrent(int difference);

signals:
    void currentChanged(int difference);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Side
    {
        QRect place;
        QByteArray line;
        QByteArray partner; ///< The other side's; null without one.
        bool isAfter = false;
    };

    void applyTheme();
    void updateScrollBars();
    void drawRow(QPainter &painter, const AlignedRow &row, int y) const;
    void drawSide(QPainter &painter, const AlignedRow &row, const Side &side) const;
    void drawLine(QPainter &painter, const AlignedRow &row, const Side &side) const;
    void step(int direction);
    int count() const;
    int rowHeight() const;
    int signWidth() const;

    const Theme &m_theme;
    EventDifferencePtr m_difference;
    int m_current = -1;
    qsizetype m_widest = 0; ///< In bytes, of the lines.
};

} // namespace sendscope::ui
