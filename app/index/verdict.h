#pragma once

#include "app/index/snapshot.h"

#include <QString>

#include <map>
#include <vector>

namespace sendscope::index {

/// What has become of the message for that recipient, in a few words and the user's language:
/// "Sending for 12 s", "Delivered in 4.28 s", "Overdue for 14 min". \p now: Messages::moment().
QString verdict(const Message &message, const Recipient &recipient, base::UtcTime now);

/// The same of the whole message; of a group "3 of 4 delivered".
QString verdict(const Message &message, base::UtcTime now);

/// What is known of a wait for a final event, to judge for oneself whose fault it is.
///
/// A plain value.
struct Wait
{
    struct Refusals
    {
        int status = 0; ///< What we answered; 0: nothing.
        qint64 requests = 0;

        friend bool operator==(const Refusals &, const Refusals &) = default;
    };

    std::chrono::microseconds span{};        ///< Since the first event's arrival.
    std::chrono::microseconds notRecorded{}; ///< How much of it was not recorded.
    std::vector<Refusals> refused;           ///< By status, most first.
};

/// Tells of the waits of a snapshot's messages: of many of them, what was refused is looked for
/// once.
///
/// Borrows the snapshot. Thread: any.
class Waits
{
public:
    /// \p first: of messages that begin there or later.
    explicit Waits(const Snapshot &snapshot, event::EventId first = {});

    /// None where no recipient of it is overdue. \p now: Messages::moment().
    std::optional<Wait> of(const Message &message, base::UtcTime now) const;

private:
    const Snapshot &m_snapshot;
    std::map<int, std::vector<event::EventId>> m_refused; ///< By what was answered; ascending.
};

std::optional<Wait> waitOf(const Snapshot &snapshot, const Message &message, base::UtcTime now);

/// "No final event for 47 min. Recording all the time; 2 requests refused meanwhile (401).
/// Bandwidth reports 9902 after about 2 h; some carriers never report."
QString sentence(const Wait &wait);

/// Why the sender sent an event again, by how the one before was answered: "answered 504 after 10.0
/// s", "the sender hung up", "answered 200 all the same". \p event: one of message.oddEvents that
/// is a repeat. Empty where nothing is known of the one before.
QString reasonOfRepeat(const Snapshot &snapshot, const Message &message, event::EventId event);

} // namespace sendscope::index
