#include "ui/detail/detailfield.h"

#include "app/bandwidth/errorcode.h"
#include "ui/detail/visibletext.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using bandwidth::EventFacts;
using bandwidth::Stage;

/// The words of this file, for the translator.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Detail)
};

QString shownText(QByteArrayView bytes)
{
    if (bytes.size() <= kMaxShownText)
        return visibleText(bytes).text;
    return Words::tr("%1… (%L2 bytes in all)")
        .arg(visibleText(bytes.first(kMaxShownText)).text, QLocale().toString(bytes.size()));
}

QString moment(base::UtcTime time)
{
    return day(time) + u' ' + clockTime(time);
}

/// Collects the fields that have something to say.
class Fields
{
public:
    void add(const QString &label, const QString &value, const QString &note = {})
    {
        if (!value.isEmpty())
            m_fields.push_back({label, value, note, false});
    }
    void addText(const QString &label, QByteArrayView value) { add(label, shownText(value)); }
    void addFixed(const QString &label, const QString &value)
    {
        if (!value.isEmpty())
            m_fields.push_back({label, value, {}, true});
    }

    std::vector<DetailField> take() { return std::move(m_fields); }

private:
    std::vector<DetailField> m_fields;
};

/// "1 of 3 in this request"; empty where there is only one.
QString ordinal(const DetailContent &content)
{
    const qsizetype count = qsizetype(content.request().draft.events.size());
    if (count < 2)
        return {};
    const qint64 index = content.detail.event.value - content.request().firstEvent.value;
    return Words::tr("%1 of %2 in this request").arg(index + 1).arg(count);
}

QString joined(const std::vector<QByteArray> &numbers)
{
    QStringList shown;
    for (const QByteArray &number : numbers)
        shown += phoneNumber(shownText(number));
    return shown.join(u", "_s);
}

void addErrorCode(Fields &fields, const EventFacts &facts)
{
    if (!facts.errorCode)
        return;
    const bandwidth::ErrorCode known = bandwidth::explain(*facts.errorCode);
    QStringList note{known.meaning, known.whatToDo};
    if (!known.whoCanFix.isEmpty())
        note += Words::tr("Who can fix it: %1.").arg(known.whoCanFix);
    if (known.isBillable)
        note += *known.isBillable ? Words::tr("Billed all the same.") : Words::tr("Not billed.");
    note.removeAll(QString());
    fields.add(Words::tr("Error code"),
               known.slug.isEmpty() ? QString::number(known.code)
                                    : QString::number(known.code) + u' ' + known.slug,
               note.join(u' '));
}

void addTimes(Fields &fields, const DetailContent &content, const EventFacts &facts)
{
    const base::UtcTime arrived = content.request().draft.request.arrived;
    if (facts.time) {
        const auto lag = arrived - *facts.time;
        fields.add(Words::tr("Event time"), moment(*facts.time),
                   lag.count() >= 0
                       ? Words::tr("Arrived %1 later.").arg(span(lag))
                       : Words::tr("That is %1 after it arrived: one of the clocks is wrong.")
                             .arg(span(-lag)));
    }
    if (facts.messageTime)
        fields.add(Words::tr("Message created"), moment(*facts.messageTime));
}

void addMedia(Fields &fields, const EventFacts &facts)
{
    int number = 0;
    for (const QByteArray &url : facts.media)
        fields.addFixed(Words::tr("Media %1").arg(++number), shownText(url));
}

std::vector<DetailField> factFields(const DetailContent &content, const EventFacts &facts)
{
    Fields fields;
    fields.add(Words::tr("Event"), shownText(facts.type), typeMeaning(facts));
    fields.add(Words::tr("Place"), ordinal(content));
    addErrorCode(fields, facts);
    fields.addText(Words::tr("Description"), facts.description);
    addTimes(fields, content, facts);
    fields.add(Words::tr("From"), phoneNumber(shownText(facts.from)));
    fields.add(Words::tr("To"), phoneNumber(shownText(facts.to)));
    if (facts.recipients.size() > 1)
        fields.add(Words::tr("All recipients"), joined(facts.recipients));
    fields.add(Words::tr("Your number"), phoneNumber(shownText(facts.owner)));
    fields.addText(Words::tr("Text"), facts.text);
    if (facts.segmentCount)
        fields.add(Words::tr("Segments"), QString::number(*facts.segmentCount));
    addMedia(fields, facts);
    fields.addText(Words::tr("Tag"), facts.tag);
    fields.addText(Words::tr("Channel"), facts.channel);
    fields.addText(Words::tr("Direction"), facts.direction);
    fields.addText(Words::tr("Carrier"), facts.carrierName);
    fields.addFixed(Words::tr("Message id"), shownText(facts.messageId));
    fields.addFixed(Words::tr("Application id"), shownText(facts.applicationId));
    return fields.take();
}

/// "line 9, column 4 (byte 412)"; empty without an offset, or where it is of the head.
QString placeInBody(const DetailContent &content)
{
    const auto &refusal = content.request().draft.request.refusal;
    const bool isOfBody =
        content.request().draft.request.verdict == event::Verdict::Malformed && refusal;
    if (!isOfBody || refusal->offset < 0)
        return {};
    const BodyPlace place = placeOf(content.body, refusal->offset);
    return Words::tr("line %1, column %2 (byte %3)")
        .arg(place.line)
        .arg(place.column)
        .arg(refusal->offset);
}

