#pragma once

#include <chrono>
#include <span>

namespace sendscope::ui {

/// Where a span of time ends on the one scale that all rows share: 0 at its beginning, 1 at its
/// end. Logarithmic above some tenths of a second, so that milliseconds and minutes are both seen;
/// what takes longer than the scale is stands at its end.
double placeOnScale(std::chrono::microseconds span);

/// Those that the header names, ascending; 0 first.
std::span<const std::chrono::seconds> scaleTicks();

} // namespace sendscope::ui
