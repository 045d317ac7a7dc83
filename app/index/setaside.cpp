#include "app/index/setaside.h"

#include "app/event/headerlist.h"

#include <algorithm>

namespace sendscope::index {
namespace {

bool isForOthers(const event::Request &request)
{
    if (request.verdict != event::Verdict::Refused || !request.refusal)
        return false;
    return request.refusal->reason == event::RefusalReason::WrongMethod
        || request.refusal->reason == event::RefusalReason::WrongPath;
}

bool isSecondLeg(const event::Request &request)
{
    return request.verdict != event::Verdict::Handshake
        && event::HeaderList::isInHead(request.head, "Authorization");
}

/// "/cb" of "POST /cb HTTP/1.1".
QByteArray targetOf(const QByteArray &head)
{
    const qsizetype begin = head.indexOf(' ') + 1;
    return head.sliced(begin, std::max<qsizetype>(0, head.indexOf(' ', begin) - begin));
}

} // namespace

void SetAside::append(const event::StoredRequest &stored)
{
    const event::Request &request = stored.draft.request;
    if (m_begin == base::UtcTime())
        m_begin = request.arrived;

    if (isForOthers(request)) {
        hide(stored.firstEvent);
    } else if (request.verdict == event::Verdict::Handshake) {
        hide(stored.firstEvent);
        m_waiting.push_back(legOf(stored));
    } else if (!m_waiting.empty() && isSecondLeg(request)) {
        takeMatch(m_waiting, legOf(stored));
    } else if (request.arrived - m_begin <= kPatience && isSecondLeg(request)) {
        m_early.push_back(legOf(stored));
    }
}

void SetAside::prepend(SetAside older)
{
    if (older.m_begin == base::UtcTime())
        return;
    for (const Leg &secondLeg : m_early)
        takeMatch(older.m_waiting, secondLeg);
    // What waits now has waited too long: something newer was here before it.
    if (!older.m_waiting.empty())
        older.expire(older.m_waiting.back().arrived + kPatience);

    m_rows.rows.insert(m_rows.rows.begin(), older.m_rows.rows.begin(), older.m_rows.rows.end());
    m_published.reset();
    m_early = std::move(older.m_early);
    m_begin = older.m_begin;
}

bool SetAside::expire(base::UtcTime now)
{
    const auto isExpired = [now](const Leg &leg) { return leg.arrived + kPatience <= now; };
    if (std::none_of(m_waiting.begin(), m_waiting.end(), isExpired))
        return false;

    for (const Leg &leg : m_waiting) {
        if (isExpired(leg))
            std::erase(m_rows.rows, leg.event);
    }
    ++m_rows.generation;
    m_published.reset();
    std::erase_if(m_waiting, isExpired);
    return true;
}

std::optional<base::UtcTime> SetAside::deadline() const
{
    if (m_waiting.empty())
        return std::nullopt;
    return m_waiting.front().arrived + kPatience;
}

std::shared_ptr<const AsideRows> SetAside::publish()
{
    if (!m_published)
        m_published = std::make_shared<const AsideRows>(m_rows);
    return m_published;
}

void SetAside::hide(event::EventId event)
{
    m_rows.rows.push_back(event);
    m_published.reset();
}

SetAside::Leg SetAside::legOf(const event::StoredRequest &stored)
{
    return {stored.firstEvent, stored.draft.request.arrived, targetOf(stored.draft.request.head)};
}

void SetAside::takeMatch(std::vector<Leg> &firstLegs, const Leg &secondLeg)
{
    const auto match = std::find_if(firstLegs.begin(), firstLegs.end(), [&](const Leg &leg) {
        return leg.target == secondLeg.target && secondLeg.arrived - leg.arrived <= kPatience;
    });
    if (match != firstLegs.end())
        firstLegs.erase(match);
}

} // namespace sendscope::index
