#pragma once

#include <QAbstractTableModel>
#include <QTableView>
#include <QTimer>

namespace sendscope::bench {

/// As many rows as one likes, all the same.
class TrivialModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int kColumns = 12;

    explicit TrivialModel(int rows);

    void append(int count);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    int m_rows;
    const QString m_text = QStringLiteral("message-sent");
};

/// The least that a live table of that size costs: a view on a TrivialModel that gets so many rows
/// a second, as the event table does, and stays at the end.
class TrivialTable : public QTableView
{
    Q_OBJECT

public:
    TrivialTable(int rows, int perSecond);

private:
    TrivialModel m_rows;
    QTimer m_timer;
};

} // namespace sendscope::bench
