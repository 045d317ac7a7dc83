#include "app/bandwidth/errorcode.h"
#include "app/bandwidth/explanation.h"
#include "app/base/spantext.h"
#include "app/event/jsonpath.h"
#include "app/event/timestamp.h"
#include "ui/body/jsonvalue.h"
#include "ui/detail/detailcontent.h"
#include "ui/detail/fieldcollector.h"
#include "ui/detail/fieldpath.h"
#include "ui/detail/findingfields.h"
#include "ui/widgets/valueformat.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using bandwidth::EventFacts;
using bandwidth::Stage;
using event::Field;
using event::FieldInfo;
using event::FieldType;
using event::JsonSpan;
using Words = DetailWords;

/// "1 of 3 in this request"; empty where there is only one.
QString ordinal(const DetailContent &content)
{
    const qsizetype count = qsizetype(content.request().draft.events.size());
    if (count < 2)
        return {};
    const qint64 index = content.detail.event.value - content.request().firstEvent.value;
    return Words::tr("%1 of %2 in this request").arg(countText(index + 1), countText(count));
}

QString errorNote(const bandwidth::ErrorCode &known)
{
    QStringList note{known.meaning, known.whatToDo};
    if (!known.whoCanFix.isEmpty())
        note += Words::tr("Who can fix it: %1.").arg(known.whoCanFix);
    note += Words::tr("Reported by %1; %2.")
                .arg(bandwidth::reporterWords(known.code), bandwidth::classWords(known.code));
    if (known.isBillable)
        note += *known.isBillable ? Words::tr("Billed all the same.") : Words::tr("Not billed.");
    note.removeAll(QString());
    return note.join(u' ');
}

/// "4720 invalid-destination-address"
QString errorText(const bandwidth::ErrorCode &known)
{
    const QString code = QString::number(known.code);
    return known.slug.isEmpty() ? code : code + u' ' + known.slug;
}

QString lagNote(base::UtcTime arrived, base::UtcTime time)
{
    const auto lag = arrived - time;
    return lag.count() >= 0 ? Words::tr("Arrived %1 later.").arg(base::spanText(lag))
                            : Words::tr("That is %1 after it arrived: one of the clocks is wrong.")
                                  .arg(base::spanText(-lag));
}

/// Lists the values of one event's JSON: those that are documented, and then the others.
class EventReader
{
public:
    EventReader(const DetailContent &content, FieldCollector &fields)
        : m_content(content)
        , m_json(*content.json)
        , m_fields(fields)
    {
    }

    void addDocumented(Field field) { addDocumented(event::fieldInfo(field)); }

    /// The rest of them, in the catalogue's order.
    void addDocumented()
    {
        for (const FieldInfo &info : event::fields()) {
            if (!info.isDerived() && info.field != Field::Type && info.field != Field::ErrorCode)
                addDocumented(info);
        }
        std::sort(m_listed.begin(), m_listed.end());
    }

    void addOthers()
    {
        const qint64 end = m_json.span(m_content.element).end;
        const qint32 count = qint32(m_json.spans().size());
        qint64 others = 0;
        for (qint32 at = m_content.element; at < count && m_json.span(at).begin < end; ++at) {
            if (!isLeaf(at) || std::binary_search(m_listed.begin(), m_listed.end(), at))
                continue;
            if (others++ == 0)
                m_fields.addHeading(Words::tr("Not documented"));
            if (others <= kMostOtherFields)
                addOther(at);
        }
        if (others > kMostOtherFields) {
            m_fields.add(Words::tr("And more"),
                         Words::tr("%1 further values").arg(countText(others - kMostOtherFields)),
                         Words::tr("The JSON has them all."));
        }
    }

private:
    bool isLeaf(qint32 span) const
    {
        const JsonSpan::Type type = m_json.span(span).type;
        const bool isContainer = type == JsonSpan::Type::Object || type == JsonSpan::Type::Array;
        return type != JsonSpan::Type::Key && !(isContainer && m_json.firstChild(span) >= 0);
    }

