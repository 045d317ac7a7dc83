#pragma once

#include "app/base/clock.h"
#include "app/event/request.h"
#include "app/index/setaside.h"

#include <deque>
#include <vector>

namespace sendscope::cli {

/// Tells which rows are left out, unless asked for, while they come: requests by another method or
/// for another path, and the first legs of sign-ins, of which one is shown after all when its
/// sender did not come back.
///
/// Thread: one at a time.
class RowGate
{
public:
    /// \p takesAll: nothing is left out.
    explicit RowGate(bool takesAll)
        : m_takesAll(takesAll)
    {
    }

    /// Rows newer than all before.
    void take(const std::vector<event::StoredRequest> &requests);

    /// Of all that were taken, ascending.
    std::vector<event::EventId> leftOut();

    /// The first legs that are to be shown from now on, each once. \p now: while older rows are
    /// still being read, when the newest of them arrived.
    std::vector<event::StoredRequest> takeOverdue(base::UtcTime now);

private:
    bool m_takesAll;
    index::SetAside m_aside;
    std::deque<event::StoredRequest> m_firstLegs; ///< Of the last 30 s, oldest first.
};

} // namespace sendscope::cli
