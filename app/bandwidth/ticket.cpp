#include "app/bandwidth/ticket.h"

#include "app/bandwidth/errorcode.h"
#include "app/bandwidth/explanation.h"
#include "app/bandwidth/message.h"
#include "app/event/contentcoding.h"
#include "app/event/request.h"
#include "app/event/split.h"
#include "app/event/timestamp.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace sendscope::bandwidth {
namespace {

struct TicketWords
{
    Q_DECLARE_TR_FUNCTIONS(Ticket)
};

constexpr qsizetype kMostCharacters = 300; ///< Of one text of strangers.

QString escaped(const QByteArray &utf8)
{
    return escapedForMarkdown(QString::fromUtf8(utf8));
}

/// "2020-06-25 18:42:36.979"
QString moment(base::UtcTime time)
{
    return QString::fromLatin1(event::formatTimestamp(time).first(23)).replace(u'T', u' ');
}

QString moment(const std::optional<base::UtcTime> &time)
{
    return time ? moment(*time) : QString();
}

QString row(const QStringList &cells)
{
    return u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
}

/// The element of that row; -1 where there is none.
qint32 elementOf(const event::JsonText &json, const event::StoredRequest &request,
                 event::EventId event)
{
    const qint64 place = event.value - request.firstEvent.value;
    const auto &drafts = request.draft.events;
    if (place < 0 || place >= qint64(drafts.size()))
        return -1;
    const std::vector<qint32> elements = event::elementsOf(json);
    const qint32 element = drafts[size_t(place)].element;
    return element >= 0 && size_t(element) < elements.size() ? elements[size_t(element)] : -1;
}

void takeFacts(Ticket &ticket, const EventFacts &facts)
{
    const auto take = [](QByteArray &to, const QByteArray &from) {
        if (to.isEmpty())
            to = from;
    };
    take(ticket.messageId, facts.messageId);
    take(ticket.from, facts.from);
    take(ticket.applicationId, facts.applicationId);
    take(ticket.tag, facts.tag);
    take(ticket.channel, facts.channel);
    take(ticket.direction, facts.direction);
    if (!ticket.created)
        ticket.created = facts.messageTime;
    if (!ticket.segmentCount)
        ticket.segmentCount = facts.segmentCount;
    if (ticket.to.size() < facts.recipients.size())
        ticket.to = facts.recipients;
    if (ticket.to.empty() && !facts.to.isEmpty())
        ticket.to = {facts.to};
    ticket.media = std::max(ticket.media, qint64(facts.media.size()));
    for (const QByteArray &link : facts.media) {
        const QString host = QUrl(QString::fromUtf8(link)).host();
        if (!host.isEmpty() && !ticket.mediaHosts.contains(host))
            ticket.mediaHosts << host;
    }
}

/// "200, 2020-06-25 18:42:37.020"
QString answerText(const TicketEvent &event)
{
    QString text = event.status > 0 ? QString::number(event.status) : TicketWords::tr("none");
    if (!event.isAnswerDelivered)
        text += TicketWords::tr(", the sender had gone");
    else if (event.answered)
        text += u", "_s + moment(*event.answered);
    return text;
}

QString mediaText(const Ticket &ticket)
{
    QStringList hosts;
    for (const QString &host : ticket.mediaHosts)
        hosts << escapedForMarkdown(host);
    const QString links = ticket.media == 1 ? TicketWords::tr("1 link")
                                            : TicketWords::tr("%1 links").arg(ticket.media);
    return hosts.isEmpty() ? links : TicketWords::tr("%1 at %2").arg(links, hosts.join(u", "_s));
}

QString factsText(const Ticket &ticket)
{
    QString text =
        row({TicketWords::tr("Message id"), escaped(ticket.messageId)}) + u"|---|---|\n"_s;
    const auto add = [&text](const QString &label, const QString &value) {
        if (!value.isEmpty())
            text += row({label, value});
    };
    QStringList recipients;
    for (const QByteArray &to : ticket.to)
        recipients << escaped(to);
    QStringList issues;
    for (const QString &issue : ticket.issues)
        issues << escapedForMarkdown(issue);
    QStringList carriers;
    for (const TicketEvent &event : ticket.events) {
        const QString carrier = escaped(event.carrierName);
        if (!carrier.isEmpty() && !carriers.contains(carrier))
            carriers << carrier;
    }
    add(TicketWords::tr("State"), escapedForMarkdown(ticket.state));
    add(TicketWords::tr("Issues"), issues.join(u", "_s));
    add(TicketWords::tr("From"), escaped(ticket.from));
    add(TicketWords::tr("To"), recipients.join(u", "_s));
    add(TicketWords::tr("Direction"), escaped(ticket.direction));
    add(TicketWords::tr("Channel"), escaped(ticket.channel));
    add(TicketWords::tr("Application"), escaped(ticket.applicationId));
    add(TicketWords::tr("Tag"), escaped(ticket.tag));
    add(TicketWords::tr("Created"), moment(ticket.created));
    add(TicketWords::tr("Segments"),
        ticket.segmentCount ? QString::number(*ticket.segmentCount) : QString());
    add(TicketWords::tr("Carrier"), carriers.join(u", "_s));
    if (ticket.media > 0)
        add(TicketWords::tr("Media"), mediaText(ticket));
    return text;
}

/// By the time of the event, else of its arrival.
std::vector<TicketEvent> inOrder(std::vector<TicketEvent> events)
{
    std::stable_sort(events.begin(), events.end(), [](const TicketEvent &a, const TicketEvent &b) {
        return a.time.value_or(a.received) < b.time.value_or(b.received);
    });
    return events;
}

QString eventsText(const std::vector<TicketEvent> &events)
{
    QString text =
        row({TicketWords::tr("Time (UTC)"), TicketWords::tr("Event"), TicketWords::tr("Recipient"),
             TicketWords::tr("Code"), TicketWords::tr("Description"),
             TicketWords::tr("Received (UTC)"), TicketWords::tr("Our response (UTC)")})
        + u"|---|---|---|---|---|---|---|\n"_s;
    for (const TicketEvent &event : events) {
        text += row({moment(event.time), escaped(event.type), escaped(event.to),
                     event.errorCode ? QString::number(*event.errorCode) : QString(),
                     escaped(event.description), moment(event.received), answerText(event)});
    }
    return text;
}

QString codesText(const std::vector<TicketEvent> &events)
{
    std::set<int> codes;
    for (const TicketEvent &event : events) {
        if (event.errorCode)
            codes.insert(*event.errorCode);
    }
    QString text;
    for (const int code : codes) {
        const ErrorCode known = explain(code);
        const QString name = known.slug.isEmpty() ? known.brief : known.slug;
        text += TicketWords::tr("**%1 %2:** %3 Reported by %4; %5.")
                    .arg(QString::number(code), name, known.meaning, reporterWords(code),
                         classWords(code))
            + u'\n';
    }
    return text;
}

} // namespace