    void addDocumented(const FieldInfo &info)
    {
        const auto path = event::JsonPath::parse(info.path);
        const std::vector<qint32> found = path->find(m_json, m_content.element);
        int number = 0;
        for (const qint32 span : found) {
            if (!isLeaf(span))
                continue; // not as documented: its own values are listed with the others
            m_listed.push_back(span);
            if (++number > kMostOtherFields)
                continue;
            const QString title = event::titleOf(info.field);
            const bool isOne = found.size() == 1;
            addValue(info, span, isOne ? title : title + u' ' + QString::number(number));
        }
        if (number > kMostOtherFields) {
            m_fields.add(Words::tr("And more"),
                         Words::tr("%1 further ones").arg(countText(number - kMostOtherFields)),
                         Words::tr("The JSON has them all."));
        }
    }

    void addValue(const FieldInfo &info, qint32 span, const QString &label)
    {
        DetailField &field = m_fields.add(label, shown(info, span), note(info, span));
        field.isFixed = info.field == Field::MessageId || info.field == Field::MessageApplicationId
            || info.field == Field::MessageMedia || info.field == Field::ContentFileUrl
            || info.field == Field::SuggestionPostback
            || info.field == Field::SuggestionPairedMessage;
        field.meaning = event::meaningOf(info.field);
        refine(field, span);
    }

    void addOther(qint32 span)
    {
        const QByteArray path =
            m_content.outline ? m_content.outline->path(m_content.element, span) : QByteArray();
        const auto known = fieldAtPath(path);
        const bool isKnown = known && !known->isOnDemand();
        QString label = isKnown ? event::titleOf(*known) : shownText(path);
        if (label.isEmpty())
            label = Words::tr("Value");
        DetailField &field = m_fields.add(label, shown(span));
        field.isFixed = true;
        field.meaning = known ? event::meaningOf(*known) : QString();
        const qint32 name = span > m_content.element ? span - 1 : span;
        if (m_content.outline && m_content.outline->isRepeated(name)) {
            field.note = m_content.outline->isLastOfRepeated(name)
                ? Words::tr("This name stands here more than once; this one counts.")
                : Words::tr("This name stands here more than once; a later one counts.");
        }
        refine(field, span);
    }

    void refine(DetailField &field, qint32 span)
    {
        const bool isMember =
            span > m_content.element && m_json.span(span - 1).type == JsonSpan::Type::Key;
        field.begin = m_json.span(isMember ? span - 1 : span).begin;
        field.end = m_json.span(span).end;
        field.exact = m_json.text(span);
        const QByteArray path =
            m_content.outline ? m_content.outline->path(m_content.element, span) : QByteArray();
        field.path = nameOfPath(path);
        field.field = fieldAtPath(path);
    }

    QString shown(qint32 span) const
    {
        const JsonSpan::Type type = m_json.span(span).type;
        if (type == JsonSpan::Type::Object || type == JsonSpan::Type::Array)
            return shownCount(type, 0);
        if (m_json.raw(span).size() > kMaxShownText)
            return Words::tr("%1 (%2 in all)")
                .arg(shownValue(m_json, span), sizeText(m_json.raw(span).size()));
        const QString text = shownText(m_json.text(span));
        return text.isEmpty() ? u"\"\""_s : text;
    }

    QString shown(const FieldInfo &info, qint32 span) const
    {
        const QString text = shown(span);
        if (info.type == FieldType::Phone)
            return phoneNumber(text);
        if (info.field == Field::ErrorCode && isCodeAt(span))
            return errorText(bandwidth::explain(*m_content.facts->errorCode));
        if (info.type != FieldType::Time)
            return text;
        const auto time = event::parseTimestamp(m_json.text(span));
        return time ? moment(*time) : text;
    }

    /// 0 says that there is none.
    bool isCodeAt(qint32 span) const
    {
        return m_content.facts && m_content.facts->errorCode && *m_content.facts->errorCode != 0
            && m_json.text(span).toInt() == *m_content.facts->errorCode;
    }

