#pragma once

#include "app/bandwidth/ticket.h"
#include "app/base/canceltoken.h"
#include "app/event/request.h"
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

    /// Looks for all events of the chosen rows' messages: a scan of the snapshot for each.
    void find(const base::CancelToken &cancel);

    std::vector<event::EventId> events() const; ///< That are to be read; after find().

    void take(const std::vector<event::StoredRequest> &requests); ///< In whatever order.

    QString text() const;     ///< Empty where none of the rows is of a message.
    QString sentence() const; ///< "Message copied for a ticket", and what was left out.

private:
    struct Message
    {
        QByteArray id;
        std::vector<event::EventId> events; ///< Ascending.
        bool isWhole = true;
    };

    QString stateOf(const Message &message) const;
    QStringList issuesOf(const Message &message) const;
    QByteArrayList valuesOf(event::EventId event, event::Field field) const;

    const CopySource m_source;
    std::vector<Message> m_messages;
    bool m_isWhole = true; ///< No message was left out.
    std::vector<bandwidth::Ticket> m_tickets;
};

} // namespace sendscope::ui
