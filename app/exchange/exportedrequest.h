#pragma once

#include "app/event/request.h"
#include "app/store/remarks.h"

#include <vector>

namespace sendscope::exchange {

/// A request on its way out of a capture, with all that stands beside it.
///
/// A plain value.
struct ExportedRequest
{
    event::StoredRequest stored;
    std::vector<event::EventId> rows;     ///< Which of its rows are wanted, ascending. Never none.
    std::vector<event::Attempt> attempts; ///< Oldest first.
    store::Remarks remarks;
};

} // namespace sendscope::exchange
