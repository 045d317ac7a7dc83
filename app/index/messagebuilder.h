#pragma once

#include "app/bandwidth/messagefold.h"
#include "app/index/messages.h"
#include "app/index/recordedtime.h"
#include "app/index/segment.h"

#include <queue>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace sendscope::index {

/// Makes tables of messages while rows come in at both ends of a capture.
///
/// Taking a row in only adds it to its message. Publishing works out anew what has become of the
/// messages that got rows, or whose time is up, and copies the parts of the table they stand in.
///
/// Thread: one at a time.
class MessageBuilder
{
public:
    /// The segment's rows from that one on, which were not taken before: newer or older than all
    /// there are. Gives them their links.
    void add(const Segment &segment, quint32 firstRow);

    /// Works out what became of messages where very many got rows, so that what waits for
    /// publish() does not fill the memory. \p segments: as there.
    void settleMany(std::span<const SegmentPtr> segments);

    void setRecorded(RecordedTime recorded);
    void setOverdueAfter(std::chrono::microseconds limit);

    /// When the next message becomes overdue while nothing comes; none: at no time.
    std::optional<base::UtcTime> deadline() const;

    /// \p segments: all whose rows were taken, ascending. \p now: as in Builder::publish().
    MessagesPtr publish(std::span<const SegmentPtr> segments, base::UtcTime now);

private:
    static constexpr quint32 kNone = 0xFFFF'FFFF;

    /// What tells a message from others.
    struct Key
    {
        QByteArrayView id; ///< Empty: the digest counts.
        quint64 digest = 0;
        qint32 run = 0;

        friend bool operator==(const Key &, const Key &) = default;
    };

    struct Slot
    {
        quint32 hash = 0;
        MessageNumber number = kNoMessage;
    };

    /// A message that is to be worked out anew.
    struct Dirty
    {
        MessageNumber number = kNoMessage;
        Key key;
        std::vector<QByteArrayView> numbers; ///< Of recipients that were not known before.
        std::vector<event::EventId> events;  ///< That were not there before; sorted in publish().
    };

    /// When a message's time is up, by the clock that it is judged by.
    struct Deadline
    {
        std::chrono::microseconds at;
        MessageNumber number;

        friend auto operator<=>(const Deadline &, const Deadline &) = default;
    };
    using Deadlines = std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>>;

    /// The requests of an import came when they came, however long the import took.
    struct Import
    {
        base::UtcTime newest;
        Deadlines deadlines;
    };

    struct Worked; // What became of a dirty message.

    MessageNumber numberOf(const Key &key);
    Key keyOf(MessageNumber number) const;
    void growSlots();
    Dirty &dirtyOf(MessageNumber number);
    bandwidth::RecipientPlace placeOf(Dirty &dirty, QByteArrayView number);
    bandwidth::RecipientPlace recipientOf(Dirty &dirty, const Segment &segment, quint32 row);
    const Messages::Chunk *chunkOf(MessageNumber number) const;
    std::span<const Recipient> recipientsBefore(MessageNumber number) const;
    std::span<const event::EventId> eventsBefore(MessageNumber number) const;

    void settle(std::span<const SegmentPtr> segments);
    void markPassed(Deadlines &deadlines, std::chrono::microseconds now);
    void markOpen();
    bool isTimeUp(base::UtcTime started, qint32 import) const;
    void await(MessageNumber number, base::UtcTime started, qint32 import);
    void workOut(Dirty &dirty, std::span<const SegmentPtr> segments, Worked &worked);
    const bandwidth::MessageFold &foldOf(MessageNumber number,
                                         std::span<const event::EventId> events, size_t known,
                                         std::span<const SegmentPtr> segments);
    std::shared_ptr<const Messages::Chunk> rebuilt(quint32 chunk, std::span<Dirty *> dirty,
                                                   std::span<const SegmentPtr> segments);

    std::vector<std::shared_ptr<const Messages::Chunk>> m_chunks;
    quint32 m_count = 0;           ///< Of messages, with those that no chunk has yet.
    std::vector<Slot> m_slots;     ///< Open addressing; its size is a power of two.
    std::vector<quint32> m_places; ///< By message: its place in m_dirty; kNone.
    std::vector<Dirty> m_dirty;
    quint32 m_generation = 0;

    std::chrono::microseconds m_limit = std::chrono::minutes(10);
    RecordedTime m_recorded;
    base::UtcTime m_judgedAt;
    Deadlines m_deadlines; ///< By recorded time.
    std::map<qint32, Import> m_imports;

    bandwidth::MessageFold m_fold;                           ///< Of one message after the other.
    std::map<MessageNumber, bandwidth::MessageFold> m_large; ///< Of those with many events.
};

} // namespace sendscope::index
