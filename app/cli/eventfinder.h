#pragma once

#include "app/base/result.h"
#include "app/cli/wholecapture.h"
#include "app/event/request.h"
#include "app/filter/program.h"
#include "app/index/snapshot.h"
#include "app/settings/settings.h"
#include "app/store/reader.h"

#include <vector>

namespace sendscope::cli {

/// What a filter may ask of a capture beyond its requests.
///
/// A plain value.
struct FilterContext
{
    std::vector<event::Attempt> attempts; ///< Their requests and statuses, oldest first.
    std::vector<index::Marker> markers;   ///< Oldest first.
    base::UtcTime now;                    ///< What "-5m" counts back from.
    /// All events, for what has become of their messages; null where nobody asks for that.
    index::SnapshotPtr whole;
    std::vector<index::RemarkedEvent> remarked; ///< Marks and notes, by event.
};

/// What the capture has of it now. \p whole: null where nobody asks for messages. Errors: those of
/// reading.
base::Result<FilterContext> contextOf(const store::Reader &reader, WholeCapture *whole = nullptr);

/// Whether any of them asks what has become of messages, which takes the whole capture to know.
bool asksForMessages(const std::vector<event::FieldRef> &columns);
bool asksForMessages(const filter::Filter &filter);

/// Of the settings. Null where nobody asks for messages.
std::unique_ptr<WholeCapture> wholeCapture(bool isAsked, const settings::Settings &settings);

/// Finds the rows of requests that match a filter.
class EventFinder
{
public:
    EventFinder(const filter::Filter &filter, FilterContext context);

    /// The rows of these requests, which ascend, with all that the filter asks for. \p until: up to
    /// when it is known whether the senders of first legs came back, where that is later than the
    /// last of them.
    index::SnapshotPtr snapshotOf(const std::vector<event::StoredRequest> &requests,
                                  base::UtcTime until = {}) const;

    /// Ascending; the snapshot is one of snapshotOf().
    index::RowList find(const index::Snapshot &snapshot) const;
    index::RowList find(const std::vector<event::StoredRequest> &requests) const;

private:
    std::vector<index::RemarkedEvent>
    remarkedOf(const std::vector<event::StoredRequest> &requests) const;
    std::vector<event::Attempt> attemptsOf(const std::vector<event::StoredRequest> &requests) const;

    const filter::Program m_program;
    const std::vector<event::FieldRef> m_onDemand;
    FilterContext m_context; ///< attempts: by request, then oldest first.
};

} // namespace sendscope::cli
