#include "app/replay/schedule.h"

#include <algorithm>

namespace sendscope::replay {

Schedule::Schedule(std::vector<base::Ticks> due)
    : m_due(std::move(due))
{
}

base::Ticks Schedule::offset(qint64 number) const
{
    if (m_due.empty())
        return {};
    const auto count = qint64(m_due.size());
    return m_due.back() * (number / count) + m_due[size_t(number % count)];
}

void Schedule::begin(base::Ticks now)
{
    m_anchor = now;
}

void Schedule::pause(qint64 next, base::Ticks now)
{
    m_remaining = std::max(base::Ticks::zero(), due(next) - now);
}

void Schedule::resume(qint64 next, base::Ticks now)
{
    m_anchor = now + m_remaining - offset(next);
}

void Schedule::stepped(qint64 number)
{
    m_remaining = distance(number, number + 1);
}

} // namespace sendscope::replay
