#include "app/cli/waittally.h"

#include <algorithm>

namespace sendscope::cli {

WaitTally::WaitTally(const Demand &demand)
    : m_demand(demand)
{
}

void WaitTally::take(event::EventId event, QByteArrayView message, const std::vector<size_t> &met)
{
    if (m_isMet || met.empty() || (m_demand.isSameMessage && message.isEmpty()))
        return;

    const QByteArray key = m_demand.isSameMessage ? message.toByteArray() : QByteArray();
    Met &own = m_met[key];
    own.resize(m_demand.filters);
    for (const size_t filter : met) {
        if (qint64(own[filter].size()) < m_demand.count)
            own[filter].push_back(event);
    }
    // The newer one of two that are as near: what is waited for is most likely going on.
    const qint64 count = countOf(own);
    if (count >= m_most) {
        m_most = count;
        m_nearest = key;
    }
    m_isMet = count == qint64(m_demand.filters) * m_demand.count;
}

std::vector<event::EventId> WaitTally::metBy(size_t filter) const
{
    const auto nearest = m_met.find(m_nearest);
    return nearest == m_met.end() ? std::vector<event::EventId>() : (*nearest)[filter];
}

std::vector<event::EventId> WaitTally::events() const
{
    std::vector<event::EventId> all;
    for (size_t filter = 0; filter < m_demand.filters; ++filter) {
        const std::vector<event::EventId> met = metBy(filter);
        all.insert(all.end(), met.begin(), met.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

qint64 WaitTally::countOf(const Met &met)
{
    qint64 count = 0;
    for (const std::vector<event::EventId> &events : met)
        count += qint64(events.size());
    return count;
}

} // namespace sendscope::cli
