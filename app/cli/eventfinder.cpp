#include "app/cli/eventfinder.h"

#include "app/engine/remarkload.h"
#include "app/engine/requestwalk.h"
#include "app/index/builder.h"
#include "app/index/messagevalues.h"
#include "app/index/scan.h"

#include <algorithm>

namespace sendscope::cli {
namespace {

bool isOfEarlier(const event::Attempt &a, const event::Attempt &b)
{
    return a.request < b.request;
}

bool isOfMessage(const event::FieldRef &field)
{
    return !field.isOnDemand() && index::isOfMessage(field.field);
}

bool asks(const filter::NodePtr &node)
{
    if (!node)
        return false;
    const bool hasField =
        node->type == filter::Node::Type::Compare || node->type == filter::Node::Type::Exists;
    return (hasField && isOfMessage(node->field))
        || std::any_of(node->children.begin(), node->children.end(), asks);
}

} // namespace

bool asksForMessages(const std::vector<event::FieldRef> &columns)
{
    return std::any_of(columns.begin(), columns.end(), isOfMessage);
}

bool asksForMessages(const filter::Filter &filter)
{
    return asks(filter.root);
}

std::unique_ptr<WholeCapture> wholeCapture(bool isAsked, const settings::Settings &settings)
{
    return isAsked ? std::make_unique<WholeCapture>(settings.duration(settings::Key::OverdueAfter))
                   : nullptr;
}

base::Result<FilterContext> contextOf(const store::Reader &reader, WholeCapture *whole)
{
    FilterContext context;
    context.now = base::SystemClock().utc();
    auto attempts = reader.attemptsAfter({});
    if (!attempts)
        return attempts.error();
    context.attempts = std::move(*attempts);
    const auto facts = reader.recordingMarks();
    if (!facts)
        return facts.error();
    for (const store::RecordingMark &fact : *facts) {
        if (fact.what == u"marker")
            context.markers.push_back({fact.after, fact.text.toUtf8()});
    }
    const auto remarks = reader.remarks();
    if (!remarks)
        return remarks.error();
    context.remarked = engine::remarkedEvents(*remarks);
    if (!whole)
        return context;
    auto snapshot = whole->read(reader);
    if (!snapshot)
        return snapshot.error();
    context.whole = std::move(*snapshot);
    return context;
}

EventFinder::EventFinder(const filter::Filter &filter, FilterContext context)
    : m_program(filter, context.now)
    , m_onDemand(filter::onDemandFields(filter))
    , m_context(std::move(context))
{
    std::stable_sort(m_context.attempts.begin(), m_context.attempts.end(), isOfEarlier);
}

index::SnapshotPtr EventFinder::snapshotOf(const std::vector<event::StoredRequest> &requests,
                                           base::UtcTime until) const
{
    index::Builder builder;
    builder.append({requests, {}, attemptsOf(requests)});
    builder.setMarkers(m_context.markers);
    builder.setRemarks(remarkedOf(requests));
    builder.setOnDemand(index::readOnDemand(m_onDemand, requests));
    // Only what stands here is known: a second leg after it may be in the next block.
    if (!requests.empty())
        builder.expireHandshakes(std::max(until, requests.back().draft.request.arrived));
    return m_context.whole ? builder.publishWithin(*m_context.whole) : builder.publish();
}

index::RowList EventFinder::find(const index::Snapshot &snapshot) const
{
    return index::scanAll(snapshot, m_program);
}

index::RowList EventFinder::find(const std::vector<event::StoredRequest> &requests) const
{
    return find(*snapshotOf(requests));
}

std::vector<index::RemarkedEvent>
EventFinder::remarkedOf(const std::vector<event::StoredRequest> &requests) const
{
    if (requests.empty())
        return {};
    const auto isBefore = [](const index::RemarkedEvent &a, const index::RemarkedEvent &b) {
        return a.event < b.event;
    };
    const std::vector<index::RemarkedEvent> &all = m_context.remarked;
    const index::RemarkedEvent first{requests.front().firstEvent, {}, {}};
    const index::RemarkedEvent last{engine::lastEvent(requests.back()), {}, {}};
    return {std::lower_bound(all.begin(), all.end(), first, isBefore),
            std::upper_bound(all.begin(), all.end(), last, isBefore)};
}

std::vector<event::Attempt>
EventFinder::attemptsOf(const std::vector<event::StoredRequest> &requests) const
{
    if (requests.empty())
        return {};
    event::Attempt first;
    first.request = requests.front().id;
    event::Attempt last;
    last.request = requests.back().id;
    const std::vector<event::Attempt> &all = m_context.attempts;
    return {std::lower_bound(all.begin(), all.end(), first, isOfEarlier),
            std::upper_bound(all.begin(), all.end(), last, isOfEarlier)};
}

} // namespace sendscope::cli
