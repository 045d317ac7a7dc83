#pragma once

#include "app/engine/query.h"
#include "app/filter/names.h"
#include "ui/events/chosenevents.h"
#include "ui/events/copyformat.h"
#include "ui/events/markerlines.h"
#include "ui/events/messagegutter.h"
#include "ui/events/rowcolours.h"
#include "ui/widgets/filterjoin.h"
#include "ui/widgets/livetable.h"

namespace sendscope::ui {

class Actions;
class EventDelegate;
class EventHeader;
class EventTableModel;
class TableColumns;
class TableCommands;
class Theme;

/// The table of events: rows of one query.
///
/// Selection, current row and scroll position are kept by event id, whatever comes in and whichever
/// filter and order hold. What a filter hides is not selected, and is selected again when it comes
/// back.
class EventTableView : public LiveTable
{
    Q_OBJECT

public:
    EventTableView(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);
    ~EventTableView() override;

    void setResult(const engine::QueryResult &result);

    /// What the heads say, until the rows come with a result.
    void setOrder(const index::Order &order);

    /// For what is said while there are no rows: whether a filter holds, and how many of the rows
    /// left out by default it would let through.
    void setFiltered(bool isFiltered);
    void setHiddenMatches(qint64 rows);

    /// So many a person hid, until the next setResult().
    void setCleared(qint64 rows) { m_empty.cleared = rows; }
    /// Of numbers and application ids.
    void setNames(const filter::Names &names);

    TableColumns &columns() { return *m_columns; }

    void setRowRules(const RowRules &rules);
    const RowColours &rowColours() const { return m_colours; }

    event::EventId currentEvent() const;   ///< Null when none is.
    index::RowList selectedEvents() const; ///< Ascending.
    qint64 selectedCount() const;
    CopySource copySource() const; ///< What is selected.

    /// Makes it the current and only selected row, and shows it. Nothing happens where it is not
    /// among the rows.
    void setCurrentEvent(event::EventId event);

    /// Where the current row is one of them, the next one that is none becomes current, or the last
    /// one before. \p events ascend.
    void leave(const index::RowList &events);

    /// Selects those of them that are among the rows; \p current is the current one, or the last of
    /// them until that is among the rows. They may stay out of sight: see showCurrent().
    void selectEvents(const index::RowList &events, event::EventId current);
    void showCurrent(); ///< Brings the current row into sight, and sticks to it.

    const MessageGutter &gutter() const { return m_gutter; }

    /// Widths, order and choice of columns, for the settings. Restoring what does not fit changes
    /// nothing.
    QByteArray columnState() const;
    bool restoreColumnState(const QByteArray &state);

    /// The rows are those of a filter that is being changed: they stay, quieter.
    void setDimmed(bool isDimmed);

    /// Says again which field is selected: there was something else that had one.
    void tellSelectedField();

signals:
    void currentEventChanged(sendscope::event::EventId event); ///< Null: none is.
    void selectedEventsChanged();

    /// Of the current cell, also when the table is entered again. \p value: as filterAsked() gives
    /// it; null where it is nothing to filter by.
    void selectedFieldChanged(const sendscope::event::FieldRef &field,
                              const QByteArray &value = {});

    void orderAsked(const sendscope::index::Order &order);

    void copyAsked(sendscope::ui::CopyFormat format); ///< Of what is selected.
    void valueCopied(const QString &value);           ///< Of one cell, for the clipboard.

    /// A cell was chosen to filter by; \p applies: at once, else it is only to be written. A null
    /// value: there is none.
    void filterAsked(const sendscope::event::FieldRef &field, const QByteArray &value,
                     sendscope::ui::FilterJoin join, bool applies);
    /// Only what came after that marker is to be shown.
    void afterMarkerAsked(const QString &marker);
    void nameAsked(const QByteArray &value); ///< A number or an id is to be given a name.

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    bool isSorted() const override;
    void fitRoom() override;
    void onCaughtUp() override;

private:
    /// What a reset must not change.
    struct Place
    {
        event::EventId event; ///< In the anchor's row.
        int rowsAbove = 0;
    };

    void applyTheme();
    void beforeReset();
    void afterReset();
    void putBack();
    void tellChanges();
    void tellField(const QModelIndex &current);
    int rowOfAnchor() const;
    void onRowsInserted(const QModelIndex &parent, int first, int last);
    void onColumnsChanged();
    bool openMarkerMenu(const QContextMenuEvent &event);
    qint64 countNew() const;

    EventTableModel *const m_rows;
    EventHeader *const m_header;
    const MarkerLines m_markers;
    RowColours m_colours;
    MessageGutter m_gutter;
    EventDelegate *m_delegate = nullptr;
    TableColumns *m_columns = nullptr;
    TableCommands *m_commands = nullptr;

    bool m_isReordered = false;  ///< The reset under way brings another order.
    event::EventId m_newestSeen; ///< In a sorted table, later ones are new.
    EmptyResult m_empty;
    Place m_place;
    ChosenEvents m_chosen;      ///< What the person selected last, also what a filter hides now.
    bool m_isChosenOld = false; ///< The person has selected something else since it was taken.
    event::EventId m_chosenCurrent;
    event::FieldRef m_chosenField; ///< Of the current cell.
    event::EventId m_toldCurrent;  ///< As last told by currentEventChanged().
    qint64 m_toldSelected = 0;
};

} // namespace sendscope::ui
