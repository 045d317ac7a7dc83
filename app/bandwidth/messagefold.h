#pragma once

#include "app/bandwidth/message.h"
#include "app/bandwidth/messagestate.h"
#include "app/base/clock.h"
#include "app/event/ids.h"

#include <QByteArrayView>
#include <QHash>

#include <optional>
#include <vector>

namespace sendscope::bandwidth {

/// A recipient's place among those of its message. Places are given as numbers become known, and
/// stay.
using RecipientPlace = quint8;

/// The event names no recipient: it tells of all of them.
constexpr RecipientPlace kEveryRecipient = 255;

/// The event is about a recipient that is not followed.
constexpr RecipientPlace kOtherRecipient = 254;

/// Bandwidth allows ten, and a few more for messages to us. Numbers beyond are not followed.
constexpr size_t kMostRecipients = 250;

/// What one event says of its message. A plain value; borrows its type.
struct Step
{
    event::EventId event;
    Stage stage = Stage::None;
    bool isInbound = false;
    bool hasState = true; ///< False: it is about no message that becomes anything.
    RecipientPlace recipient = kEveryRecipient;
    base::UtcTime arrived;
    std::optional<base::UtcTime> time; ///< The event's.
    std::optional<base::UtcTime> readAt;
    std::optional<base::UtcTime> created; ///< The message's.
    std::optional<int> errorCode;
    Issues issues;       ///< Those that the event has by itself: Schema.
    QByteArrayView type; ///< Has to last as long as the fold.

    /// Of the element's bytes. 0 for an event with an id and a time, which tell repeats apart.
    quint64 digest = 0;
};

/// What has become of the message for one recipient. Times are the events' own, or of their arrival
/// where they have none; the epoch: there was no such event.
///
/// A plain value.
struct RecipientState
{
    event::EventId decisive; ///< The event that made the state, or the 9902; null where none did.
    base::UtcTime sending;   ///< The first message-sending.
    base::UtcTime sent;      ///< The first message-sent.
    base::UtcTime read;      ///< The last message-read.
    base::UtcTime final;     ///< Delivered or failed, whichever holds; else read; else received;
                             ///< else the 9902.
    qint32 errorCode = 0;    ///< Of a failure, or 9902; 0: none.
    State state = State::None;
    Issues issues; ///< Of the recipient, and those of its events.

    friend bool operator==(const RecipientState &, const RecipientState &) = default;
};

/// From the message's creation, or the step before where one is known. None where either end is
/// not. Negative where clocks disagree.
struct Latencies
{
    std::optional<std::chrono::microseconds> took;         ///< Created to final; not to a 9902.
    std::optional<std::chrono::microseconds> sendingAfter; ///< Created to sending.
    std::optional<std::chrono::microseconds> sentAfter;    ///< The step before to sent.
    std::optional<std::chrono::microseconds> finalAfter;   ///< The step before to final.

    friend bool operator==(const Latencies &, const Latencies &) = default;
};

Latencies latenciesOf(const RecipientState &recipient, base::UtcTime created);

/// An event of which more is to be said. A plain value.
struct OddEvent
{
    event::EventId event;
    event::EventId repeatOf; ///< The first of its kind; null: it is none.
    quint32 repeats = 0;     ///< How often the sender sent it again.
    bool isOutOfOrder = false;

    friend bool operator==(const OddEvent &, const OddEvent &) = default;
};

/// Works out what has become of a message, from its events alone. Their order of arrival decides
/// which of several is called the repeat, which is out of order, and which of two that say the same
/// is named as decisive; nothing else depends on it.
///
/// Later by event time wins between delivered and failed, the failure where both are of the same
/// moment. 9902 ends the wait and is no failure; anything final after or before it counts.
///
/// A value. Thread: one at a time.
class MessageFold
{
public:
    void clear();
    void add(const Step &step); ///< In order of arrival.

    /// Of so many recipients, by place. \p isTimeUp: those that wait for a final event are overdue.
    std::vector<RecipientState> recipients(size_t count, bool isTimeUp) const;

    std::vector<OddEvent> oddEvents() const; ///< Ascending.

    base::UtcTime created() const { return m_created; } ///< The epoch: no event says.
    base::UtcTime started() const { return m_started; } ///< The first arrival.
    Issues issues() const { return m_issues; }          ///< Of all events by themselves.
    size_t events() const { return m_repeats.size(); }

private:
    /// A moment of one stage, and who tells of it.
    struct Moment
    {
        event::EventId event; ///< Null: none.
        base::UtcTime at;
        int errorCode = 0;
    };

    /// What events have said of one recipient, or of all of them.
    struct Track
    {
        Moment sending;
        Moment sent;
        Moment delivered;
        Moment failed;
        Moment noReceipt;
        Moment read;
        Moment received;
        Issues issues;                               ///< Of its events by themselves.
        base::UtcTime latest = base::UtcTime::min(); ///< Of event times; not of repeats.
    };

    /// What makes an event the same as another.
    struct Sameness
    {
        QByteArrayView type;
        base::UtcTime time;
        quint64 digest = 0;
        RecipientPlace recipient = kEveryRecipient;

        friend bool operator==(const Sameness &, const Sameness &) = default;
        friend size_t qHash(const Sameness &one, size_t seed = 0)
        {
            return qHashMulti(seed, one.type, one.time.time_since_epoch().count(), one.digest,
                              one.recipient);
        }
    };

    struct First
    {
        Sameness sameness;
        size_t place = 0;
        event::EventId event;
        base::UtcTime arrived;
    };

    Track &trackOf(RecipientPlace recipient);
    static void take(Track &track, const Step &step, base::UtcTime at);
    Track joined(size_t place) const;
    RecipientState stateOf(const Track &track, bool isTimeUp) const;
    First *findFirst(const Sameness &sameness);
    std::optional<event::EventId> repeated(const Step &step);

    Track m_every; ///< Of the events that name nobody.
    std::vector<Track> m_tracks;
    bool m_hasState = false;
    bool m_isOutbound = false;
    base::UtcTime m_created;
    base::UtcTime m_started;
    Issues m_issues;
    std::vector<First> m_firsts;
    QHash<Sameness, size_t> m_index; ///< Of m_firsts, once they are many.
    std::vector<quint32> m_repeats;  ///< By event: how often it came again.
    std::vector<event::EventId> m_ids;
    std::vector<OddEvent> m_odd; ///< Repeats and those out of order.
};

} // namespace sendscope::bandwidth
