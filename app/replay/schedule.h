#pragma once

#include "app/base/clock.h"

#include <QtGlobal>

#include <vector>

namespace sendscope::replay {

/// When each request of a replay is due, by absolute times of the monotonic clock: how long sending
/// took delays nothing that follows. A pause moves what is left, so that the next one keeps the
/// distance it had.
///
/// Thread: one at a time.
class Schedule
{
public:
    /// Nothing has a time: everything is due at once.
    Schedule() = default;

    /// \p due: of each request of one repetition, after its first; ascending, not empty.
    explicit Schedule(std::vector<base::Ticks> due);

    bool isPaced() const { return !m_due.empty(); }

    void begin(base::Ticks now);
    void pause(qint64 next, base::Ticks now);
    void resume(qint64 next, base::Ticks now);

    /// \p number was sent while pausing; what follows keeps its distance from it.
    void stepped(qint64 number);

    /// When a request is due, on the clock. Of no meaning while pausing.
    base::Ticks due(qint64 number) const { return m_anchor + offset(number); }

    /// From a request to another, later one.
    base::Ticks distance(qint64 from, qint64 to) const { return offset(to) - offset(from); }

private:
    base::Ticks offset(qint64 number) const;

    std::vector<base::Ticks> m_due;
    base::Ticks m_anchor{};    ///< When the first was due, or would have been without pauses.
    base::Ticks m_remaining{}; ///< While pausing: what is left until the next.
};

} // namespace sendscope::replay
