#pragma once

#include "ui/body/differencerows.h"

#include <QAbstractScrollArea>

namespace sendscope::ui {

class Theme;

/// Shows how one text became another: lines taken out with a minus, lines put in with a plus, the
/// others folded. Lays out only what is in sight; of a line of thousands of bytes only the part
/// around what changed.
///
/// A click, or Enter, opens a fold.
class DifferenceView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit DifferenceView(const Theme &theme, QWidget *parent = nullptr);

    /// Null shows nothing. Stays where it was scrolled to as far as it can: it is looked at while
    /// the text is typed.
    void setDifference(DifferencePtr difference);

    const std::vector<DifferenceRow> &rows() const { return m_rows; }

    /// The next change below the top of the view, or above it.
    void goToChange(bool isNext);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    /// A line cut to what is shown of it.
    struct Piece
    {
        QByteArray bytes;
        ChangedPart changed;
    };

    void fill();
    void describe();
    void applyTheme();
    void updateScrollBars();
    void open(qsizetype row);
    qsizetype shownBytes(const DifferenceRow &row) const;
    Piece pieceOf(const DifferenceRow &row) const;
    void drawRow(QPainter &painter, const DifferenceRow &row, int y) const;
    void drawFold(QPainter &painter, const DifferenceRow &row, const QRect &place) const;
    void drawText(QPainter &painter, const Piece &piece, const QColor &strong, int y) const;
    int rowHeight() const;
    int numberWidth() const;
    int textLeft() const;

    const Theme &m_theme;
    DifferencePtr m_difference;
    std::vector<DifferenceRow> m_rows;
    std::set<qsizetype> m_open;
    qsizetype m_widest = 0; ///< In bytes, of the pieces.
};

} // namespace sendscope::ui
