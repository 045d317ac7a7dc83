#pragma once

#include "ui/body/findhits.h"

#include <QAbstractScrollArea>
#include <QByteArray>

namespace sendscope::ui {

class Theme;

/// Shows bytes as they are: where, in hexadecimal, and as characters. Draws only the rows in sight.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(const Theme &theme, QWidget *parent = nullptr);

    /// Scrolls to the top and selects nothing.
    void setBytes(const QByteArray &bytes);
    const QByteArray &bytes() const { return m_bytes; }

    /// Where something is wrong: underlined, and scrolled to.
    void setMark(qint64 begin, qint64 end);

    void setHits(const FindHitsPtr &hits);

    /// Selects and scrolls there, without telling.
    void showSpan(qint64 begin, qint64 end);

    qint64 selectionBegin() const { return std::min(m_anchor, m_cursor); }
    qint64 selectionEnd() const { return std::max(m_anchor, m_cursor); }
    QByteArray selectedBytes() const;

    void copyAsHex() const;
    void copyAsText() const; ///< As UTF-8, without NUL: other programs end the text there.

    int bytesPerRow() const { return m_perRow; }
    qint64 rowCount() const;

    /// Since setBytes(): for the test that it stays small.
    qint64 rowsDrawn() const { return m_rowsDrawn; }

signals:
    void chosen(qint64 begin, qint64 end);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void onThemeChanged();
    void updateScrollBar();
    void drawRow(QPainter &painter, qint64 row, int y);
    void drawGround(QPainter &painter, qint64 offset, const QRect &hex, const QRect &text);
    double hexLeft(int column) const;
    double textLeft(int column) const;
    int rowHeight() const;
    qint64 offsetAt(QPoint position) const;
    void moveTo(qint64 offset, bool extends);
    void scrollTo(qint64 offset);

    const Theme &m_theme;
    QByteArray m_bytes;
    FindHitsPtr m_hits;
    int m_perRow = 16;
    double m_cell = 1; ///< The width of a character.
    qint64 m_markBegin = 0;
    qint64 m_markEnd = 0;
    qint64 m_anchor = 0;
    qint64 m_cursor = 0;
    qint64 m_wanted = -1; ///< To be scrolled to once it is known how much is in sight.
    qint64 m_rowsDrawn = 0;
    bool m_isInText = false; ///< The characters were clicked, so that they are copied.
};

} // namespace sendscope::ui
