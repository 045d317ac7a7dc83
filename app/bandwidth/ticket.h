#pragma once

#include "app/base/clock.h"
#include "app/event/ids.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace sendscope::event {
struct StoredRequest;
}

namespace sendscope::bandwidth {

/// One event of a message, as a ticket tells it. Texts are UTF-8 as they came.
///
/// A plain value.
struct TicketEvent
{
    event::EventId event;
    QByteArray type;
    std::optional<base::UtcTime> time; ///< The event's own.
    base::UtcTime received;
    QByteArray to;
    QByteArray description;
    std::optional<int> errorCode;
    QByteArray carrierName;
    int status = 0; ///< What we answered; 0: nothing.
    std::optional<base::UtcTime> answered;
    bool isAnswerDelivered = true;
};

/// What support needs to know of one message. What the message says, and the addresses of its
/// media, are personal data and not in it; of links only the hosts are.
///
/// A plain value.
struct Ticket
{
    QByteArray messageId;
    QString state;      ///< In words; empty: not known.
    QStringList issues; ///< In words.
    QByteArray from;
    std::vector<QByteArray> to;
    QByteArray applicationId;
    QByteArray tag;
    QByteArray channel;
    QByteArray direction;
    std::optional<base::UtcTime> created;
    std::optional<int> segmentCount;
    qint64 media = 0;       ///< How many links.
    QStringList mediaHosts; ///< Each once.
    std::vector<TicketEvent> events;
};

/// Takes in one more event of the message: what the ticket does not know yet, and its line. Those
/// of another message, and what is no event, change nothing.
void addToTicket(Ticket &ticket, const event::StoredRequest &request, event::EventId event);

/// The ticket as Markdown, times in UTC, events by their time. Texts of strangers are escaped, so
/// that they are text and nothing else.
QString ticketText(const Ticket &ticket);

/// A text of strangers in Markdown: one line, without anything that means something there.
QString escapedForMarkdown(const QString &text);

} // namespace sendscope::bandwidth
