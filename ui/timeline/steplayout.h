#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

namespace sendscope::ui {

/// Where steps stand on an axis of that width, the first at 0 and the last at its end; a step
/// alone at 0. \p gaps: the time from each step to the next; a negative one counts as none.
///
/// The room between two steps grows with the square root of the time between them, and is at least
/// \p least. Where the axis is too short for that, all stand equally far apart.
std::vector<double> placeSteps(std::span<const std::chrono::microseconds> gaps, double width,
                               double least);

/// Some of the steps that follow one another, or one by itself.
///
/// A plain value.
struct StepRun
{
    size_t first = 0;
    size_t count = 1;
    bool isFolded = false; ///< They stand as one "+3".

    friend bool operator==(const StepRun &, const StepRun &) = default;
};

/// Folds the steps that say least until there are no more than \p places; the first and the last
/// stay, and so does each of equal oddness longer the later it comes. \p oddness: by step.
std::vector<StepRun> foldSteps(std::span<const int> oddness, size_t places);

} // namespace sendscope::ui
