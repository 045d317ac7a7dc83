#pragma once

#include "app/engine/query.h"

#include <QTableView>

namespace sendscope::ui {

class Actions;
class Button;
class EmptyNote;
class EventDelegate;
class EventTableModel;
class Theme;

/// The table of events: rows of one query, newest last.
///
/// It follows the newest while it is at the end. Otherwise nothing moves under the reader:
/// selection, current row and scroll position are kept by event id, whatever comes in and whichever
/// filter holds. What a filter hides is not selected, and is selected again when it comes back.
class EventTableView : public QTableView
{
    Q_OBJECT

public:
    EventTableView(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);
    ~EventTableView() override;

    void setResult(const engine::QueryResult &result);

    event::EventId currentEvent() const;   ///< Null when none is.
    index::RowList selectedEvents() const; ///< Ascending.
    qint64 selectedCount() const;

    /// Makes it the current and only selected row, and shows it. Nothing happens where it is not
    /// among the rows.
    void setCurrentEvent(event::EventId event);

    bool isFollowing() const { return m_isFollowing; }
    qint64 newCount() const { return m_newCount; } ///< Rows that came since it stopped following.

    /// Scrolls to the newest and stays there.
    void follow();

    /// Widths, order and choice of columns, for the settings. Restoring what does not fit changes
    /// nothing.
    QByteArray columnState() const;
    bool restoreColumnState(const QByteArray &state);

signals:
    void currentEventChanged(sendscope::event::EventId event); ///< Null: none is.
    void selectedEventsChanged();

    /// The selection as text, one line a row, tabs between its visible columns.
    void copied(const QString &text);
    void clearFilterClicked();

protected:
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void updateGeometries() override;

private:
    /// What a reset must not change.
    struct Place
    {
        event::EventId anchor; ///< The current row where it can be seen, else the uppermost.
        int rowsAbove = 0;     ///< Between the upper edge and the anchor.
    };

    void connectActions(const Actions &actions);
    void applyTheme();
    void beforeReset();
    void afterReset();
    void onRowsInserted(const QModelIndex &parent, int first, int last);
    void onScrolled();
    void copySelection(bool isMessageIdOnly);
    void stepInMessage(int direction);
    void select(const index::RowList &events, event::EventId current);
    void setFollowing(bool isFollowing);
    void placeOverlays();

    /// Shows the text where the other columns leave room for it.
    void fitColumns();

    const Theme &m_theme;
    EventTableModel *const m_rows;
    EventDelegate *m_delegate = nullptr;
    EmptyNote *m_emptyNote = nullptr;
    Button *m_newChip = nullptr;

    /// At the last look. A choice of the person's holds until it changes.
    bool m_hasRoomForText = false;
    bool m_isFollowing = true;
    /// Scroll position and selection are being put back: nobody chose them.
    bool m_isAdjusting = false;
    qint64 m_newCount = 0;
    Place m_place;
    index::RowList m_chosen; ///< What the person selected last, also what a filter hides now.
    event::EventId m_chosenCurrent;
    event::EventId m_toldCurrent; ///< As last told by currentEventChanged().
    qint64 m_toldSelected = 0;
};

} // namespace sendscope::ui
