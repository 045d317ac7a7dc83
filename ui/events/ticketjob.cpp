#include "ui/events/ticketjob.h"

#include "app/index/eventsofmessage.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

struct TicketWords
{
    Q_DECLARE_TR_FUNCTIONS(TicketJob)
};

} // namespace

TicketJob::TicketJob(CopySource source)
    : m_source(std::move(source))
{
}

void TicketJob::find()
{
    for (const event::EventId event : m_source.events) {
        const auto found = m_source.snapshot->message(event);
        const bool isKnown = found
            && std::any_of(m_messages.begin(), m_messages.end(),
                           [&](const Message &known) { return known.number == found->number; });
        if (!found || isKnown)
            continue;
        if (m_messages.size() == kMostMessages) {
            m_isWhole = false;
            break;
        }
        Message message{found->number, found->id.toByteArray(),
                        index::eventsOfMessage(*m_source.snapshot, event), true};
        if (message.events.size() > kMostEvents) {
            message.events.resize(kMostEvents);
            message.isWhole = false;
        }
        if (!message.events.empty())
            m_messages.push_back(std::move(message));
    }
}

std::vector<event::EventId> TicketJob::events() const
{
    std::vector<event::EventId> all;
    for (const Message &message : m_messages)
        all.insert(all.end(), message.events.begin(), message.events.end());
    return all;
}

void TicketJob::take(const std::vector<event::StoredRequest> &requests)
{
    for (const Message &message : m_messages) {
        bandwidth::Ticket ticket;
        ticket.messageId = message.id;
        tellState(message, ticket);
        for (const event::EventId event : message.events) {
            const auto request =
                std::find_if(requests.begin(), requests.end(), [event](const auto &stored) {
                    return stored.firstEvent <= event
                        && event.value
                        < stored.firstEvent.value + qint64(stored.draft.events.size());
                });
            if (request != requests.end())
                bandwidth::addToTicket(ticket, *request, event);
        }
        if (!ticket.events.empty())
            m_tickets.push_back(std::move(ticket));
    }
}

QString TicketJob::text() const
{
    QStringList parts;
    for (const bandwidth::Ticket &ticket : m_tickets)
        parts += bandwidth::ticketText(ticket);
    return parts.join(u"\n---\n\n"_s);
}

QString TicketJob::sentence() const
{
    const auto count = qint64(m_tickets.size());
    QString sentence = count == 1
        ? TicketWords::tr("Message copied for a ticket")
        : TicketWords::tr("%1 messages copied for a ticket").arg(countText(count));
    const bool isWhole = m_isWhole
        && std::all_of(m_messages.begin(), m_messages.end(),
                       [](const Message &message) { return message.isWhole; });
    if (!isWhole)
        sentence += TicketWords::tr(", not all of it: at most %1 messages of %2 events each")
                        .arg(countText(kMostMessages), countText(kMostEvents));
    return sentence;
}

/// Of several recipients in different states that of each, also of one that no event is about.
void TicketJob::tellState(const Message &message, bandwidth::Ticket &ticket) const
{
    const auto now = m_source.snapshot->message(message.events.front());
    if (!now)
        return;
    const auto &recipients = now->recipients;
    const bool isOne =
        std::all_of(recipients.begin(), recipients.end(), [&recipients](const auto &each) {
            return each.state == recipients.front().state;
        });
    QStringList states;
    for (const index::Recipient &recipient : recipients) {
        const QByteArrayView state = bandwidth::name(recipient.state);
        if (state.isEmpty())
            continue;
        states += isOne ? QString::fromLatin1(state)
                        : QString::fromUtf8(recipient.number) + u' ' + QString::fromLatin1(state);
        if (isOne)
            break;
    }
    ticket.state = states.join(u", "_s);
    for (const bandwidth::Issue issue : bandwidth::kIssues) {
        if (now->issues.has(issue))
            ticket.issues += QString::fromLatin1(bandwidth::name(issue));
    }
}

} // namespace sendscope::ui
