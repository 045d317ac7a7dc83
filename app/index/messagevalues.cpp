#include "app/index/messagevalues.h"

#include <algorithm>

namespace sendscope::index {

using bandwidth::Issue;
using bandwidth::Issues;
using event::Field;

bool isOfMessage(Field field)
{
    switch (field) {
    case Field::State:
    case Field::Issues:
    case Field::Took:
    case Field::SendingAfter:
    case Field::SentAfter:
    case Field::FinalAfter:
    case Field::RepeatOf:
    case Field::Repeats:
        return true;
    default:
        return false;
    }
}

/// Of the recipients that no event of the message is about; only its first row has them.
Issues MessageValues::issuesOfOthers(const Messages::Chunk &chunk, quint32 at, quint32 row) const
{
    // Nothing has come for them, so nothing else can be odd.
    if (!chunk.records[at].issues.has(Issue::Overdue)
        || chunk.events[chunk.firstEvent[at]] != m_segment.id(row))
        return {};
    const bool isOverdue = std::any_of(chunk.recipients.begin() + chunk.firstRecipient[at],
                                       chunk.recipients.begin() + chunk.firstRecipient[at + 1],
                                       [](const Recipient &recipient) {
                                           return recipient.state == bandwidth::State::Waiting
                                               && recipient.issues.has(Issue::Overdue);
                                       });
    return isOverdue ? Issues(Issue::Overdue) : Issues();
}

const Recipient *MessageValues::recipientOf(EventLink link) const
{
    if (link.message == kNoMessage)
        return nullptr;
    const Messages::Chunk &chunk = *m_messages.chunks()[link.message / Messages::kChunk];
    const quint32 at = link.message % Messages::kChunk;
    const quint32 first = chunk.firstRecipient[at];
    const quint32 count = chunk.firstRecipient[at + 1] - first;
    if (link.recipient < count)
        return &chunk.recipients[first + link.recipient];
    return count == 1 ? &chunk.recipients[first] : nullptr;
}

const Recipient *MessageValues::recipient(quint32 row) const
{
    return recipientOf(m_segment.links().at(row));
}

const bandwidth::OddEvent *MessageValues::oddOf(EventLink link, quint32 row) const
{
    if (link.message == kNoMessage)
        return nullptr;
    const Messages::Chunk &chunk = *m_messages.chunks()[link.message / Messages::kChunk];
    const quint32 at = link.message % Messages::kChunk;
    if (chunk.oddEvents.empty() || chunk.firstOdd[at] == chunk.firstOdd[at + 1])
        return nullptr;
    return m_messages.any(link.message).odd(m_segment.id(row));
}

bandwidth::State MessageValues::state(quint32 row) const
{
    const EventLink link = m_segment.links().at(row);
    if (const Recipient *recipient = recipientOf(link))
        return recipient->state;
    if (link.message == kNoMessage)
        return bandwidth::State::None;
    return m_messages.chunks()[link.message / Messages::kChunk]
        ->records[link.message % Messages::kChunk]
        .state;
}

Issues MessageValues::issues(quint32 row) const
{
    Issues issues;
    const event::Kind kind = m_segment.kind(row);
    if (kind == event::Kind::Malformed)
        issues |= Issue::Malformed;
    else if (kind == event::Kind::Refused)
        issues |= Issue::Refused;
    if (!m_segment.texts(Field::Check, row).empty())
        issues |= Issue::Schema;

    const EventLink link = m_segment.links().at(row);
    if (link.message == kNoMessage)
        return issues;
    const Messages::Chunk &chunk = *m_messages.chunks()[link.message / Messages::kChunk];
    const quint32 at = link.message % Messages::kChunk;
    if (const Recipient *recipient = recipientOf(link))
        issues |= (recipient->issues & kOfRecipient) | issuesOfOthers(chunk, at, row);
    else
        issues |= chunk.records[at].issues & kOfRecipient;
    if (const bandwidth::OddEvent *odd = oddOf(link, row)) {
        if (!odd->repeatOf.isNull())
            issues |= Issue::Repeat;
        if (odd->isOutOfOrder)
            issues |= Issue::OutOfOrder;
    }
    return issues;
}

std::optional<qint64> MessageValues::number(Field field, quint32 row) const
{
    const EventLink link = m_segment.links().at(row);
    if (link.message == kNoMessage)
        return std::nullopt;
    if (field == Field::RepeatOf || field == Field::Repeats) {
        const bandwidth::OddEvent *odd = oddOf(link, row);
        if (field == Field::Repeats)
            return odd && odd->repeats > 0 ? std::optional<qint64>(odd->repeats) : std::nullopt;
        return odd && !odd->repeatOf.isNull() ? std::optional(odd->repeatOf.value) : std::nullopt;
    }

    const Recipient *recipient = recipientOf(link);
    if (!recipient)
        return std::nullopt;
    const bandwidth::Latencies latencies =
        bandwidth::latenciesOf(*recipient,
                               m_messages.chunks()[link.message / Messages::kChunk]
                                   ->records[link.message % Messages::kChunk]
                                   .created);
    const auto number = field == Field::Took ? latencies.took
        : field == Field::SendingAfter       ? latencies.sendingAfter
        : field == Field::SentAfter          ? latencies.sentAfter
                                             : latencies.finalAfter;
    return number ? std::optional<qint64>(number->count()) : std::nullopt;
}

} // namespace sendscope::index
