#pragma once

#include "app/base/clock.h"

#include <atomic>

namespace sendscope::tests {

/// A clock that stands still until it is told otherwise. Both of its hands move together, but while
/// the machine sleeps.
///
/// Thread: any.
class FakeClock final : public base::Clock
{
public:
    base::UtcTime utc() const override
    {
        return base::UtcTime(kStart + ticks() + base::Ticks(m_slept.load()));
    }
    base::Ticks ticks() const override { return base::Ticks(m_ticks.load()); }

    void advance(base::Ticks duration) { m_ticks += duration.count(); }
    void sleep(base::Ticks duration) { m_slept += duration.count(); }

private:
    /// 2020-06-25T18:42:36Z, a moment from Bandwidth's own examples.
    static constexpr base::Ticks kStart = std::chrono::seconds(1'593'110'556);

    std::atomic<base::Ticks::rep> m_ticks = 0;
    std::atomic<base::Ticks::rep> m_slept = 0;
};

} // namespace sendscope::tests
