#include "app/engine/fold.h"

#include "app/engine/query.h"

#include <algorithm>
#include <iterator>

namespace sendscope::engine {
namespace {

using event::EventId;
using index::RowList;

bool has(std::span<const EventId> ascending, EventId id)
{
    return std::binary_search(ascending.begin(), ascending.end(), id);
}

/// The repeats of the capture that pass \p test; ascending.
template <typename Test>
RowList repeats(const index::Snapshot &snapshot, Test test)
{
    RowList found;
    for (const auto &chunk : snapshot.messages().chunks()) {
        for (const bandwidth::OddEvent &odd : chunk->oddEvents) {
            if (!odd.repeatOf.isNull() && test(odd))
                found.push_back(odd.event);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

bool Fold::isOpen(EventId first) const
{
    return !isOn || has(open, first);
}

void Fold::setOpen(EventId first, bool isOpen)
{
    const auto place = std::lower_bound(open.begin(), open.end(), first);
    const bool isThere = place != open.end() && *place == first;
    if (isOpen && !isThere)
        open.insert(place, first);
    else if (!isOpen && isThere)
        open.erase(place);
}

bool Fold::hides(EventId repeat, EventId first, const index::Rows &matches) const
{
    return !isOpen(first) && has(matches.all(), repeat) && has(matches.all(), first);
}

RowList foldedRows(const index::Snapshot &snapshot, const index::Rows &matches, const Fold &fold,
                   EventId from)
{
    if (!fold.isOn)
        return {};
    return repeats(snapshot, [&](const bandwidth::OddEvent &odd) {
        return odd.event >= from && fold.hides(odd.event, odd.repeatOf, matches);
    });
}

RowList withFolded(const QueryResult &result, const RowList &rows)
{
    if (!result.fold.isOn || rows.empty())
        return rows;
    const RowList behind = repeats(*result.snapshot, [&](const bandwidth::OddEvent &odd) {
        return has(rows, odd.repeatOf)
            && result.fold.hides(odd.event, odd.repeatOf, result.matches);
    });
    RowList all;
    std::set_union(rows.begin(), rows.end(), behind.begin(), behind.end(), std::back_inserter(all));
    return all;
}

} // namespace sendscope::engine
