#pragma once

#include "ui/widgets/emptynote.h"

#include <QTableView>

namespace sendscope::ui {

class Button;
class Theme;

/// A table of rows that keep coming. In order of arrival it follows the newest while it is at the
/// end. Otherwise nothing moves under the reader, and a chip at its lower edge says how many are
/// new. While it has no rows, a note says why.
///
/// What its rows are, and how a selection outlives a reset of them, is up to who derives from it.
class LiveTable : public QTableView
{
    Q_OBJECT

public:
    bool isFollowing() const { return m_isFollowing; }

    /// Rows that came since it stopped following, or since it was sorted.
    qint64 newCount() const { return m_newCount; }

    /// Goes to the end; in order of arrival it stays there.
    void follow();

signals:
    void clearFilterClicked();
    void showClearedClicked();
    void showHiddenClicked();

protected:
    /// A row that a reset must not move: the current one where it can be seen, else the uppermost.
    struct Anchor
    {
        int row = -1;
        int rowsAbove = 0; ///< Between the upper edge and it.
    };

    LiveTable(const Theme &theme, QWidget *parent);

    /// Another order than that of arrival: new rows stand where it puts them.
    virtual bool isSorted() const = 0;

    virtual void fitRoom() = 0;    ///< The view has another width.
    virtual void onCaughtUp() = 0; ///< What is there now is new no longer.

    const Theme &theme() const { return m_theme; }
    Anchor anchor() const;

    /// Where the view stands after a reset: \p anchorRow of the anchor's row now, -1: gone.
    void scrollAfterReset(bool isReordered, int anchorRow, int rowsAbove);

    void setFollowing(bool isFollowing);
    void setNewCount(qint64 rows);
    void showEmptyNote(const EmptyResult &result); ///< Where there are events, but no rows.
    void placeOverlays();
    void onScrolled(); ///< Follows, or does so no longer, by where the view stands.

    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;

    /// Scroll position and selection are being put back: nobody chose them.
    bool m_isAdjusting = false;

private:
    const Theme &m_theme;
    EmptyNote *const m_emptyNote;
    Button *const m_newChip;
    bool m_isFollowing = true;
    qint64 m_newCount = 0;
};

} // namespace sendscope::ui
