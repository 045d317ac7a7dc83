#include "ui/messages/stepscale.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace std::chrono_literals;

namespace sendscope::ui {
namespace {

/// Below it the scale is even, above it logarithmic.
constexpr double kEven = 200'000;

constexpr std::chrono::microseconds kLongest = 20min;

double grown(std::chrono::microseconds span)
{
    return std::log1p(double(span.count()) / kEven);
}

} // namespace

double placeOnScale(std::chrono::microseconds span)
{
    return grown(std::clamp<std::chrono::microseconds>(span, 0us, kLongest)) / grown(kLongest);
}

std::span<const std::chrono::seconds> scaleTicks()
{
    static constexpr std::array<std::chrono::seconds, 6> kTicks{0s, 1s, 3s, 10s, 1min, 10min};
    return kTicks;
}

} // namespace sendscope::ui
