#pragma once

#include "app/engine/query.h"
#include "app/filter/names.h"
#include "ui/messages/messagecolumns.h"
#include "ui/messages/messagerow.h"

#include <QAbstractTableModel>

#include <vector>

namespace sendscope::ui {

/// The messages of one query as a table, one row each, and below a group that is open one row a
/// recipient. Reads an immutable snapshot: a cell is a lookup and formatted when asked for.
///
/// What comes at the end is one insertion, a group that opens or folds one too; anything else is
/// one reset. Flat: a tree of rows costs twenty times as much where there are many.
class MessageTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        CopyRole = Qt::UserRole, ///< The value as it is, not as it looks: ISO times, whole ids.
    };

    /// \p clock outlives it: up to when a wait is counted.
    explicit MessageTableModel(const base::Clock &clock, QObject *parent = nullptr);

    /// One reset. Each at most once.
    void setColumns(std::vector<MessageColumn> columns);
    const std::vector<MessageColumn> &columns() const { return m_columns; }
    int columnOf(MessageColumn column) const; ///< -1 where it is none.

    /// Names are shown in place of the numbers they were given to; what is copied is the number.
    void setNames(const filter::Names &names);

    /// What the heads say the rows are sorted by; the rows follow with a result.
    void setAskedOrder(const index::Order &order);
    const index::Order &askedOrder() const { return m_askedOrder; }

    /// Of a query by message: its rows are messages' first events.
    void setResult(const engine::QueryResult &result);
    const index::SnapshotPtr &snapshot() const { return m_result.snapshot; }
    const index::Order &order() const { return m_result.order; }
    qsizetype messageCount() const { return qsizetype(m_result.rows.size()); }

    /// None past the end; else good until the next setResult().
    std::optional<MessageRow> rowAt(int row) const;

    /// An event of the message, by which it is found again: the same one for all of its rows. Null
    /// past the end.
    event::EventId messageAt(int row) const;
    int recipientAt(int row) const; ///< Its place in the message; -1 of a message's own row.

    /// The row of the message that the event belongs to, or of that recipient where its group is
    /// open; -1 where it is not among the rows.
    int rowOf(event::EventId event, int recipient = -1) const;

    bool isFoldable(int row) const; ///< A group's own row.
    bool isOpen(int row) const;
    void setOpen(int row, bool isOpen);

    /// Up to when a wait for that message is counted.
    base::UtcTime moment(const index::Message &message) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// A group whose recipients are shown below it.
    struct Opened
    {
        size_t place = 0; ///< Among the messages.
        int row = 0;
        int recipients = 0;
        event::EventId event;

        friend bool operator==(const Opened &, const Opened &) = default;
    };

    /// Which message a row belongs to, and which of its recipients; -1: the message itself.
    struct Place
    {
        size_t message = 0;
        int recipient = -1;
    };

    Place placeOf(int row) const;
    int rowOfPlace(size_t place) const;
    std::vector<Opened> openedIn(const engine::QueryResult &result) const;
    QString nameAt(const MessageRow &row, MessageColumn column) const;
    bool isSortedBy(int section) const;

    const base::Clock &m_clock;
    std::vector<MessageColumn> m_columns;
    engine::QueryResult m_result;
    index::Order m_askedOrder;
    filter::Names m_names;
    std::vector<event::EventId> m_open; ///< First events of groups that a person opened.
    std::vector<Opened> m_opened;       ///< Those that are among the rows, ascending.
};

} // namespace sendscope::ui
