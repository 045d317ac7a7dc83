#include "ui/messages/messagerow.h"

#include "ui/widgets/statelook.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

using bandwidth::Issue;
using bandwidth::State;

constexpr base::UtcTime kNever{};

/// An event of a message is looked for among so many of its last.
constexpr size_t kMostLooked = 100;

/// Nobody has removed it.
bool isThere(const index::Snapshot &snapshot, event::EventId event)
{
    const index::RowList &removed = *snapshot.removed();
    return !event.isNull() && !std::binary_search(removed.begin(), removed.end(), event);
}

bool isAbout(const index::Snapshot &snapshot, const MessageRow &row, event::EventId event)
{
    if (!row.isPart)
        return true;
    const index::Recipient *recipient = snapshot.recipient(event);
    return !recipient || recipient == row.recipient;
}

MessageTime timeOf(const index::Recipient &recipient, base::UtcTime begin, base::UtcTime moment)
{
    if (begin == kNever || recipient.state == State::None)
        return {};
    const bool hasEnded = isFinal(recipient.state) || recipient.issues.has(Issue::NoReceipt);
    if (hasEnded && recipient.final == kNever)
        return {};
    return {.span = (hasEnded ? recipient.final : moment) - begin, .isOpen = !hasEnded};
}

} // namespace

event::EventId tellingEvent(const index::Snapshot &snapshot, const MessageRow &row)
{
    const index::Message &message = row.message;
    if (row.recipient && isThere(snapshot, row.recipient->decisive))
        return row.recipient->decisive;
    if (row.isGroup()) {
        for (const index::Recipient &one : message.recipients) {
            if (one.state == message.state && isThere(snapshot, one.decisive))
                return one.decisive;
        }
    }
    size_t looked = 0;
    for (auto event = message.events.rbegin();
         event != message.events.rend() && looked < kMostLooked; ++event, ++looked) {
        if (isThere(snapshot, *event) && isAbout(snapshot, row, *event))
            return *event;
    }
    return message.events.back();
}

EventLook lookOf(const MessageRow &row)
{
    return row.recipient ? stateLook(row.recipient->state, row.recipient->issues)
                         : stateLook(row.message.state, row.message.issues);
}

MessageTime timeOf(const MessageRow &row, base::UtcTime moment)
{
    const base::UtcTime begin = beginOf(row);
    if (row.recipient)
        return timeOf(*row.recipient, begin, moment);
    MessageTime longest;
    for (const index::Recipient &one : row.message.recipients) {
        const MessageTime time = timeOf(one, begin, moment);
        if (time.span
            && (!longest.span || time.isOpen > longest.isOpen
                || (time.isOpen == longest.isOpen && *time.span > *longest.span)))
            longest = time;
    }
    return longest;
}

base::UtcTime beginOf(const MessageRow &row)
{
    if (row.message.created != kNever)
        return row.message.created;
    base::UtcTime begin = row.message.started;
    if (row.recipient) {
        for (const base::UtcTime step :
             {row.recipient->sending, row.recipient->sent, row.recipient->final}) {
            if (step != kNever)
                begin = std::min(begin, step);
        }
    }
    return begin;
}

qint64 repeatsOf(const index::Snapshot &snapshot, const MessageRow &row)
{
    qint64 repeats = 0;
    for (const bandwidth::OddEvent &odd : row.message.oddEvents) {
        if (odd.repeats > 0 && isAbout(snapshot, row, odd.event))
            repeats += odd.repeats;
    }
    return repeats;
}

base::UtcTime lastRepeat(const index::Snapshot &snapshot, const MessageRow &row)
{
    const auto odd = row.message.oddEvents;
    const auto last = std::find_if(odd.rbegin(), odd.rend(), [&](const bandwidth::OddEvent &one) {
        return !one.repeatOf.isNull() && isAbout(snapshot, row, one.event);
    });
    if (last == odd.rend())
        return kNever;
    const auto values = snapshot.row(last->event);
    return values ? values->received : kNever;
}

} // namespace sendscope::ui
