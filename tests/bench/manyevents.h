#pragma once

#include "app/event/request.h"

namespace sendscope::bench {

/// What the events are like.
struct EventMix
{
    int hostileEvery = 0; ///< Every so many-th request is one that nobody wishes for; 0: none.
};

/// A message has so many events, which follow one another.
constexpr int kEventsOfMessage = 3;

/// The body of request \p n, from 0 on, as Bandwidth would post it: an array of one event. The same
/// for the same number, always.
QByteArray eventBody(qint64 n, const EventMix &mix = {});

/// The request with its one row, as it goes into a capture. They arrive a millisecond apart.
event::DraftRequest draftEvent(qint64 n, const EventMix &mix = {});

/// The same as it comes out of a capture that holds nothing else: request and event are n + 1.
event::StoredRequest storedEvent(qint64 n, const EventMix &mix = {});

} // namespace sendscope::bench
