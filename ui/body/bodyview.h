#pragma once

#include "ui/body/bodytext.h"
#include "ui/body/findhits.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QTextLayout>

#include <memory>

namespace sendscope::ui {

class Theme;

using BodyTextPtr = std::shared_ptr<const BodyText>;

/// Shows a body in the fixed font with line numbers and colours, laying out only the rows in sight.
///
/// What would change how the text reads (controls, marks of direction, letters without width) is
/// shown as a sign or by its number. What is selected and copied are the bytes.
class BodyView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit BodyView(const Theme &theme, QWidget *parent = nullptr);
    ~BodyView() override;

    /// Scrolls to the top and selects nothing. Null shows nothing.
    void setText(BodyTextPtr text);
    const BodyTextPtr &text() const { return m_text; }

    /// Marks these bytes with a bar at the left edge, and scrolls there. \p isWrong: underlines
    /// them too, as the place where something is wrong.
    void setMark(qint64 begin, qint64 end, bool isWrong = false);

    void setHits(const FindHitsPtr &hits);

    void setLineNumbersShown(bool isShown);

    QByteArray selectedBytes() const;
    void select(qint64 begin, qint64 end);

    /// Selects and scrolls there. An empty one is a place, shown by a line.
    void showSpan(qint64 begin, qint64 end);
    void selectAll();
    void copy() const;

    qint64 rowsLaidOut() const
    {
        return m_rowsLaidOut;
    } ///< Since setText(): for the test that it stays small.

signals:
    /// By mouse or key; never by a call.
    void chosen(qint64 begin, qint64 end);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// A row ready to be drawn.
    struct Shown
    {
        QTextLayout layout;
        std::vector<qint64> byteOf; ///< Of each UTF-16 unit, and of the end.

        int unitOf(qint64 byte) const;
    };

    void onThemeChanged();
    void updateScrollBars();
    Shown &shown(qint64 index);
    void drawRow(QPainter &painter, qint64 index, int y);
    QList<QTextLayout::FormatRange> grounds(const BodyRow &row, const Shown &line) const;
    void tell();
    void scrollTo(qint64 offset);
    int gutterWidth() const;
    int rowHeight() const;
    double indent(const BodyRow &row) const;
    qint64 offsetAt(QPoint position);
    QColor colour(BodyRole role) const;

    const Theme &m_theme;
    BodyTextPtr m_text;
    QCache<qint64, Shown> m_shown;
    qint64 m_rowsLaidOut = 0;
    qint64 m_markBegin = 0;
    qint64 m_markEnd = 0;
    qint64 m_wanted = -1; ///< To be scrolled to once it is known how much is in sight.
    bool m_isWrong = false;
    FindHitsPtr m_hits;
    qint64 m_anchor = 0; ///< Where selecting began, in bytes.
    qint64 m_cursor = 0;
    bool m_hasLineNumbers = true;
};

} // namespace sendscope::ui
