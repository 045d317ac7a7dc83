#pragma once

#include "app/engine/query.h"
#include "app/filter/names.h"
#include "ui/widgets/filterjoin.h"
#include "ui/widgets/livetable.h"

#include <QTimer>

#include <optional>
#include <utility>

namespace sendscope::ui {

class MessageDelegate;
class MessageHeader;
class MessageTableColumns;
class MessageTableModel;
class Theme;

/// The table of messages: what has become of each, one row a message.
///
/// The chosen message and the scroll position are kept, whatever comes in and whichever filter and
/// order hold. What a filter hides is chosen again when it comes back.
class MessageTableView : public LiveTable
{
    Q_OBJECT

public:
    /// \p clock outlives it.
    MessageTableView(const Theme &theme, const base::Clock &clock, QWidget *parent = nullptr);
    ~MessageTableView() override;

    /// Of a query by message.
    void setResult(const engine::QueryResult &result);

    /// What the heads say, until the rows come with a result.
    void setOrder(const index::Order &order);

    /// For what is said while there are no rows: whether a filter holds, and how many events a
    /// person hid.
    void setFiltered(bool isFiltered, qint64 cleared = 0);

    void
    setNames(const filter::Names &names); ///< Shown in place of the numbers they were given to.

    /// The rows are those of a filter that is being changed: they stay, quieter.
    void setDimmed(bool isDimmed);

    MessageTableModel &rows() { return *m_rows; }

    /// An event of the chosen message that says most about it, and all of its events, ascending;
    /// of a recipient those about it. Null and none where nothing is chosen.
    event::EventId currentEvent() const;
    std::vector<event::EventId> currentEvents() const;
    QByteArray currentId() const; ///< message.id

    /// Chooses the message that the event belongs to, and shows it, now or as soon as it is among
    /// the rows. One with no message chooses nothing.
    void setCurrentEvent(event::EventId event);

    /// Widths, order and choice of columns, for the settings. Restoring what does not fit changes
    /// nothing.
    QByteArray columnState() const;
    bool restoreColumnState(const QByteArray &state);

    /// Says again which field is selected: there was something else that had one.
    void tellSelectedField();

signals:
    void currentChosen(); ///< By a person.

    /// Of the current cell, also when the table is entered again. \p value: as filterAsked() gives
    /// it.
    void selectedFieldChanged(const sendscope::event::FieldRef &field, const QByteArray &value);
    void selectedFieldCleared(); ///< Its cell is nothing to filter by, or none is current.

    void currentWentOn(); ///< Another of its events says most; or it came among the rows, or left.
    void eventsAsked();   ///< Of the chosen message.
    void orderAsked(const sendscope::index::Order &order);
    void filterAsked(const sendscope::event::FieldRef &field, const QByteArray &value,
                     sendscope::ui::FilterJoin join, bool applies);
    void valueCopied(const QString &value); ///< For the clipboard.

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool isSorted() const override;
    void fitRoom() override;
    void onCaughtUp() override { } // they are counted one by one

private:
    /// What a reset must not change.
    struct Place
    {
        event::EventId message; ///< In the anchor's row; of a recipient's row with its place.
        int recipient = -1;
        int rowsAbove = 0;
    };

    void connectModel();
    void applyTheme();
    void beforeReset();
    void afterReset();
    void putBack();
    void fold(int row);
    bool foldByKey(int key);
    void sortBy(int column);
    std::optional<std::pair<event::Field, QByteArray>> filterAt(const QModelIndex &index) const;
    void openCellMenu(const QModelIndex &index, const QPoint &place);
    void tellChanges();
    void countOn();

    MessageTableModel *const m_rows;
    MessageHeader *const m_header;
    MessageDelegate *m_delegate = nullptr;
    MessageTableColumns *m_columns = nullptr;
    QTimer m_second;

    bool m_isReordered = false; ///< The reset under way brings another order.
    bool m_isWanted = false;    ///< The chosen message has to be brought into sight.
    EmptyResult m_empty;
    Place m_place;
    event::EventId m_chosen; ///< An event of the message that was chosen, also while it is hidden.
    int m_chosenRecipient = -1;
    event::EventId m_told; ///< currentEvent() as last told.
};

} // namespace sendscope::ui
