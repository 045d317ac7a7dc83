#pragma once

#include "app/event/ids.h"

#include <QByteArray>
#include <QMap>

#include <vector>

namespace sendscope::index {

/// What a person put beside an event.
struct EventRemark
{
    QByteArray mark;    ///< The colour's word: "red"; empty: none.
    QByteArray note;    ///< UTF-8; empty: none.
    qint64 changed = 0; ///< RemarkFacts::generation() when it last did.

    bool isEmpty() const { return mark.isEmpty() && note.isEmpty(); }
};

/// An event with what was put beside it.
struct RemarkedEvent
{
    event::EventId event;
    QByteArray mark;
    QByteArray note;
};

/// Marks and notes of the events that have one: few, as a person makes them.
///
/// A plain value: copying shares, and a change then copies one small chunk. Thread: any, a copy
/// each.
class RemarkFacts
{
public:
    /// Null for an event without mark and note. Borrowed until the next change of this copy.
    const EventRemark *find(event::EventId event) const;

    /// Replaces both; two empty ones take them away.
    void set(const RemarkedEvent &remarked);

    /// These and no others; ascending by event. True: anything has changed.
    bool replaceAll(const std::vector<RemarkedEvent> &remarked);

    /// Those in [first, last] that have any, ascending.
    std::vector<event::EventId> between(event::EventId first, event::EventId last) const;

    /// Those that changed after that generation, ascending, also those that have none any more.
    std::vector<event::EventId> changedSince(qint64 generation) const;

    bool isEmpty() const { return m_count == 0; }

    /// Another one after each change.
    qint64 generation() const { return m_generation; }

private:
    struct Chunk
    {
        QMap<qint64, EventRemark> remarks; ///< By event id; also those that became empty.
        qint64 changed = 0;                ///< The newest of them.
    };

    QMap<qint64, Chunk> m_chunks; ///< By event id over kChunkEvents.
    qint64 m_generation = 0;
    qint64 m_count = 0; ///< Of those that are not empty.
};

} // namespace sendscope::index
