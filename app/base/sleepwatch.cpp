#include "app/base/sleepwatch.h"

using namespace std::chrono_literals;

namespace sendscope::base {
namespace {

/// Less is how clocks are corrected.
constexpr auto kShortest = 5s;

} // namespace

SleepWatch::SleepWatch(const Clock &clock)
    : m_clock(clock)
    , m_utc(clock.utc())
    , m_ticks(clock.ticks())
{
}

std::optional<SleepWatch::Sleep> SleepWatch::look()
{
    const UtcTime utc = m_clock.utc();
    const Ticks ticks = m_clock.ticks();
    const auto slept = (utc - m_utc) - (ticks - m_ticks);
    m_utc = utc;
    m_ticks = ticks;
    if (slept < kShortest)
        return std::nullopt;
    return Sleep{utc - slept, utc};
}

} // namespace sendscope::base
