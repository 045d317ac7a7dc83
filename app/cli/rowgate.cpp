#include "app/cli/rowgate.h"

#include "app/index/setaside.h"

#include <algorithm>

namespace sendscope::cli {

void RowGate::take(const std::vector<event::StoredRequest> &requests)
{
    if (m_takesAll)
        return;
    for (const event::StoredRequest &request : requests) {
        m_aside.append(request);
        if (request.draft.request.verdict == event::Verdict::Handshake)
            m_firstLegs.push_back(request);
    }
}

std::vector<event::EventId> RowGate::leftOut()
{
    return m_takesAll ? std::vector<event::EventId>() : m_aside.publish()->rows;
}

std::vector<event::StoredRequest> RowGate::takeOverdue(base::UtcTime now)
{
    std::vector<event::StoredRequest> overdue;
    if (m_firstLegs.empty())
        return overdue;
    m_aside.expire(now);
    const std::vector<event::EventId> aside = leftOut();
    while (!m_firstLegs.empty()
           && m_firstLegs.front().draft.request.arrived + index::SetAside::kPatience <= now) {
        event::StoredRequest &leg = m_firstLegs.front();
        if (!std::binary_search(aside.begin(), aside.end(), leg.firstEvent))
            overdue.push_back(std::move(leg));
        m_firstLegs.pop_front();
    }
    return overdue;
}

} // namespace sendscope::cli
