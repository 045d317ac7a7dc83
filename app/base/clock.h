#pragma once

#include <chrono>

namespace sendscope::base {

/// A moment, UTC, to the microsecond. The epoch itself means "none".
using UtcTime = std::chrono::sys_time<std::chrono::microseconds>;

/// As a number of microseconds since the epoch, which is how moments are kept.
constexpr UtcTime utcTime(std::chrono::microseconds::rep micros)
{
    return UtcTime(std::chrono::microseconds(micros));
}

/// A reading of the monotonic clock, to the microsecond: for deadlines and durations only.
using Ticks = std::chrono::microseconds;

/// What time it is. Everything that needs to know asks one of these, so that a test can set it.
///
/// Thread: any.
class Clock
{
public:
    virtual ~Clock() = default;

    virtual UtcTime utc() const = 0;
    virtual Ticks ticks() const = 0; ///< Never goes back; stands still while the machine sleeps.
};

/// The machine's own clocks.
class SystemClock final : public Clock
{
public:
    UtcTime utc() const override;
    Ticks ticks() const override;
};

} // namespace sendscope::base
