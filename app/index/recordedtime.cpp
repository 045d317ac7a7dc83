#include "app/index/recordedtime.h"

#include <algorithm>

namespace sendscope::index {

using Stretch = RecordedTime::Stretch;
using std::chrono::microseconds;

RecordedTime::RecordedTime(std::vector<Stretch> stretches)
{
    std::erase_if(stretches, [](const Stretch &one) { return one.to <= one.from; });
    std::sort(stretches.begin(), stretches.end(),
              [](const Stretch &a, const Stretch &b) { return a.from < b.from; });
    for (const Stretch &one : stretches) {
        if (!m_stretches.empty() && one.from <= m_stretches.back().to)
            m_stretches.back().to = std::max(m_stretches.back().to, one.to);
        else
            m_stretches.push_back(one);
    }
}

RecordedTime RecordedTime::without(const std::vector<Stretch> &asleep) const
{
    std::vector<Stretch> awake = m_stretches;
    for (const Stretch &sleep : asleep) {
        std::vector<Stretch> left;
        for (const Stretch &one : awake) {
            left.push_back({one.from, std::min(one.to, sleep.from)});
            left.push_back({std::max(one.from, sleep.to), one.to});
        }
        // A stretch that the sleep does not touch came out twice, or turned round.
        std::erase_if(left, [](const Stretch &one) { return one.to <= one.from; });
        awake = std::move(left);
    }
    return RecordedTime(std::move(awake));
}

microseconds RecordedTime::until(base::UtcTime moment) const
{
    microseconds recorded{};
    for (const Stretch &one : m_stretches) {
        if (moment <= one.from)
            break;
        recorded += std::min(moment, one.to) - one.from;
    }
    return recorded;
}

base::UtcTime RecordedTime::when(microseconds recorded) const
{
    for (const Stretch &one : m_stretches) {
        if (one.to == kGoesOn || recorded <= one.to - one.from)
            return one.from + recorded;
        recorded -= one.to - one.from;
    }
    return kGoesOn;
}

base::UtcTime RecordedTime::end() const
{
    return m_stretches.empty() ? base::UtcTime() : m_stretches.back().to;
}

std::vector<Stretch> RecordedTime::gaps(base::UtcTime from, base::UtcTime to) const
{
    std::vector<Stretch> gaps;
    for (const Stretch &one : m_stretches) {
        if (one.to <= from)
            continue;
        if (one.from >= to)
            break;
        if (one.from > from)
            gaps.push_back({from, one.from});
        from = one.to;
    }
    if (from < to)
        gaps.push_back({from, to});
    return gaps;
}

} // namespace sendscope::index
