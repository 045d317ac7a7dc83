#pragma once

#include "app/index/snapshot.h"
#include "ui/widgets/eventlook.h"

#include <optional>

namespace sendscope::ui {

/// What one row of the table of messages is about: a message, or one recipient of it.
///
/// Borrows from the snapshot.
struct MessageRow
{
    index::Message message;
    const index::Recipient *recipient = nullptr; ///< Null: the message as a whole, a group.
    bool isPart = false;                         ///< A recipient's row below that of its group.

    bool isGroup() const { return recipient == nullptr; }
};

/// The event that says most about the row: that which made its state, else its last one.
event::EventId tellingEvent(const index::Snapshot &snapshot, const MessageRow &row);

EventLook lookOf(const MessageRow &row);

/// From the message's creation to what is final, or up to \p moment while something may still
/// come. Of a group the longest. None where nobody knows when it began.
struct MessageTime
{
    std::optional<std::chrono::microseconds> span;
    bool isOpen = false; ///< It goes on.
};
MessageTime timeOf(const MessageRow &row, base::UtcTime moment);

/// From where its steps are counted: its creation, else the first that is known of it.
base::UtcTime beginOf(const MessageRow &row);

/// How often the sender sent one of its events again; of a recipient one of those about it.
qint64 repeatsOf(const index::Snapshot &snapshot, const MessageRow &row);

/// When the last of those arrived; the epoch without one.
base::UtcTime lastRepeat(const index::Snapshot &snapshot, const MessageRow &row);

} // namespace sendscope::ui
