#pragma once

#include "app/replay/player.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>
#include <vector>

namespace sendscope::ui {

class Theme;

/// One row of a replay's report.
///
/// A plain value.
struct ReportRow
{
    event::RequestId request;
    event::EventId event; ///< One of the request's rows in the table; null: it has none there.
    std::chrono::microseconds due{};  ///< When it was to be sent, after the beginning.
    std::chrono::microseconds sent{}; ///< When it was.
    std::chrono::microseconds took{};
    int status = 0; ///< 0: no answer.
    QString error;  ///< In words; empty where there was an answer.

    bool isFine() const { return status / 100 == 2; }
    bool isLate() const; ///< By more than the promised 5 ms.
};

/// What a replay has sent, in the order in which it ended. Answers are held up to 64 MiB; beyond
/// that only those that went wrong are, and beyond twice that none.
class ReportModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Plan, Real, Status, Took, Error };
    static constexpr int kColumns = 6;
    static constexpr qint64 kMostHeldBytes = 64 * 1024 * 1024;

    explicit ReportModel(const Theme &theme, QObject *parent = nullptr);

    /// Begins an empty report.
    void clear();

    /// One insertion, however many they are.
    void add(const std::vector<replay::Played> &played);

    const std::vector<ReportRow> &rows() const { return m_rows; }

    /// None where it is not held any more; it stands among the attempts of its request.
    std::optional<event::Attempt> attempt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void hold(const event::Attempt &attempt, const ReportRow &row);
    QString text(const ReportRow &row, int column) const;
    QVariant ink(const ReportRow &row, int column) const;
    QString toolTip(const ReportRow &row, int column) const;

    const Theme &m_theme;
    std::vector<ReportRow> m_rows;
    QHash<int, event::Attempt> m_held; ///< By row.
    qint64 m_heldBytes = 0;
};

} // namespace sendscope::ui
