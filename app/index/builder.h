#pragma once

#include "app/event/request.h"
#include "app/index/snapshot.h"

namespace sendscope::index {

/// Takes stored requests in and publishes snapshots of them.
///
/// A segment holds the rows whose ids lie in one block of kSegmentEvents ids, so older blocks can be read
/// in before newer ones end: a capture is opened from the newest block backwards while live rows are
/// appended.
///
/// Thread: one at a time.
class Builder
{
public:
    static constexpr qint64 kSegmentEvents = 65'536;

    Builder();
    ~Builder();

    /// Rows newer than all there are. Outcomes and attempts of the batch change the rows they are about.
    void append(const event::StoredBatch &batch);

    /// The rows of one whole block older than all there are, ascending.
    void prepend(const std::vector<event::StoredRequest> &requests);

    /// The state now. Sealed segments are shared; the tail is copied.
    SnapshotPtr publish() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace sendscope::index
