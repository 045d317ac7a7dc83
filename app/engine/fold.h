#pragma once

#include "app/index/row.h"
#include "app/index/rows.h"
#include "app/index/snapshot.h"

#include <vector>

namespace sendscope::engine {

struct QueryResult;

/// Whether what the sender sent again stands behind the first of its kind, which says how often it
/// came. A plain value.
struct Fold
{
    bool isOn = false;
    std::vector<event::EventId> open; ///< Ascending: whose repeats are rows all the same.

    bool isOpen(event::EventId first) const;
    void setOpen(event::EventId first, bool isOpen);

    /// Whether the repeat stands behind the first: where both match. What repeats an event that is
    /// no match stands for itself.
    bool hides(event::EventId repeat, event::EventId first, const index::Rows &matches) const;

    friend bool operator==(const Fold &, const Fold &) = default;
};

/// Those of \p matches from \p from on that stand behind another of them; all ascend.
index::RowList foldedRows(const index::Snapshot &snapshot, const index::Rows &matches,
                          const Fold &fold, event::EventId from = {});

/// The rows, which ascend, and what stands behind them; ascending.
index::RowList withFolded(const QueryResult &result, const index::RowList &rows);

} // namespace sendscope::engine
