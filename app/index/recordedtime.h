#pragma once

#include "app/base/clock.h"

#include <vector>

namespace sendscope::index {

/// When a capture was recorded. What did not come counts only while somebody was there to take it:
/// not while nothing was recorded, nor while the machine slept.
///
/// A plain value. Thread: any.
class RecordedTime
{
public:
    struct Stretch
    {
        base::UtcTime from;
        base::UtcTime to; ///< kGoesOn: it is recorded right now.

        friend bool operator==(const Stretch &, const Stretch &) = default;
    };

    static constexpr base::UtcTime kGoesOn = base::UtcTime::max();

    RecordedTime() = default;                              ///< Nothing was ever recorded.
    explicit RecordedTime(std::vector<Stretch> stretches); ///< In any order; they may overlap.

    /// The same without those stretches: the machine slept.
    RecordedTime without(const std::vector<Stretch> &asleep) const;

    /// How long was recorded up to that moment.
    std::chrono::microseconds until(base::UtcTime moment) const;

    /// When `until` first reaches that much; kGoesOn where it does not.
    base::UtcTime when(std::chrono::microseconds recorded) const;

    bool goesOn() const { return !m_stretches.empty() && m_stretches.back().to == kGoesOn; }
    base::UtcTime end() const; ///< Of the last stretch; the epoch without one.

    /// What was not recorded between the two.
    std::vector<Stretch> gaps(base::UtcTime from, base::UtcTime to) const;

    const std::vector<Stretch> &stretches() const { return m_stretches; } ///< Ascending, apart.

    friend bool operator==(const RecordedTime &, const RecordedTime &) = default;

private:
    std::vector<Stretch> m_stretches;
};

} // namespace sendscope::index
