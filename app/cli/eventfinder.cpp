#include "app/cli/eventfinder.h"

#include "app/index/builder.h"
#include "app/index/scan.h"

#include <algorithm>

namespace sendscope::cli {

base::Result<FilterContext> contextOf(const store::Reader &reader)
{
    FilterContext context;
    context.now = base::SystemClock().utc();
    auto attempted = reader.attempted();
    if (!attempted)
        return attempted.error();
    context.attempted = std::move(*attempted);
    const auto facts = reader.recordingMarks();
    if (!facts)
        return facts.error();
    for (const store::RecordingMark &fact : *facts) {
        if (fact.what == u"marker")
            context.markers.push_back({fact.after, fact.text.toUtf8()});
    }
    return context;
}

EventFinder::EventFinder(const filter::Filter &filter, FilterContext context)
    : m_program(filter, context.now)
    , m_onDemand(filter::onDemandFields(filter))
    , m_context(std::move(context))
{
    std::sort(m_context.attempted.begin(), m_context.attempted.end());
}

index::SnapshotPtr EventFinder::snapshotOf(const std::vector<event::StoredRequest> &requests,
                                           base::UtcTime until) const
{
    index::Builder builder;
    builder.append({requests, {}, attemptsOf(requests)});
    builder.setMarkers(m_context.markers);
    builder.setOnDemand(index::readOnDemand(m_onDemand, requests));
    // Only what stands here is known: a second leg after it may be in the next block.
    if (!requests.empty())
        builder.expireHandshakes(std::max(until, requests.back().draft.request.arrived));
    return builder.publish();
}

index::RowList EventFinder::find(const index::Snapshot &snapshot) const
{
    return index::scanAll(snapshot, m_program);
}

index::RowList EventFinder::find(const std::vector<event::StoredRequest> &requests) const
{
    return find(*snapshotOf(requests));
}

/// As many as there were, of which only the number is asked for.
std::vector<event::Attempt>
EventFinder::attemptsOf(const std::vector<event::StoredRequest> &requests) const
{
    std::vector<event::Attempt> attempts;
    if (requests.empty())
        return attempts;
    auto request = std::lower_bound(m_context.attempted.begin(), m_context.attempted.end(),
                                    requests.front().id);
    for (; request != m_context.attempted.end() && *request <= requests.back().id; ++request) {
        attempts.emplace_back();
        attempts.back().request = *request;
    }
    return attempts;
}

} // namespace sendscope::cli
