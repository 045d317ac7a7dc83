#include "app/engine/requestwalk.h"

#include <algorithm>

namespace sendscope::engine {
namespace {

constexpr qint64 kReadEvents = 512;
constexpr qint64 kReadBytes = 4 * 1024 * 1024;

} // namespace

base::Result<void> walkRequests(const store::Reader &reader, event::EventId first,
                                event::EventId last, const base::CancelToken &cancel,
                                const std::function<void(std::vector<event::StoredRequest>)> &take)
{
    while (first <= last && !cancel.isCancelled()) {
        const event::EventId end{std::min(last.value, first.value + kReadEvents - 1)};
        auto requests = reader.requests(first, end, kReadBytes);
        if (!requests)
            return requests.error();
        // One that reaches over the end came with all of its rows; ids may have gaps.
        first = {
            std::max(requests->empty() ? end.value : lastEvent(requests->back()).value, first.value)
            + 1};
        if (!requests->empty())
            take(std::move(*requests));
    }
    return {};
}

event::EventId lastEvent(const event::StoredRequest &request)
{
    return {request.firstEvent.value + qint64(request.draft.events.size()) - 1};
}

} // namespace sendscope::engine
