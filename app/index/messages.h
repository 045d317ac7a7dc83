#pragma once

#include "app/bandwidth/messagefold.h"
#include "app/index/eventlinks.h"
#include "app/index/recordedtime.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace sendscope::index {

/// One recipient of a message, and what has become of the message for it.
struct Recipient : bandwidth::RecipientState
{
    /// As spelled; of a message to us our own number. Empty where no event names anybody.
    QByteArrayView number;
};

/// A message at one moment: a cursor into a table of messages, which its views live as long as.
struct Message
{
    MessageNumber number = kNoMessage;
    event::RunId run;    ///< The replay or generation that it came back from; null: recorded or
                         ///< imported.
    event::RunId import; ///< Which import its first event is of; null: none.
    QByteArrayView id;   ///< message.id

    std::span<const event::EventId> events;         ///< In order of arrival; never empty.
    std::span<const Recipient> recipients;          ///< In no order; never empty.
    std::span<const bandwidth::OddEvent> oddEvents; ///< Ascending; mostly empty.

    /// Of all recipients: failed where it failed for any, else the least that any has come to.
    bandwidth::State state = bandwidth::State::None;
    bandwidth::Issues issues; ///< Of all recipients and events.
    base::UtcTime created;    ///< message.time; the epoch where no event says.
    base::UtcTime started;    ///< When its first event arrived.
    base::UtcTime due;        ///< When it became overdue; the epoch: it is not.
    quint32 changed = 0;      ///< The generation of the table that changed it last.

    /// For how many recipients it has come to that.
    qsizetype count(bandwidth::State reached) const;

    /// What is to be said of that event; null: nothing.
    const bandwidth::OddEvent *odd(event::EventId event) const;
};

/// All messages of a capture at one moment, with what has become of each. Immutable: read it from
/// any thread. Its texts are those of the snapshot it stands in.
///
/// Numbers stay, and new messages get higher ones; they say nothing about the order of arrival.
/// Some numbers are no message but events without an id of which one may be a repeat of another.
class Messages
{
public:
    static constexpr quint32 kChunk = 256;

    /// Some messages that follow one another. Written once.
    struct Chunk
    {
        /// What few ask for.
        struct Record
        {
            QByteArrayView id; ///< Empty: events without one, which are no message.
            base::UtcTime created;
            base::UtcTime started;
            quint32 changed = 0; ///< The generation; ten a second last for years.
            qint32 run = 0;
            qint32 import = 0;
            bandwidth::State state = bandwidth::State::None;
            bandwidth::Issues issues;
        };

        std::vector<Record> records;
        std::vector<quint64> digests; ///< By record, of those without an id; empty: all have one.
        std::vector<event::EventId> events;
        std::vector<Recipient> recipients;
        std::vector<bandwidth::OddEvent> oddEvents;
        // Where each message's begin, and one more for the end.
        std::vector<quint32> firstEvent;
        std::vector<quint32> firstRecipient;
        std::vector<quint32> firstOdd; ///< Empty while there is no odd event.
    };

    /// When what did not come was judged.
    struct Judgement
    {
        base::UtcTime at;      ///< While recording goes on, now, else its end; the epoch: never.
        RecordedTime recorded; ///< Without imports.
        std::chrono::microseconds limit{}; ///< So much without a final event is too much.
        std::vector<std::pair<event::RunId, base::UtcTime>> imports; ///< Newest arrivals; by run.
    };

    Messages() = default;
    Messages(std::vector<std::shared_ptr<const Chunk>> chunks, quint32 generation,
             std::shared_ptr<const Judgement> judgement);

    size_t count() const; ///< Of numbers.

    /// Not so for events without a message id, which only may repeat one another.
    bool isMessage(MessageNumber number) const
    {
        return !m_chunks[number / kChunk]->records[number % kChunk].id.isEmpty();
    }

    /// None for events that are no message.
    std::optional<Message> message(MessageNumber number) const;

    /// The message, or the events that may repeat one another.
    Message any(MessageNumber number) const;

    /// The numbers that are not as they were in that older table of the same capture, ascending;
    /// also the new ones.
    std::vector<MessageNumber> changedSince(const Messages &older) const;

    quint32 generation() const { return m_generation; } ///< Another one after each change.

    const Judgement &judgement() const { return *m_judgement; }

    /// Up to when to count a wait for that message, where the clock says \p now: a recording that
    /// has ended is judged at its end, an import at its newest arrival.
    base::UtcTime moment(const Message &message, base::UtcTime now) const;

    const std::vector<std::shared_ptr<const Chunk>> &chunks() const { return m_chunks; }
    qint64 bytesInMemory() const;

private:
    base::UtcTime dueOf(const Chunk::Record &record) const;

    std::vector<std::shared_ptr<const Chunk>> m_chunks;
    quint32 m_generation = 0;
    std::shared_ptr<const Judgement> m_judgement = std::make_shared<const Judgement>();
};

using MessagesPtr = std::shared_ptr<const Messages>;

} // namespace sendscope::index
