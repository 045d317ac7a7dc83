#pragma once

#include "app/event/fieldcatalogue.h"
#include "app/event/request.h"

#include <QHash>
#include <QMap>

namespace sendscope::index {

/// What became known of a request after its rows were made.
struct Later
{
    bool isAnswerKnown = false; ///< Else the row's own status holds.
    bool isAnswerDelivered = true;
    int status = 0;
    std::chrono::milliseconds answeredAfter{}; ///< As Segment::answeredAfter().
    qint32 attempts = 0;
    int forwarded = 0; ///< What the target of the newest attempt answered; 0: nothing.

    friend bool operator==(const Later &, const Later &) = default;
};

/// Whether its values are what a person put beside the event: RemarkFacts.
bool isRemark(event::Field field);

/// Whether its values may change after a row was made.
bool changesLater(event::Field field);

/// The Later of the requests that have one: few, but where requests are passed on.
///
/// A plain value: copying shares, and a change then copies one small chunk. Thread: any, a copy
/// each.
class LaterFacts
{
public:
    /// Null for a request of which nothing more became known. Borrowed until the next change.
    const Later *find(event::RequestId request) const;

    Later &change(event::RequestId request); ///< Borrowed until the next change.

    /// It was sent on once more, and the target answered this; 0: nothing.
    void addAttempt(event::RequestId request, int status);

    bool hasAttempts() const { return m_hasAttempts; } ///< Any request was ever sent on.

    /// Those in [first, last] of which more became known, in no order.
    std::vector<event::RequestId> between(event::RequestId first, event::RequestId last) const;

    /// Those that changed after that generation, in no order.
    std::vector<event::RequestId> changedSince(qint64 generation) const;

    /// Another one after each change.
    qint64 generation() const { return m_generation; }

private:
    struct Entry
    {
        Later later;
        qint64 changed = 0; ///< The generation that it changed with last.
    };

    struct Chunk
    {
        QHash<qint64, Entry> requests;
        qint64 changed = 0; ///< The newest of them.
    };

    QMap<qint64, Chunk> m_chunks; ///< By request id over kChunkRequests.
    qint64 m_generation = 0;
    bool m_hasAttempts = false;
};

} // namespace sendscope::index
