#include "app/replay/playplan.h"

#include <algorithm>
#include <tuple>

namespace sendscope::replay {

using std::chrono::microseconds;

std::vector<microseconds> dueTimes(const std::vector<PlannedRequest> &sorted, const Pace &pace)
{
    std::vector<microseconds> due(sorted.size());
    if (pace.isMax)
        return due;
    for (size_t i = 1; i < sorted.size(); ++i) {
        const double came = double((sorted[i].arrived - sorted[i - 1].arrived).count());
        // A year: nobody waits for longer, and repeated often it must not overflow.
        constexpr double kMost = 3e13;
        microseconds gap{qint64(std::clamp(came / pace.speed, 0.0, kMost))};
        if (pace.longestGap)
            gap = std::min(gap, *pace.longestGap);
        due[i] = std::min(due[i - 1] + gap, microseconds{qint64(kMost)});
    }
    return due;
}

void sortByArrival(std::vector<PlannedRequest> &requests)
{
    const auto key = [](const PlannedRequest &request) {
        return std::tuple(request.arrived, request.request);
    };
    std::sort(requests.begin(), requests.end(),
              [key](const auto &a, const auto &b) { return key(a) < key(b); });
    const auto isSame = [](const PlannedRequest &a, const PlannedRequest &b) {
        return a.request == b.request;
    };
    requests.erase(std::unique(requests.begin(), requests.end(), isSame), requests.end());
}

microseconds duration(const PlayPlan &plan)
{
    std::vector<PlannedRequest> sorted = plan.requests;
    sortByArrival(sorted);
    const auto due = dueTimes(sorted, plan.pace);
    return due.empty() ? microseconds::zero() : microseconds(due.back() * plan.repetitions);
}

} // namespace sendscope::replay
