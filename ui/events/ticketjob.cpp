#include "ui/events/ticketjob.h"

#include "app/index/eventsofmessage.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TicketJob)
};

using event::Field;

} // namespace

TicketJob::TicketJob(CopySource source)
    : m_source(std::move(source))
{
}

void TicketJob::find(const base::CancelToken &cancel)
{
    for (const event::EventId event : m_source.events) {
        const QByteArray id = valuesOf(event, Field::MessageId).value(0);
        const bool isKnown = std::any_of(m_messages.begin(), m_messages.end(),
                                         [&id](const Message &known) { return known.id == id; });
        if (id.isEmpty() || isKnown)
            continue;
        if (m_messages.size() == kMostMessages) {
            m_isWhole = false;
            break;
        }
        Message message{id, index::eventsOfMessage(*m_source.snapshot, event, {}, cancel), true};
        if (cancel.isCancelled())
            return;
        if (message.events.size() > kMostEvents) {
            message.events.resize(kMostEvents);
            message.isWhole = false;
        }
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
        ticket.state = stateOf(message);
        ticket.issues = issuesOf(message);
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
        ? Words::tr("Message copied for a ticket")
        : Words::tr("%1 messages copied for a ticket").arg(countText(count));
    const bool isWhole = m_isWhole
        && std::all_of(m_messages.begin(), m_messages.end(),
                       [](const Message &message) { return message.isWhole; });
    if (!isWhole)
        sentence += Words::tr(", not all of it: at most %1 messages of %2 events each")
                        .arg(countText(kMostMessages), countText(kMostEvents));
    return sentence;
}

QByteArrayList TicketJob::valuesOf(event::EventId event, event::Field field) const
{
    QByteArrayList values;
    for (const QByteArrayView text : m_source.snapshot->cell(event, field).texts)
        values += text.toByteArray();
    return values;
}

/// Of several recipients in different states that of each.
QString TicketJob::stateOf(const Message &message) const
{
    std::map<QByteArray, QByteArray> states; // The newest event's of each recipient.
    for (const event::EventId event : message.events) {
        const QByteArray state = valuesOf(event, Field::State).value(0);
        if (!state.isEmpty())
            states[valuesOf(event, Field::Theirs).value(0)] = state;
    }
    if (states.empty())
        return {};
    const bool isOne = std::all_of(states.begin(), states.end(), [&states](const auto &each) {
        return each.second == states.begin()->second;
    });
    if (isOne)
        return QString::fromUtf8(states.begin()->second);
    QStringList each;
    for (const auto &[recipient, state] : states)
        each += QString::fromUtf8(recipient + ' ' + state);
    return each.join(u", "_s);
}

QStringList TicketJob::issuesOf(const Message &message) const
{
    QStringList issues;
    for (const event::EventId event : message.events) {
        for (const QByteArray &issue : valuesOf(event, Field::Issues)) {
            if (const QString word = QString::fromUtf8(issue); !issues.contains(word))
                issues += word;
        }
    }
    return issues;
}

} // namespace sendscope::ui
