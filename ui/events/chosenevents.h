#pragma once

#include "app/index/rows.h"

#include <QItemSelection>

#include <optional>
#include <utility>
#include <vector>

namespace sendscope::ui {

class EventTableModel;

/// Rows first .. last.
using RowRange = std::pair<int, int>;

/// Which events a person selected, kept while a filter hides some of them and an order moves them.
/// A bit an id: a million of them take 125 kB.
class ChosenEvents
{
public:
    void take(const QItemSelection &selection, const index::Rows &rows);

    qint64 count() const { return m_count; }
    bool contains(event::EventId id) const;

    /// Where they stand now, ascending. None where they are scattered over more than kMostRanges
    /// ranges, each of which would cost in every cell that is painted.
    std::optional<std::vector<RowRange>> rangesIn(const EventTableModel &model) const;
    static constexpr size_t kMostRanges = 2000;

private:
    std::vector<int> rowsIn(const EventTableModel &model) const;

    event::EventId m_first;
    std::vector<quint64> m_bits; ///< From m_first on.
    qint64 m_count = 0;
};

} // namespace sendscope::ui