    QString note(const FieldInfo &info, qint32 span) const
    {
        if (info.field == Field::Type && m_content.facts)
            return typeMeaning(*m_content.facts);
        if (info.field == Field::ErrorCode && isCodeAt(span))
            return errorNote(bandwidth::explain(*m_content.facts->errorCode));
        if (info.field == Field::Time) {
            if (const auto time = event::parseTimestamp(m_json.text(span)))
                return lagNote(m_content.request().draft.request.arrived, *time);
        }
        return {};
    }

    const DetailContent &m_content;
    const event::JsonText &m_json;
    FieldCollector &m_fields;
    std::vector<qint32> m_listed;
};

void addEvent(FieldCollector &fields, const DetailContent &content)
{
    const EventFacts &facts = *content.facts;
    EventReader reader(content, fields);
    // Old and odd kinds of callbacks have no type, but it is known what they are.
    if (content.json->member(content.element, "type") < 0)
        fields.add(Words::tr("Event"), shownText(facts.type), typeMeaning(facts));
    reader.addDocumented(Field::Type);
    fields.add(Words::tr("Place"), ordinal(content));
    if (facts.errorCode && *facts.errorCode != 0
        && content.json->member(content.element, "errorCode") < 0) {
        const bandwidth::ErrorCode known = bandwidth::explain(*facts.errorCode);
        fields.add(Words::tr("Error code"), errorText(known), errorNote(known));
    }
    reader.addDocumented(Field::ErrorCode);
    reader.addDocumented();
    reader.addOthers();
}

void addMalformed(FieldCollector &fields, const DetailContent &content)
{
    const auto &refusal = content.request().draft.request.refusal;
    fields.add(Words::tr("Malformed"),
               refusal ? event::sentence(*refusal) : Words::tr("The body could not be read"),
               Words::tr("The request is kept as it came; see JSON and Bytes."));
    if (content.wrongPlace) {
        fields.add(Words::tr("Place"),
                   Words::tr("line %1, column %2 (byte %3)")
                       .arg(content.wrongPlace->line)
                       .arg(content.wrongPlace->column)
                       .arg(content.wrongByte));
    }
}

void addRefused(FieldCollector &fields, const DetailContent &content)
{
    const auto &refusal = content.request().draft.request.refusal;
    fields.add(Words::tr("Refused"), refusal ? event::sentence(*refusal) : Words::tr("Not taken"),
               Words::tr("What came of it is kept; see Request and Bytes."));
    if (refusal && refusal->offset >= 0)
        fields.add(Words::tr("Place"), Words::tr("byte %1").arg(refusal->offset));
}

void addOther(FieldCollector &fields, const DetailContent &content)
{
    fields.add(Words::tr("No event"),
               Words::tr("This is valid JSON, but not an event of Bandwidth."));
    fields.add(Words::tr("Place"), ordinal(content));
    if (content.json && content.element >= 0)
        EventReader(content, fields).addOthers();
}

} // namespace

QString typeMeaning(const EventFacts &facts)
{
    if (const QString says = bandwidth::whatItSays(facts); !says.isEmpty())
        return says;
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

DetailFields eventFields(const DetailContent &content)
{
    FieldCollector fields;
    switch (content.kind) {
    case event::Kind::Malformed:
        addMalformed(fields, content);
        break;
    case event::Kind::Refused:
        addRefused(fields, content);
        break;
    case event::Kind::Handshake:
        fields.add(Words::tr("Handshake"), Words::tr("Asked for credentials"),
                   Words::tr("Bandwidth's first request comes without them, and is repeated with "
                             "them once it was asked. If no second request follows, set user name "
                             "and password in the Bandwidth application."));
        break;
    case event::Kind::Event:
        if (content.facts) {
            addEvent(fields, content);
            return withFindings(fields.take(), content);
        }
        [[fallthrough]];
    case event::Kind::Other:
    case event::Kind::Marker:
        addOther(fields, content);
        break;
    }
    if (content.unreadable)
        fields.add(Words::tr("Body"), base::sentence(*content.unreadable));
    return fields.take();
}

} // namespace sendscope::ui
