#pragma once

#include "ui/body/findhits.h"
#include "ui/body/jsonrows.h"

#include <QAbstractScrollArea>
#include <QCache>

namespace sendscope::ui {

class Theme;

/// Shows JSON as a tree, straight from its spans: names, values as spelled, how many are beneath.
/// Only the rows in sight are made. What is chosen is told, and set, as bytes of the body.
class JsonTree : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit JsonTree(const Theme &theme, QWidget *parent = nullptr);
    ~JsonTree() override;

    /// Without an outline it is empty. \p own: the value that is the selected event.
    void setRows(const JsonRows &rows, qint32 own);
    const JsonRows &rows() const { return m_rows; }

    void setFolded(qint32 container, bool isFolded); ///< Without telling.

    /// The row's span: a name, an element or the top; -1: none.
    qint32 current() const { return m_current; }

    /// Makes the innermost row of these bytes the current one, unfolding what it stands in; none
    /// where they are outside.
    void showSpan(qint64 begin, qint64 end);

    void setHits(const FindHitsPtr &hits);

    QString rowText(qint32 span) const; ///< "type: message-sending", for those who listen.

    /// Since setRows(): for the test that it stays small.
    qint64 rowsMade() const { return m_rowsMade; }

signals:
    void chosen(qint64 begin, qint64 end);
    void currentChanged(qint32 span);
    void foldChanged(qint32 container, bool isFolded);
    void copyAsked(qint32 span);
    void menuAsked(qint32 span, const QPoint &globalPosition);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// A row ready to be drawn.
    struct Shown
    {
        QString name;
        QString value;
        QString mark; ///< That its name is repeated.
        QColor ink;
        int depth = 0;
        bool isContainer = false; ///< With something in it.
    };

    void onThemeChanged();
    void updateScrollBar();
    const Shown &shown(qint32 span);
    void drawRow(QPainter &painter, qint32 span, const QRect &place);
    void drawTexts(QPainter &painter, const Shown &row, const QRect &place, int left);
    int indent(const Shown &row) const;
    int rowHeight() const;
    qint64 rowAt(int y) const; ///< -1 beneath the last.
    void setCurrent(qint32 span);
    void choose(qint32 span);
    void chooseRow(qint64 row);
    void scrollTo(qint32 span);
    void fold(qint32 span, bool isFolded);
    void unfoldWithin(qint32 span);
    bool isFoldable(qint32 span) const;
    bool foldByKey(int key);

    const Theme &m_theme;
    JsonRows m_rows;
    qint32 m_own = -1;
    qint32 m_current = -1;
    qint32 m_wanted = -1; ///< To be scrolled to once it is known how much is in sight.
    FindHitsPtr m_hits;
    QCache<qint32, Shown> m_shown;
    qint64 m_rowsMade = 0;
};

} // namespace sendscope::ui