void addToTicket(Ticket &ticket, const event::StoredRequest &stored, event::EventId event)
{
    const event::Request &request = stored.draft.request;
    if (request.verdict != event::Verdict::Accepted)
        return;
    const auto body = event::readableBody(request.head, request.body);
    const auto json = body ? event::JsonText::scan(*body) : body.error();
    const qint32 element = json ? elementOf(*json, stored, event) : -1;
    if (element < 0 || json->span(element).type != event::JsonSpan::Type::Object)
        return;
    const EventFacts facts = readEvent(*json, element);
    if (!ticket.messageId.isEmpty() && facts.messageId != ticket.messageId)
        return;

    takeFacts(ticket, facts);
    TicketEvent line;
    line.event = event;
    line.type = facts.type;
    line.time = facts.time;
    line.received = request.arrived;
    line.to = facts.to;
    line.description = facts.description;
    line.errorCode = facts.errorCode;
    line.carrierName = facts.carrierName;
    line.status = stored.outcome ? stored.outcome->status : request.status;
    if (stored.outcome) {
        line.answered = stored.outcome->at;
        line.isAnswerDelivered = stored.outcome->isDelivered;
    }
    ticket.events.push_back(std::move(line));
}

QString ticketText(const Ticket &ticket)
{
    const std::vector<TicketEvent> events = inOrder(ticket.events);
    QString text = factsText(ticket) + u'\n' + eventsText(events);
    if (const QString codes = codesText(events); !codes.isEmpty())
        text += u'\n' + codes;
    return text;
}

QString escapedForMarkdown(const QString &text)
{
    // Everything that begins something: emphasis, code, links, HTML, tables, headings, mentions,
    // and the colon of an address that would become a link by itself.
    static const QString special = u"\\`*_[]<>|~&#!@:"_s;
    QString escaped;
    for (const uint code : text.left(kMostCharacters).toUcs4()) {
        const QChar::Category category = QChar::category(code);
        const bool isUnseen = category == QChar::Other_Control || category == QChar::Other_Format
            || category == QChar::Other_Surrogate || category == QChar::Separator_Line
            || category == QChar::Separator_Paragraph;
        if (code == u'\n' || code == u'\r' || code == u'\t') {
            escaped += u' ';
        } else if (isUnseen) {
            escaped += QChar::ReplacementCharacter;
        } else {
            if (code < 0x80 && special.contains(QChar(char16_t(code))))
                escaped += u'\\';
            escaped += QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1);
        }
    }
    if (text.size() > kMostCharacters)
        escaped += u'…';
    // A name that begins so would become a link too.
    return escaped.replace(u"www."_s, u"www\\."_s, Qt::CaseInsensitive);
}

} // namespace sendscope::bandwidth
