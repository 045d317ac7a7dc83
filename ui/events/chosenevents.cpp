#include "ui/events/chosenevents.h"

#include "ui/events/eventtablemodel.h"

#include <algorithm>
#include <bit>

namespace sendscope::ui {
namespace {

/// Up to so many are looked for one by one; more are met on a walk over all rows.
constexpr qint64 kFew = 32;

template <typename Visit>
void visit(const QItemSelection &selection, const index::Rows &rows, Visit &&each)
{
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            each(rows[size_t(row)]);
    }
}

} // namespace

void ChosenEvents::take(const QItemSelection &selection, const index::Rows &rows)
{
    *this = {};
    event::EventId last;
    visit(selection, rows, [&](event::EventId id) {
        m_first = m_first.isNull() ? id : std::min(m_first, id);
        last = std::max(last, id);
    });
    if (last.isNull())
        return;

    m_bits.resize(size_t(last.value - m_first.value) / 64 + 1);
    visit(selection, rows, [this](event::EventId id) {
        const auto at = size_t(id.value - m_first.value);
        const quint64 bit = 1ULL << at % 64;
        m_count += (m_bits[at / 64] & bit) == 0;
        m_bits[at / 64] |= bit;
    });
}

bool ChosenEvents::contains(event::EventId id) const
{
    const auto at = quint64(id.value - m_first.value);
    return at / 64 < m_bits.size() && (m_bits[at / 64] >> at % 64 & 1) != 0;
}

std::optional<std::vector<RowRange>> ChosenEvents::rangesIn(const EventTableModel &model) const
{
    std::vector<RowRange> ranges;
    const auto add = [&ranges](int row) {
        if (!ranges.empty() && ranges.back().second == row - 1)
            ranges.back().second = row;
        else
            ranges.emplace_back(row, row);
        return ranges.size() <= kMostRanges;
    };

    if (m_count <= kFew) {
        for (const int row : rowsIn(model))
            add(row);
        return ranges;
    }
    const std::span<const event::EventId> rows = model.rows().all();
    for (size_t row = 0; row < rows.size(); ++row) {
        if (contains(rows[row]) && !add(int(row)))
            return std::nullopt;
    }
    return ranges;
}

std::vector<int> ChosenEvents::rowsIn(const EventTableModel &model) const
{
    std::vector<int> rows;
    for (size_t word = 0; word < m_bits.size(); ++word) {
        for (quint64 left = m_bits[word]; left != 0; left &= left - 1) {
            const qint64 id = m_first.value + qint64(word) * 64 + std::countr_zero(left);
            if (const int row = model.rowOf({id}); row >= 0)
                rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace sendscope::ui
