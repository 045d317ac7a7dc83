#include "app/index/builder.h"

#include "app/index/segmentwriter.h"

#include <algorithm>

namespace sendscope::index {

// One object from the start: another one tells a query that it has to look at all rows again.
Builder::Builder()
    : m_removed(std::make_shared<const RowList>())
{
}

Builder::~Builder() = default;

event::EventId Builder::oldest() const
{
    if (!m_sealed.empty())
        return m_sealed.front()->oldest();
    return m_open ? m_open->oldest() : event::EventId();
}

event::EventId Builder::newest() const
{
    if (m_open)
        return m_open->newest();
    return m_sealed.empty() ? event::EventId() : m_sealed.back()->newest();
}

void Builder::append(const event::StoredBatch &batch)
{
    for (const event::StoredRequest &request : batch.requests) {
        if (request.firstEvent > newest())
            m_aside.append(request);
        for (const DerivedRow &row : derive(request)) {
            if (row.event <= newest())
                continue;
            if (m_open && !m_open->takes(row.event, row.request))
                seal();
            if (!m_open)
                m_open = std::make_unique<SegmentWriter>(row.event);
            m_open->add(row);
        }
    }
    for (const event::Outcome &outcome : batch.outcomes)
        takeOutcome(outcome);
    for (const event::Attempt &attempt : batch.attempts)
        m_later.addAttempt(attempt.request, attempt.status);
}

void Builder::prepend(DerivedBlock block)
{
    Q_ASSERT(block.segments.empty() || oldest().isNull()
             || block.segments.back()->newest() < oldest());
    for (const SegmentPtr &segment : block.segments)
        m_messages.add(*segment, 0);
    m_sealed.insert(m_sealed.begin(), std::make_move_iterator(block.segments.begin()),
                    std::make_move_iterator(block.segments.end()));
    m_aside.prepend(std::move(block.aside));
    std::vector<SegmentPtr> all = m_sealed;
    if (m_open)
        all.push_back(m_open->segment());
    m_messages.settleMany(all);
}

void Builder::setMarkers(std::vector<Marker> markers)
{
    m_markers = std::make_shared<const std::vector<Marker>>(std::move(markers));
}

bool Builder::setRemarks(const std::vector<RemarkedEvent> &remarked)
{
    return m_remarks.replaceAll(remarked);
}

void Builder::setRemoved(RowList rows)
{
    m_removed = std::make_shared<const RowList>(std::move(rows));
}

/// The open segment, its newest rows given to their messages.
SegmentPtr Builder::linkedOpen()
{
    const SegmentPtr segment = m_open->segment();
    m_messages.add(*segment, m_openLinked);
    m_openLinked = segment->count();
    return segment;
}

void Builder::seal()
{
    m_sealed.push_back(linkedOpen());
    m_messages.settleMany(m_sealed);
    m_open.reset();
    m_openLinked = 0;
}

std::vector<SegmentPtr> Builder::segments()
{
    std::vector<SegmentPtr> segments = m_sealed;
    if (m_open)
        segments.push_back(linkedOpen());
    return segments;
}

SnapshotPtr Builder::publish(base::UtcTime now)
{
    std::vector<SegmentPtr> all = segments();
    MessagesPtr messages = m_messages.publish(all, now);
    return publish(std::move(all), std::move(messages));
}

SnapshotPtr Builder::publishWithin(const Snapshot &whole)
{
    std::vector<SegmentPtr> all = segments();
    for (const SegmentPtr &segment : all) {
        for (quint32 row = 0; row < segment->count(); ++row) {
            const auto [other, at] = whole.find(segment->id(row));
            segment->links().set(row, other ? other->links().at(at) : EventLink());
        }
    }
    return publish(std::move(all), whole.messagesShared());
}

SnapshotPtr Builder::publish(std::vector<SegmentPtr> segments, MessagesPtr messages)
{
    return std::make_shared<const Snapshot>(
        SnapshotParts{std::move(segments), m_later, m_aside.publish(), m_onDemand, m_markers,
                      std::move(messages), m_remarks, m_removed});
}

void Builder::takeOutcome(const event::Outcome &outcome)
{
    // Nearly every answer goes out as decided; only the others are worth remembering.
    const auto arrived = m_open ? m_open->arrivalOf(outcome.request) : std::nullopt;
    const auto slow = arrived ? slowness(*arrived, outcome) : std::chrono::milliseconds();
    if (!m_later.find(outcome.request) && m_open && slow.count() == 0
        && m_open->isAnswered(outcome.request, outcome.status, outcome.isDelivered)) {
        return;
    }
    Later &later = m_later.change(outcome.request);
    later.isAnswerKnown = true;
    later.status = outcome.status;
    later.isAnswerDelivered = outcome.isDelivered;
    later.answeredAfter = slow;
}

} // namespace sendscope::index
