#pragma once

#include "app/base/result.h"
#include "app/event/request.h"

#include <memory>
#include <span>
#include <vector>

namespace sendscope::replay {

/// One request that is to be replayed: which one, and when it came.
struct PlannedRequest
{
    event::RequestId request;
    event::EventId event; ///< One of its rows; null where it comes from no capture.
    base::UtcTime arrived;

    friend bool operator==(const PlannedRequest &, const PlannedRequest &) = default;
};

/// Where a replay reads its requests, a portion at a time.
///
/// Thread: made on any; then, until it is closed, the player's that reads ahead.
class RequestSource
{
public:
    virtual ~RequestSource() = default;

    /// The requests of the front of \p wanted, in its order: at least one, all of them unless they
    /// have too many bytes to be held at once.
    ///
    /// Errors: those of reading; NotFound for one that is gone.
    virtual base::Result<std::vector<event::StoredRequest>>
    read(std::span<const PlannedRequest> wanted) = 0;

    /// Lets go of what it has opened, at the end of a replay. It may be read again.
    virtual void close() { }
};

/// Reads them from a capture, which is never written.
std::shared_ptr<RequestSource> requestsOfCapture(const QString &capturePath);

/// Requests that are held in memory: of a file, or a few.
std::shared_ptr<RequestSource> heldRequests(std::vector<event::StoredRequest> requests);

/// What there is to know of these requests before they are read.
std::vector<PlannedRequest> plannedOf(const std::vector<event::StoredRequest> &requests);

} // namespace sendscope::replay
