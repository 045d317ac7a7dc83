#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"

#include <QByteArray>

#include <array>

namespace sendscope::base {

/// How long the window's event loop went without turning, in one run of the program.
///
/// A plain value.
struct StallRecord
{
    /// What a person may be made to wait for, at most.
    static constexpr std::chrono::microseconds kLimit = std::chrono::milliseconds(50);

    /// The shortest stall of each bin; the last bin has no upper edge. What is shorter than the
    /// first is the loop at work, and not counted.
    static constexpr std::array<std::chrono::milliseconds, 7> kBins{
        std::chrono::milliseconds(10),  std::chrono::milliseconds(20),
        std::chrono::milliseconds(50),  std::chrono::milliseconds(100),
        std::chrono::milliseconds(200), std::chrono::milliseconds(500),
        std::chrono::milliseconds(1000)};

    UtcTime begun;                       ///< The epoch: nothing was watched.
    std::chrono::microseconds watched{}; ///< From begun to the last look.
    std::chrono::microseconds longest{};
    UtcTime longestAt; ///< When the longest stall ended, or was last seen going on.
    qint64 overLimit = 0;
    std::array<qint64, kBins.size()> counts{};
    bool isOver = false; ///< The run came to its end. False: it goes on, or was cut off.

    /// Takes one stall in. True: it is long enough to be counted.
    bool add(std::chrono::microseconds length, UtcTime at);

    friend bool operator==(const StallRecord &, const StallRecord &) = default;
};

/// One JSON object, for a file that another program reads.
QByteArray toJson(const StallRecord &record);

/// Reads it back. Error: InvalidInput.
Result<StallRecord> stallRecordFromJson(const QByteArray &json);

} // namespace sendscope::base
