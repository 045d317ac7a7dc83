#pragma once

#include "app/engine/query.h"
#include "ui/events/celltext.h"
#include "ui/events/resulttext.h"
#include "ui/widgets/tableheader.h"

#include <QAbstractTableModel>

#include <vector>

namespace sendscope::ui {

/// The rows of one query as a table, any field a column. Reads an immutable snapshot: a cell is a
/// lookup and formatted when asked for.
///
/// What comes at the end is one insertion; anything else is one reset.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        EventIdRole = Qt::UserRole, ///< qint64
        CopyRole,                   ///< The value as it is, not as it looks: ISO times, whole ids.
        SortRole = TableHeader::SortRole,
    };

    explicit EventTableModel(QObject *parent = nullptr);

    /// One reset. Each field at most once.
    void setColumns(std::vector<event::FieldRef> columns);
    const std::vector<event::FieldRef> &columns() const { return m_columns; }
    int columnOf(const event::FieldRef &field) const; ///< -1 where it is no column.

    /// What the heads say the rows are sorted by; the rows follow with a result.
    void setAskedOrder(const index::Order &order);
    const index::Order &askedOrder() const { return m_askedOrder; }

    void setResult(const engine::QueryResult &result);

    /// Shown in the place of the numbers and ids that have one.
    void setNames(const filter::Names &names);

    const index::Rows &rows() const { return m_result.rows; }
    const index::SnapshotPtr &snapshot() const { return m_result.snapshot; }
    const index::Order &order() const { return m_result.order; } ///< Of the rows as they stand.

    /// What the row's cells show. None past the end; else good until the next setResult().
    std::optional<index::Row> rowAt(int row) const;
    Cell cellAt(int row, int column) const; ///< Empty past the end.

    /// What is wrong with a malformed or refused row; else empty.
    QByteArrayView sentenceAt(int row) const;

    /// What the column of results says, as of now; of a row without a sentence.
    ResultText resultAt(int row) const;

    /// The sender sent it again; the row stands back.
    bool isRepeat(int row) const;

    event::EventId eventAt(int row) const; ///< Null past the end.
    int rowOf(event::EventId event) const; ///< -1 where it is not among the rows.

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString shownAt(int row, int column) const;
    QString resultTip(int row) const;
    QStringList repeatTips(event::EventId event) const;
    QString toolTip(int row, int column) const;
    QString answerTip(int row) const;
    QString remarkTip(int row) const;
    bool isSortedBy(int section) const;

    std::vector<event::FieldRef> m_columns;
    engine::QueryResult m_result;
    index::Order m_askedOrder;
    filter::Names m_names;
};

} // namespace sendscope::ui
