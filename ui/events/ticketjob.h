#pragma once

#include "app/bandwidth/ticket.h"
#include "app/event/request.h"
#include "app/index/messages.h"
#include "ui/events/copyformat.h"

#include <QString>

#include <vector>

namespace sendscope::ui {

/// The messages of chosen rows on their way to the clipboard as text for a ticket: their events are
/// looked for, then read, then put into words.
///
/// Thread: one at a time.
class TicketJob
{
public:
    /// So many messages go into one text, and so many events of each.
    static constexpr size_t kMostMessages = 20;
    static constexpr size_t kMostEvents = 200;

    explicit TicketJob(CopySource source);

    /// Looks for all events of the chosen rows' messages.
    void find();

    std::vector<event::EventId> events() const; ///< That are to be read; after find().

    void take(const std::vector<event::StoredRequest> &requests); ///< In whatever order.

    QString text() const;     ///< Empty where none of the rows is of a message.
    QString sentence() const; ///< "Message copied for a ticket", and what was left out.

private:
    struct Message
    {
        index::MessageNumber number = index::kNoMessage;
        QByteArray id;
        std::vector<event::EventId> events; ///< Ascending.
        bool isWhole = true;
    };

    void tellState(const Message &message, bandwidth::Ticket &ticket) const;

    const CopySource m_source;
    std::vector<Message> m_messages;
    bool m_isWhole = true; ///< No message was left out.
    std::vector<bandwidth::Ticket> m_tickets;
};

} // namespace sendscope::ui
