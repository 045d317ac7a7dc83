#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"
#include "app/event/request.h"
#include "app/store/reader.h"

#include <functional>

namespace sendscope::engine {

/// Reads every request with rows in [first, last], each once and in order of arrival, a few at a
/// time: as few as stay in the processor's cache until they are used, and no more than some
/// megabytes of bodies.
///
/// Errors: those of reading. Ends early when cancelled.
base::Result<void> walkRequests(const store::Reader &reader, event::EventId first,
                                event::EventId last, const base::CancelToken &cancel,
                                const std::function<void(std::vector<event::StoredRequest>)> &take);

/// The last of the request's rows.
event::EventId lastEvent(const event::StoredRequest &request);

} // namespace sendscope::engine
