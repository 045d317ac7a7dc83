#include "ui/timeline/steplayout.h"

#include <algorithm>
#include <cmath>

namespace sendscope::ui {
namespace {

/// Gives each part its share of the width by weight, but none less than \p least. The least are
/// given what they need first, and the others share the rest.
std::vector<double> shares(const std::vector<double> &weights, double width, double least)
{
    std::vector<double> parts(weights.size(), least);
    std::vector<bool> isLeast(weights.size());
    for (bool isChanged = true; isChanged;) {
        isChanged = false;
        double room = width;
        double weight = 0;
        for (size_t i = 0; i < weights.size(); ++i) {
            room -= isLeast[i] ? least : 0;
            weight += isLeast[i] ? 0 : weights[i];
        }
        const auto others = std::count(isLeast.begin(), isLeast.end(), false);
        for (size_t i = 0; i < weights.size(); ++i) {
            if (isLeast[i])
                continue;
            parts[i] = weight > 0 ? room * weights[i] / weight : room / double(others);
            // Rounding must not go on for ever.
            if (parts[i] < least - 1e-9) {
                parts[i] = least;
                isLeast[i] = true;
                isChanged = true;
            }
        }
    }
    return parts;
}

} // namespace

std::vector<double> placeSteps(std::span<const std::chrono::microseconds> gaps, double width,
                               double least)
{
    std::vector<double> weights;
    weights.reserve(gaps.size());
    for (const std::chrono::microseconds gap : gaps)
        weights.push_back(
            std::sqrt(double(std::max<std::chrono::microseconds::rep>(gap.count(), 0))));

    const double room = std::max(width, 0.0);
    const double apart = gaps.empty() ? 0 : std::min(least, room / double(gaps.size()));
    std::vector<double> places{0};
    for (const double part : shares(weights, room, apart))
        places.push_back(places.back() + part);
    if (!gaps.empty())
        places.back() = room;
    return places;
}

std::vector<StepRun> foldSteps(std::span<const int> oddness, size_t places)
{
    const size_t count = oddness.size();
    std::vector<size_t> inner; // that which goes first, first
    for (size_t i = 1; i + 1 < count; ++i)
        inner.push_back(i);
    std::stable_sort(inner.begin(), inner.end(),
                     [&](size_t a, size_t b) { return oddness[a] < oddness[b]; });

    std::vector<bool> isFolded(count);
    const auto runs = [&] {
        std::vector<StepRun> made;
        for (size_t i = 0; i < count; ++i) {
            if (isFolded[i] && !made.empty() && made.back().isFolded)
                ++made.back().count;
            else
                made.push_back({i, 1, isFolded[i]});
        }
        return made;
    };
    std::vector<StepRun> made = runs();
    for (size_t next = 0; made.size() > places && next < inner.size(); ++next) {
        isFolded[inner[next]] = true;
        made = runs();
    }
    // "+1" takes as much room as the step itself.
    for (StepRun &run : made)
        run.isFolded = run.count > 1;
    return made;
}

} // namespace sendscope::ui
