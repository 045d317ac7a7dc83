#include "app/index/snapshot.h"

#include "app/index/scan.h"
#include "app/index/segment.h"

#include <algorithm>

namespace sendscope::index {

Snapshot::Snapshot()
    : m_aside(std::make_shared<const AsideRows>())
{
}

Snapshot::Snapshot(std::vector<SegmentPtr> segments, LaterFacts later,
                   std::shared_ptr<const AsideRows> aside)
    : m_segments(std::move(segments))
    , m_later(std::move(later))
    , m_aside(std::move(aside))
{
    for (const SegmentPtr &segment : m_segments)
        m_count += segment->count();
}

Snapshot::~Snapshot() = default;

event::EventId Snapshot::oldest() const
{
    return m_segments.empty() ? event::EventId() : m_segments.front()->oldest();
}

event::EventId Snapshot::newest() const
{
    return m_segments.empty() ? event::EventId() : m_segments.back()->newest();
}

std::optional<Row> Snapshot::row(event::EventId id) const
{
    const auto segment =
        std::lower_bound(m_segments.begin(), m_segments.end(), id,
                         [](const SegmentPtr &s, event::EventId i) { return s->newest() < i; });
    if (segment == m_segments.end())
        return std::nullopt;
    const std::optional<quint32> at = (*segment)->find(id);
    if (!at)
        return std::nullopt;

    Row row = (*segment)->row(*at);
    if (const Later *later = m_later.find(row.request)) {
        if (later->isAnswerKnown) {
            row.status = later->status;
            row.isAnswerDelivered = later->isAnswerDelivered;
        }
        row.attempts = later->attempts;
    }
    return row;
}

RowList Snapshot::scan(const filter::Filter &filter, event::EventId after,
                       const base::CancelToken &cancel) const
{
    const filter::Matcher matcher(filter);
    RowList result;
    for (const SegmentPtr &segment : m_segments) {
        if (cancel.isCancelled())
            break;
        const RowList found = index::scan(*segment, matcher, after, cancel);
        result.insert(result.end(), found.begin(), found.end());
    }
    return result;
}

} // namespace sendscope::index
