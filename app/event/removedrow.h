#pragma once

#include "app/event/request.h"

namespace sendscope::event {

/// Stands in a stored request for a row that was deleted from the capture, so that the ids of those
/// after it still follow one another. Never the first nor the last one.
inline DraftEvent removedRow()
{
    return {-1, 0, 0};
}

inline bool isRemoved(const DraftEvent &row)
{
    return row.element < 0;
}

} // namespace sendscope::event
