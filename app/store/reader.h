#pragma once

#include "app/base/result.h"
#include "app/event/request.h"
#include "app/store/captureaccess.h"

#include <memory>
#include <vector>

namespace sendscope::store {

/// Reads a capture, and follows what another program writes into it. Never writes.
///
/// Read transactions are short, so that checkpoints are not held up.
///
/// Thread: the one that opened it.
class Reader
{
public:
    /// Errors: NotFound, NotACapture, NewerCapture, CaptureCorrupt, FileUnreadable.
    static base::Result<std::unique_ptr<Reader>> open(const QString &capturePath);
    ~Reader();

    const CaptureInfo &info() const;

    /// Highest event id in the capture; null when empty.
    base::Result<event::EventId> newest() const;

    /// Whole requests of the events with ids in [first, last], ascending, with their outcome.
    base::Result<std::vector<event::StoredRequest>> requests(event::EventId first, event::EventId last) const;

    /// The request of one event. Error: NotFound.
    base::Result<event::StoredRequest> requestOf(event::EventId event) const;

    /// What was sent on of that request, oldest first.
    base::Result<std::vector<event::Attempt>> attemptsOf(event::RequestId request) const;

    /// All attempts with ids over `after`, ascending: for following another program.
    base::Result<std::vector<event::Attempt>> attemptsAfter(event::AttemptId after) const;

    /// Changes whenever another program has committed something: cheap to ask.
    base::Result<qint64> dataVersion() const;

private:
    Reader();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sendscope::store
