#include "app/cli/waitjudge.h"

#include "app/index/later.h"

#include <algorithm>

namespace sendscope::cli {
namespace {

constexpr size_t kOthers = 5;

bool readsLaterFacts(const filter::NodePtr &node)
{
    if (!node)
        return false;
    const bool hasField =
        node->type == filter::Node::Type::Compare || node->type == filter::Node::Type::Exists;
    if (hasField && !node->field.isOnDemand() && index::changesLater(node->field.field))
        return true;
    return std::any_of(node->children.begin(), node->children.end(), readsLaterFacts);
}

bool readsLaterFacts(const std::vector<filter::Filter> &filters)
{
    return std::any_of(filters.begin(), filters.end(),
                       [](const filter::Filter &filter) { return readsLaterFacts(filter.root); });
}

} // namespace

bool Expectation::isRevisable() const
{
    return readsLaterFacts(filters) || readsLaterFacts(none);
}

/// One row, and which filters it meets.
struct WaitJudge::Seen
{
    event::EventId event;
    QByteArray message;
    std::vector<size_t> met;
    std::optional<size_t> none;
};

WaitJudge::WaitJudge(Expectation expectation)
    : m_expectation(std::move(expectation))
    , m_tally({m_expectation.filters.size(), m_expectation.count, m_expectation.isSameMessage})
{
}

void WaitJudge::reset()
{
    m_tally =
        WaitTally({m_expectation.filters.size(), m_expectation.count, m_expectation.isSameMessage});
    m_unwanted.reset();
    m_others.clear();
    m_count = 0;
}

WaitJudge::Verdict WaitJudge::verdict() const
{
    if (m_unwanted)
        return Verdict::Unwanted;
    return m_tally.isMet() ? Verdict::Met : Verdict::Open;
}

void WaitJudge::take(const std::vector<event::StoredRequest> &requests, event::EventId first,
                     const std::vector<event::EventId> &leftOut, const FilterContext &context,
                     base::UtcTime until)
{
    if (requests.empty())
        return;
    for (const Seen &seen : see(requests, first, leftOut, context, until)) {
        if (verdict() != Verdict::Open)
            return;
        ++m_count;
        if (seen.none) {
            m_unwanted = Unwanted{seen.event, *seen.none};
            return;
        }
        m_tally.take(seen.event, seen.message, seen.met);
        if (seen.met.empty())
            m_others.push_back(seen.event);
        if (m_others.size() > kOthers)
            m_others.pop_front();
    }
}

std::vector<WaitJudge::Seen> WaitJudge::see(const std::vector<event::StoredRequest> &requests,
                                            event::EventId first,
                                            const std::vector<event::EventId> &leftOut,
                                            const FilterContext &context, base::UtcTime until) const
{
    std::vector<Seen> all;
    const EventFinder everything({}, context);
    const index::SnapshotPtr snapshot = everything.snapshotOf(requests, until);
    for (const event::EventId id : everything.find(*snapshot)) {
        if (id >= first && !std::binary_search(leftOut.begin(), leftOut.end(), id))
            all.push_back({id, snapshot->row(id)->messageId.toByteArray(), {}, {}});
    }

    const auto eachOf = [&](const filter::Filter &filter, const auto &mark) {
        const EventFinder finder(filter, context);
        for (const event::EventId id : finder.find(*finder.snapshotOf(requests, until))) {
            const auto seen = std::lower_bound(
                all.begin(), all.end(), id,
                [](const Seen &row, event::EventId event) { return row.event < event; });
            if (seen != all.end() && seen->event == id)
                mark(*seen);
        }
    };
    for (size_t i = 0; i < m_expectation.filters.size(); ++i)
        eachOf(m_expectation.filters[i], [i](Seen &seen) { seen.met.push_back(i); });
    for (size_t i = 0; i < m_expectation.none.size(); ++i)
        eachOf(m_expectation.none[i], [i](Seen &seen) { seen.none = seen.none.value_or(i); });
    return all;
}

} // namespace sendscope::cli
