#include "app/index/eventsofmessage.h"

#include "app/index/messages.h"

#include <algorithm>

namespace sendscope::index {

RowList eventsOfMessage(const Snapshot &snapshot, event::EventId event, const IdRange &range)
{
    const std::optional<Message> message = snapshot.message(event);
    if (!message)
        return {};
    const RowList &removed = *snapshot.removed();
    RowList rows;
    for (const event::EventId id : message->events) {
        if (range.contains(id) && !std::binary_search(removed.begin(), removed.end(), id))
            rows.push_back(id);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace sendscope::index
