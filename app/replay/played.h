#pragma once

#include "app/base/error.h"
#include "app/event/request.h"

#include <QByteArray>
#include <QMetaType>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace sendscope::replay {

/// One request that was sent, or could not be.
struct Played
{
    qint64 number = 0;            ///< Its place in the plan, over all repetitions; the first is 0.
    event::StoredRequest request; ///< As it came. The bytes are shared.

    /// Of that request. Keeping it is the receiver's business.
    event::Attempt attempt;

    std::chrono::microseconds due{};  ///< When it was to be sent, after the beginning.
    std::chrono::microseconds sent{}; ///< When it was.
};

/// Some that ended since the last time, in the order in which they ended.
using PlayedPtr = std::shared_ptr<const std::vector<Played>>;

/// How far a replay is.
///
/// A plain value.
struct PlayProgress
{
    qint64 planned = 0;  ///< Over all repetitions; 0 until it is known.
    qint64 begun = 0;    ///< Sent, or found that it cannot be.
    qint64 answered = 0; ///< Whatever the status.
    qint64 answered2xx = 0;
    qint64 failed = 0;     ///< No answer, or it could not be sent at all.
    qint64 unsendable = 0; ///< Of those: could not be sent, to no target whatever.

    qint64 late = 0;     ///< Sent more than 5 ms after it was due.
    qint64 heldBack = 0; ///< Of those: because as many as may be waited for their answer already.
    std::chrono::microseconds latest{}; ///< How late the latest one was.

    std::chrono::microseconds elapsed{}; ///< Since the beginning, pauses too.
    std::chrono::microseconds left{};    ///< By plan; zero at full speed.
};

/// How a replay ended.
///
/// A plain value.
struct PlaySummary
{
    PlayProgress progress;
    QByteArray run; ///< What Sendscope-Replay said before the request's number.
    bool wasStopped = false;
    bool hasGivenUp = false;          ///< Too many in a row got no answer.
    std::optional<base::Error> error; ///< The requests could not be read to the end.
};

} // namespace sendscope::replay

Q_DECLARE_METATYPE(sendscope::replay::PlayedPtr)
Q_DECLARE_METATYPE(sendscope::replay::PlayProgress)
Q_DECLARE_METATYPE(sendscope::replay::PlaySummary)
