#pragma once

#include "app/base/clock.h"

#include <optional>

namespace sendscope::base {

/// Notices that the machine slept: the calendar went on, and programs did not. A calendar that is
/// set forward looks the same, and means the same to whoever counts what did not come.
///
/// Thread: one at a time.
class SleepWatch
{
public:
    /// As far as it can be told: up to the moment of the look, and as long as it was.
    struct Sleep
    {
        UtcTime from;
        UtcTime to;

        friend bool operator==(const Sleep &, const Sleep &) = default;
    };

    /// \p clock outlives it.
    explicit SleepWatch(const Clock &clock);

    /// Whether it slept since the last look. Look every few seconds, and before a long wait is
    /// judged.
    std::optional<Sleep> look();

private:
    const Clock &m_clock;
    UtcTime m_utc;
    Ticks m_ticks;
};

} // namespace sendscope::base
