#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace sendscope::bench {

constexpr int kRuns = 7;

/// The middle one of several figures; of an even number the upper one. Not of none.
inline double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The median time of several runs, in milliseconds.
template <typename Work>
double medianMs(Work work, int runs = kRuns)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        times.push_back(took.count());
    }
    return median(std::move(times));
}

/// One line: what was measured, how much, the bound measured or set beside it, and how they
/// compare.
inline void print(const char *name, double figure, double bound, const char *unit)
{
    std::printf("%-44s %10.3f  bound %10.3f %-8s ratio %7.3f\n", name, figure, bound, unit,
                figure / bound);
    std::fflush(stdout);
}

} // namespace sendscope::bench
