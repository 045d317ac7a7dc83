#include "app/base/clock.h"

namespace sendscope::base {

UtcTime SystemClock::utc() const
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

Ticks SystemClock::ticks() const
{
    return std::chrono::duration_cast<Ticks>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace sendscope::base