std::vector<DetailField> rejectedFields(const DetailContent &content)
{
    const event::Request &request = content.request().draft.request;
    Fields fields;
    switch (content.kind) {
    case event::Kind::Malformed:
        fields.add(Words::tr("Malformed"),
                   request.refusal ? event::sentence(*request.refusal)
                                   : Words::tr("The body could not be read"),
                   Words::tr("The request is kept as it came; see JSON and Request."));
        fields.add(Words::tr("Place"), placeInBody(content));
        break;
    case event::Kind::Refused:
        fields.add(Words::tr("Refused"),
                   request.refusal ? event::sentence(*request.refusal) : Words::tr("Not taken"),
                   Words::tr("What came of it is kept; see Request."));
        if (request.refusal && request.refusal->offset >= 0)
            fields.add(Words::tr("Place"), Words::tr("byte %1").arg(request.refusal->offset));
        break;
    case event::Kind::Handshake:
        fields.add(Words::tr("Handshake"), Words::tr("Asked for credentials"),
                   Words::tr("Bandwidth's first request comes without them, and is repeated with "
                             "them once it was asked. If no second request follows, set user name "
                             "and password in the Bandwidth application."));
        break;
    case event::Kind::Event:
    case event::Kind::Other:
    case event::Kind::Marker:
        fields.add(Words::tr("No event"),
                   Words::tr("This is valid JSON, but not an event of Bandwidth."));
        fields.add(Words::tr("Place"), ordinal(content));
        break;
    }
    if (content.unreadable)
        fields.add(Words::tr("Body"), base::sentence(*content.unreadable));
    return fields.take();
}

} // namespace

QString typeMeaning(const EventFacts &facts)
{
    switch (bandwidth::stageOf(facts)) {
    case Stage::Queued:
    case Stage::Sending:
        return Words::tr("On the way to the carrier.");
    case Stage::Sent:
        return Words::tr("Left Bandwidth's network.");
    case Stage::Delivered:
        return Words::tr("The carrier took it, or the phone has it.");
    case Stage::Failed:
        return Words::tr("Not delivered, for good. The error code says why.");
    case Stage::NoReceipt:
        return Words::tr("Nobody knows: the carrier sent no receipt in time.");
    case Stage::Read:
        return Words::tr("The recipient has opened it.");
    case Stage::Received:
        return Words::tr("A message to one of your numbers.");
    case Stage::None:
        break;
    }
    return {};
}

std::vector<DetailField> eventFields(const DetailContent &content)
{
    const bool isEvent = content.kind == event::Kind::Event && content.facts;
    return isEvent ? factFields(content, *content.facts) : rejectedFields(content);
}

std::vector<DetailField> requestFields(const DetailContent &content)
{
    const event::Request &request = content.request().draft.request;
    Fields fields;
    fields.add(Words::tr("Request"), QLocale().toString(content.request().id.value));
    fields.add(Words::tr("Arrived"), moment(request.arrived));
    fields.addFixed(Words::tr("From"), request.peer);
    fields.addFixed(Words::tr("To"), request.local);
    fields.add(Words::tr("Body"), sizeText(request.body.size()),
               content.body.size() != request.body.size() && !content.unreadable
                   ? Words::tr("%1 when unpacked.").arg(sizeText(content.body.size()))
                   : QString());
    return fields.take();
}

std::vector<DetailField> responseFields(const DetailContent &content)
{
    const event::Request &request = content.request().draft.request;
    const auto &outcome = content.request().outcome;
    const int status = outcome ? outcome->status : request.status;
    Fields fields;
    fields.add(Words::tr("Answered"),
               status > 0 ? QString::number(status) : Words::tr("Nothing could be answered"),
               outcome && outcome->status != request.status && outcome->status > 0
                   ? Words::tr("%1 was decided.").arg(request.status)
                   : QString());
    if (request.refusal)
        fields.add(Words::tr("Because"), event::sentence(*request.refusal));
    if (!outcome) {
        const bool wasLive = request.via == event::Via::Listener && status > 0;
        fields.add(Words::tr("Delivered"), wasLive ? Words::tr("Not known") : QString(),
                   Words::tr("The recording has no word on whether the answer left."));
        return fields.take();
    }
    fields.add(Words::tr("Delivered"), outcome->isDelivered ? Words::tr("Yes") : Words::tr("No"),
               outcome->isDelivered ? QString()
                                    : Words::tr("The sender was gone before the answer. Bandwidth "
                                                "will send this again."));
    fields.add(Words::tr("At"), moment(outcome->at));
    if (outcome->at > request.arrived)
        fields.add(Words::tr("Took"), span(outcome->at - request.arrived));
    return fields.take();
}

std::vector<DetailField> attemptFields(const event::Attempt &attempt)
{
    Fields fields;
    fields.addFixed(Words::tr("Target"), attempt.target);
    fields.add(Words::tr("Sent"), moment(attempt.started));
    if (attempt.error.isEmpty())
        fields.add(Words::tr("Answered"), QString::number(attempt.status));
    else
        fields.add(Words::tr("Failed"), attempt.error);
    fields.add(Words::tr("Took"), span(attempt.took));
    return fields.take();
}

} // namespace sendscope::ui
