#pragma once

#include "app/base/clock.h"
#include "app/net/client.h"
#include "app/replay/changes.h"
#include "app/replay/requestsource.h"

#include <QByteArray>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace sendscope::replay {

/// When requests are sent.
struct Pace
{
    double speed = 1.0; ///< Times as fast as they came; over 0. Of no meaning for isMax.
    bool isMax = false; ///< As fast as it goes.

    /// What is waited between two requests at most, at the speed asked for; none: as long as it
    /// was.
    std::optional<std::chrono::microseconds> longestGap;

    friend bool operator==(const Pace &, const Pace &) = default;
};

/// What is replayed, how and where to.
struct PlayPlan
{
    /// What of the source is sent, in any order: sent in order of arrival, each once a repetition.
    std::vector<PlannedRequest> requests;
    std::shared_ptr<RequestSource> source;

    Pace pace;
    qint64 repetitions =
        1; ///< 1 or more. One begins as the last request of the one before is sent.

    /// Requests that may wait for their answer at a time; 0: one at full speed, which keeps their
    /// order, 256 otherwise. Requests that come due beyond that wait, and are late.
    int concurrency = 0;

    /// After so many in a row that got no answer it ends: nobody is there. 0: never.
    qint64 mostFailures = 1'000;

    Changes changes;
    QUrl target;              ///< The whole URL, typed by the user.
    QByteArray authorization; ///< Sent as Authorization; empty: none.
    net::Bounds bounds;
    bool beginsPaused = false; ///< For going through it step by step.
};

/// When each request of a repetition is due, after its first: ascending, for requests in order of
/// arrival. At full speed all are due at once.
std::vector<std::chrono::microseconds> dueTimes(const std::vector<PlannedRequest> &sorted,
                                                const Pace &pace);

/// In order of arrival; what came at the same moment, in order of their numbers. Each once.
void sortByArrival(std::vector<PlannedRequest> &requests);

/// How long it takes at its pace; zero at full speed.
std::chrono::microseconds duration(const PlayPlan &plan);

} // namespace sendscope::replay
