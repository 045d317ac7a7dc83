#pragma once

#include "app/event/fieldcatalogue.h"
#include "app/index/messages.h"
#include "app/index/segment.h"

#include <optional>

namespace sendscope::index {

/// Whether the field says what has become of the row's message: state, issues, latencies, repeats.
bool isOfMessage(event::Field field);

/// What rows of a segment have in fields that are of their message.
///
/// Borrows both. Thread: any.
class MessageValues
{
public:
    MessageValues(const Messages &messages, const Segment &segment)
        : m_messages(messages)
        , m_segment(segment)
    {
    }

    /// As Snapshot::recipient().
    const Recipient *recipient(quint32 row) const;

    /// Of the row's recipient; of the whole message where the row names none.
    bandwidth::State state(quint32 row) const;

    /// Those of the row's recipient that are no other event's, and the row's own. The message's
    /// first row also has those of the recipients that no event is about.
    bandwidth::Issues issues(quint32 row) const;

    /// Took, SendingAfter, SentAfter, FinalAfter in microseconds, RepeatOf, Repeats. None where the
    /// row has none.
    std::optional<qint64> number(event::Field field, quint32 row) const;

    /// Calls with each of so many rows that has a state.
    template <typename Look>
    void forEachState(quint32 first, quint32 count, Look look) const
    {
        forEachLinked(
            first, count,
            [&](quint32 row, const Messages::Chunk &chunk, quint32 at, const Recipient *recipient) {
                look(row, recipient ? recipient->state : chunk.records[at].state);
            });
    }

    /// Calls with each of so many rows that has one of the issues.
    template <typename Take>
    void forEachIssues(bandwidth::Issues wanted, quint32 first, quint32 count, Take take) const
    {
        if (!(wanted & ~kOfRecipient).isEmpty()) {
            for (quint32 row = first; row < first + count; ++row) {
                if (!(issues(row) & wanted).isEmpty())
                    take(row);
            }
            return;
        }
        forEachLinked(
            first, count,
            [&](quint32 row, const Messages::Chunk &chunk, quint32 at, const Recipient *recipient) {
                const bandwidth::Issues has = recipient
                    ? recipient->issues | issuesOfOthers(chunk, at, row)
                    : chunk.records[at].issues;
                if (!(has & wanted).isEmpty())
                    take(row);
            });
    }

private:
    /// What is said of a recipient as a whole. The other issues are those of single events.
    static constexpr bandwidth::Issues kOfRecipient = bandwidth::Issues(bandwidth::Issue::Overdue)
        | bandwidth::Issue::Conflicting | bandwidth::Issue::NoReceipt;

    /// Calls with each of so many rows that has a message: where that stands, and the recipient
    /// that the row is about; null for more than one, or none.
    template <typename Look>
    void forEachLinked(quint32 first, quint32 count, Look look) const
    {
        const EventLinks::Chunk *links = m_segment.links().chunk(first / EventLinks::kRows);
        if (!links)
            return;
        for (quint32 row = first; row < first + count; ++row) {
            const MessageNumber number = links->messages[row % EventLinks::kRows];
            if (number == kNoMessage)
                continue;
            const Messages::Chunk &chunk = *m_messages.chunks()[number / Messages::kChunk];
            const quint32 at = number % Messages::kChunk;
            const quint32 begin = chunk.firstRecipient[at];
            const quint32 recipients = chunk.firstRecipient[at + 1] - begin;
            const quint32 place = links->recipients[row % EventLinks::kRows];
            look(row, chunk, at,
                 place < recipients    ? &chunk.recipients[begin + place]
                     : recipients == 1 ? &chunk.recipients[begin]
                                       : nullptr);
        }
    }

    bandwidth::Issues issuesOfOthers(const Messages::Chunk &chunk, quint32 at, quint32 row) const;
    const Recipient *recipientOf(EventLink link) const;
    const bandwidth::OddEvent *oddOf(EventLink link, quint32 row) const;

    const Messages &m_messages;
    const Segment &m_segment;
};

} // namespace sendscope::index
