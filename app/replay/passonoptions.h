#pragma once

#include "app/base/error.h"
#include "app/http/relay.h"

#include <QMetaType>
#include <QUrl>

#include <chrono>
#include <optional>

namespace sendscope::replay {

/// Where requests go on to, and who answers their senders.
///
/// A plain value.
struct PassOnOptions
{
    QUrl target;
    http::PassMode mode = http::PassMode::Watch; ///< Not Off.

    /// How long the target has for its whole answer: from when the request was whole where the
    /// sender waits for it, else from when it was sent on. Bandwidth gives up after 10 s.
    std::chrono::milliseconds limit{9'000};

    friend bool operator==(const PassOnOptions &, const PassOnOptions &) = default;
};

/// How much may wait for the target. Beyond it requests do not go on, and are counted.
struct PassOnBounds
{
    qsizetype requests = 1'000;
    qint64 bytes = 64 * 1024 * 1024; ///< Of those that wait to be sent.
    int watched = 8;                 ///< Under way at once while nobody waits for them.
    /// Under way at once where senders wait; no more than the client keeps connections for, as an
    /// app that is connected to in bursts drops some.
    int awaited = 64;
};

/// How passing on goes, since it was last turned on or led elsewhere.
struct PassOnCounts
{
    qint64 sent = 0;     ///< Whatever came of it.
    qint64 failed = 0;   ///< Of those: no answer, or none with 2xx.
    qint64 skipped = 0;  ///< Not sent on, as too much waited.
    qint64 waiting = 0;  ///< Now, or under way.
    QString lastFailure; ///< The newest failure in words, English; empty: none.

    friend bool operator==(const PassOnCounts &, const PassOnCounts &) = default;
};

/// How passing on stands.
struct PassOnStatus
{
    std::optional<PassOnOptions> options; ///< None: off.
    std::optional<base::Error> error;     ///< Why it was turned off by itself.
    PassOnCounts counts;
};

} // namespace sendscope::replay

Q_DECLARE_METATYPE(sendscope::replay::PassOnCounts)
