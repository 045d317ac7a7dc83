#pragma once

#include "app/engine/query.h"

#include <QAbstractTableModel>
#include <QHash>

namespace sendscope::ui {

/// The rows of one query as a table. Reads an immutable snapshot: a cell is a lookup and formatted
/// when asked for.
///
/// What comes at the end is one insertion; anything else is one reset.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The default columns of the field catalogue, in its order, and the text.
    enum class Column {
        Number,
        Received,
        Lag,
        Event,
        Result,
        Ours,
        Theirs,
        Media,
        Tag,
        MessageId,
        Http,
        Text, ///< The message's text, or the event's description.
    };
    static constexpr int kColumnCount = int(Column::Text) + 1;

    enum Role {
        EventIdRole = Qt::UserRole, ///< qint64
        CopyRole,                   ///< The value as it is, not as it looks: ISO times, whole ids.
    };

    explicit EventTableModel(QObject *parent = nullptr);

    void setResult(const engine::QueryResult &result);

    const index::Rows &rows() const { return m_rows; }
    qint64 snapshotCount() const { return m_snapshot ? m_snapshot->count() : 0; }

    /// What the row's cells show. None past the end; else good until the next setResult().
    std::optional<index::Row> rowAt(int row) const;
    event::EventId eventAt(int row) const; ///< Null past the end.
    int rowOf(event::EventId event) const; ///< -1 where it is not among the rows.
    int firstRowFrom(event::EventId event)
        const; ///< The first row with that id or a later one; rowCount() without.

    QString displayText(const index::Row &row, Column column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString errorText(int code) const;
    QString toolTip(const index::Row &row, Column column) const;

    index::SnapshotPtr m_snapshot;
    index::Rows m_rows;
    mutable QHash<int, QString> m_errorTexts; ///< By code; codes are few, and cells ask often.
};

} // namespace sendscope::ui
