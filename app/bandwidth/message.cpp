#include "app/bandwidth/message.h"

#include "app/event/jsonmembers.h"
#include "app/event/timestamp.h"

#include <array>

namespace sendscope::bandwidth {
namespace {

using event::JsonSpan;
using event::JsonText;
using Texts = std::vector<QByteArray>;

/// An object of the JSON, read leniently. One that is not there has no members.
class Object
{
public:
    using Text = QByteArray (JsonText::*)(qint32) const; ///< How a text is taken.

    Object(const JsonText &json, qint32 index, Text taken)
        : m_json(json)
        , m_members(json, index)
        , m_text(taken)
    {
    }

    bool has(QByteArrayView key) const { return find(key) >= 0; }
    bool hasObject(QByteArrayView key) const { return isObject(find(key)); }
    Object object(QByteArrayView key) const { return {m_json, find(key), m_text}; }

    QByteArray text(QByteArrayView key) const
    {
        const qint32 at = find(key);
        if (isText(at))
            return textAt(at);
        const qint32 only = isArray(at) ? m_json.firstChild(at) : -1;
        return isText(only) && m_json.span(only).next < 0 ? textAt(only) : QByteArray();
    }

    /// The texts of an array, or the one text that stands in its place.
    Texts texts(QByteArrayView key) const
    {
        const qint32 at = find(key);
        if (isText(at))
            return {textAt(at)};
        Texts all;
        for (const qint32 element : elements(at)) {
            if (isText(element))
                all.push_back(textAt(element));
        }
        return all;
    }

    /// The objects of an array, or the one object that stands in its place.
    std::vector<Object> objects(QByteArrayView key) const
    {
        const qint32 at = find(key);
        if (isObject(at))
            return {{m_json, at, m_text}};
        std::vector<Object> all;
        for (const qint32 element : elements(at)) {
            if (isObject(element))
                all.emplace_back(m_json, element, m_text);
        }
        return all;
    }

