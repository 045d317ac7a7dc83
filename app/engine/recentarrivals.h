#pragma once

#include "app/base/clock.h"
#include "app/event/refusal.h"
#include "app/index/snapshot.h"

#include <QString>

#include <optional>
#include <vector>

namespace sendscope::engine {

/// What came within the last hour, as far as it may say why nothing else does.
///
/// A plain value.
struct RecentArrivals
{
    /// The newest request of all, however long ago.
    struct Newest
    {
        event::EventId event;
        base::UtcTime at;
        QString peer;    ///< Empty where there was none.
        QByteArray what; ///< Its type, else its kind: "message-sending", "refused".
        int status = 0;  ///< What it was answered; 0: nothing.

        friend bool operator==(const Newest &, const Newest &) = default;
    };

    /// Requests that were refused, or whose body could not be read, for one reason.
    struct Turned
    {
        event::RefusalReason reason = event::RefusalReason::NotHttp;
        qint64 count = 0;
        base::UtcTime last;

        friend bool operator==(const Turned &, const Turned &) = default;
    };

    std::optional<Newest> newest;
    std::vector<Turned> turned; ///< The most frequent first.
    qint64 signInsGivenUp = 0;  ///< Asked for credentials; the sender did not come back.
    bool isWhole = true;        ///< False: more came in the hour than was looked at.

    friend bool operator==(const RecentArrivals &, const RecentArrivals &) = default;
};

/// At most so many rows are looked at, the newest ones: a few milliseconds.
constexpr int kMostArrivals = 5'000;

RecentArrivals recentArrivals(const index::Snapshot &snapshot, base::UtcTime now);

} // namespace sendscope::engine