    std::optional<int> number(QByteArrayView key) const
    {
        bool isNumber = false;
        const int number = text(key).toInt(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }

    std::optional<base::UtcTime> time(QByteArrayView key) const
    {
        return event::parseTimestamp(text(key));
    }

private:
    qint32 find(QByteArrayView key) const { return m_members.find(key); }

    bool isObject(qint32 at) const
    {
        return at >= 0 && m_json.span(at).type == JsonSpan::Type::Object;
    }

    bool isArray(qint32 at) const
    {
        return at >= 0 && m_json.span(at).type == JsonSpan::Type::Array;
    }

    bool isText(qint32 at) const
    {
        return at >= 0
            && (m_json.span(at).type == JsonSpan::Type::String
                || m_json.span(at).type == JsonSpan::Type::Number);
    }

    std::vector<qint32> elements(qint32 array) const
    {
        std::vector<qint32> all;
        for (qint32 at = isArray(array) ? m_json.firstChild(array) : -1; at >= 0;
             at = m_json.span(at).next)
            all.push_back(at);
        return all;
    }

    QByteArray textAt(qint32 at) const { return (m_json.*m_text)(at); }

    const JsonText &m_json;
    event::JsonMembers m_members;
    Text m_text;
};

const QByteArray &firstOf(const QByteArray &a, const QByteArray &b)
{
    return a.isEmpty() ? b : a;
}

Body bodyOf(const Object &element)
{
    if (element.has("platform"))
        return Body::TwoFactorReceipt;
    if (element.has("msgId") && element.has("event"))
        return Body::InternationalReceipt;
    if (element.has("internalTicketNumber")
        || (element.has("phoneNumber") && element.has("status")))
        return Body::TollFreeVerification;
    const QByteArray type = element.text("type");
    if (element.hasObject("message") || stageOfType(type) != Stage::None)
        return Body::Message;
    return element.has("eventType") ? Body::LegacyCallback : Body::Unknown;
}

void readMessage(const Object &message, EventFacts &facts)
{
    facts.messageId = message.text("id");
    facts.messageTime = message.time("time");
    facts.owner = message.text("owner");
    facts.applicationId = message.text("applicationId");
    facts.direction = message.text("direction");
    facts.from = message.text("from");
    facts.recipients = message.texts("to");
    facts.text = message.text("text");
    facts.media = message.texts("media");
    facts.tag = message.text("tag");
    facts.channel = message.text("channel");
    facts.segmentCount = message.number("segmentCount");

    const Object content = message.object("content");
    if (facts.text.isEmpty())
        facts.text = content.text("text");
    for (const Object &part : content.objects("media")) {
        if (QByteArray url = part.text("fileUrl"); !url.isEmpty())
            facts.media.push_back(std::move(url));
    }
    if (facts.text.isEmpty())
        facts.text = message.object("suggestionResponse").text("text");
}

void readInternational(const Object &element, EventFacts &facts)
{
    facts.type = element.text("event");
    facts.messageId = element.text("msgId");
    facts.description = element.text("errorMessage");
    facts.segmentCount = element.number("numParts");
    if (facts.errorCode == 0)
        facts.errorCode.reset();
}

void readVerification(const Object &element, EventFacts &facts)
{
    facts.type = element.text("status");
    facts.description =
        firstOf(element.text("declineReasonDescription"), element.text("errorMessage"));
    facts.ours = element.text("phoneNumber");
}

/// Version 1 had the message's fields in the envelope.
void readLegacy(const Object &element, EventFacts &facts)
{
    const QByteArray description =
        firstOf(element.text("deliveryDescription"),
                firstOf(element.text("deliveryState"), element.text("state")));
    readMessage(element, facts);
    facts.type = element.text("eventType");
    facts.messageId = element.text("messageId");
    facts.messageTime.reset();
    facts.description = description;
}

void tellTheEnds(EventFacts &facts)
{
    const QByteArray recipient =
        facts.recipients.size() == 1 ? facts.recipients.front() : QByteArray();
    if (isInbound(facts)) {
        facts.ours = firstOf(facts.owner, firstOf(facts.to, recipient));
        facts.theirs = facts.from;
    } else {
        // Not the owner first: published deliveries name the recipient there.
        facts.ours = firstOf(facts.from, facts.owner);
        facts.theirs = firstOf(facts.to, recipient);
    }
}

struct TypeStage
{
    QByteArrayView type;
    Stage stage;
    bool isInbound = false;
};

constexpr auto kTypeStages = std::to_array<TypeStage>({
    {"message-sending", Stage::Sending},
    {"message-sent", Stage::Sent},
    {"message-delivered", Stage::Delivered},
    {"message-failed", Stage::Failed},
    {"message-received", Stage::Received, true},
    {"message-read", Stage::Read},
    {"suggestion-response", Stage::Received, true},
    {"requested-location-response", Stage::Received, true},
    {"location-request-response", Stage::Received, true}, // its name until June 2026
    {"message-queued", Stage::Queued},                    // message-sending, for two weeks of 2020
    {"SENT_TO_SMSC", Stage::Sent},                        // these five: international receipts
    {"BUFFERED", Stage::Sent},
    {"DELIVERED", Stage::Delivered},
    {"UNDELIVERED", Stage::Failed},
    {"REJECTED", Stage::Failed},
});

const TypeStage *findType(QByteArrayView type)
{
    for (const TypeStage &known : kTypeStages) {
        if (known.type == type)
            return &known;
    }
    return nullptr;
}

EventFacts readElement(const Object &element)
{
    EventFacts facts;
    facts.body = bodyOf(element);
    facts.type = element.text("type");
    facts.time = element.time("time");
    facts.to = element.text("to");
    facts.description = element.text("description");
    facts.errorCode = element.number("errorCode");
    facts.carrierName = element.text("carrierName");

    switch (facts.body) {
    case Body::Message:
    case Body::TwoFactorReceipt:
    case Body::Unknown:
        readMessage(element.object("message"), facts);
        break;
    case Body::InternationalReceipt:
        readInternational(element, facts);
        return facts;
    case Body::TollFreeVerification:
        readVerification(element, facts);
        return facts;
    case Body::LegacyCallback:
        readLegacy(element, facts);
        break;
    }
    tellTheEnds(facts);
    return facts;
}

} // namespace

EventFacts readEvent(const JsonText &json, qint32 element)
{
    return readElement(Object(json, element, &JsonText::text));
}

EventFacts borrowEvent(const JsonText &json, qint32 element)
{
    return readElement(Object(json, element, &JsonText::borrowedText));
}

Stage stageOf(const EventFacts &facts)
{
    if (facts.body == Body::LegacyCallback)
        return facts.direction == "in" ? Stage::Received : Stage::None;
    const Stage stage = stageOfType(facts.type);
    if (stage == Stage::Failed && facts.errorCode == kNoReceiptCode)
        return Stage::NoReceipt;
    return stage;
}

Stage stageOfType(QByteArrayView type)
{
    const TypeStage *known = findType(type);
    return known ? known->stage : Stage::None;
}

/// By the type first: there are published deliveries with the direction "in".
bool isInbound(const EventFacts &facts)
{
    if (isInboundType(facts.type))
        return true;
    if (stageOfType(facts.type) != Stage::None)
        return false;
    return facts.direction == "in";
}

bool isInboundType(QByteArrayView type)
{
    const TypeStage *known = findType(type);
    return known && known->isInbound;
}

} // namespace sendscope::bandwidth
