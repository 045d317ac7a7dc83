#include "app/index/derive.h"

#include "app/bandwidth/check.h"
#include "app/bandwidth/errorcode.h"
#include "app/bandwidth/message.h"
#include "app/event/jsonmembers.h"
#include "app/event/jsonpath.h"
#include "app/event/jsontext.h"
#include "app/event/refusal.h"
#include "app/event/removedrow.h"
#include "app/event/timestamp.h"
#include "app/index/readbody.h"
#include "app/index/segmentwriter.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <array>

namespace sendscope::index {
namespace {

using event::JsonSpan;
using event::JsonText;

/// What a first leg of a sign-in says once it is shown, which is when its second leg did not come.
constexpr auto kNobodyCameBack =
    "Asked for credentials, the sender did not come back. Set user name and password in the "
    "Bandwidth application, or turn credentials off here.";

/// An answer that took less is one that came at once.
constexpr auto kSlow = std::chrono::seconds(1);

/// Longer is no answer any more, but a clock that was set.
constexpr auto kSlowest = std::chrono::hours(24);

/// Text of which nothing is known but that it is short enough: what is no UTF-8 in it becomes
/// U+FFFD.
void addRaw(std::vector<QByteArray> &values, QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        values.push_back(
            QString::fromUtf8(bytes.first(qMin(bytes.size(), kMaxRawSearchBytes))).toUtf8());
}

/// As many as an event mostly has.
constexpr size_t kUsualValues = 24;

std::vector<QByteArray> valuesOf(const JsonText &json, qint32 element)
{
    std::vector<QByteArray> values;
    values.reserve(kUsualValues);
    const quint32 end = json.span(element).end;
    for (size_t i = size_t(element); i < json.spans().size() && json.spans()[i].begin < end; ++i) {
        const JsonSpan::Type type = json.spans()[i].type;
        if (type == JsonSpan::Type::String || type == JsonSpan::Type::Number)
            values.push_back(json.borrowedText(qint32(i)));
    }
    return values;
}

QByteArray resultOf(int errorCode)
{
    return QByteArray::number(errorCode) + ' ' + bandwidth::explain(errorCode).brief.toUtf8();
}

/// A documented field that EventFacts does not have, and the member of message that has to be there
/// for it.
struct RareField
{
    event::Field field;
    QByteArrayView member;
    QByteArrayView path; ///< From message on.
};

constexpr auto kRareFields = std::to_array<RareField>({
    {event::Field::MessagePriority, "priority", "priority"},
    {event::Field::ContentText, "content", "content.text"},
    {event::Field::ContentFileUrl, "content", "content.media.fileUrl"},
    {event::Field::SuggestionText, "suggestionResponse", "suggestionResponse.text"},
    {event::Field::SuggestionPostback, "suggestionResponse", "suggestionResponse.postbackData"},
    {event::Field::SuggestionPairedMessage, "suggestionResponse",
     "suggestionResponse.pairedMessageId"},
    {event::Field::LocationLatitude, "locationResponse", "locationResponse.latitude"},
    {event::Field::LocationLongitude, "locationResponse", "locationResponse.longitude"},
});

void addRare(DerivedRow &row, const JsonText &json, qint32 message, const RareField &rare)
{
    static const auto paths = [] {
        std::array<event::JsonPath, kRareFields.size()> all;
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = *event::JsonPath::parse(kRareFields[i].path);
        return all;
    }();
    for (const qint32 span : paths[size_t(&rare - kRareFields.data())].find(json, message)) {
        const JsonSpan::Type type = json.span(span).type;
        if (type == JsonSpan::Type::String || type == JsonSpan::Type::Number)
            row.others.push_back({rare.field, json.borrowedText(span)});
    }
}

void readRareFields(DerivedRow &row, const JsonText &json, qint32 element)
{
    const event::JsonMembers members(json, element);
    if (const qint32 time = members.find("eventTime"); time >= 0)
        row.eventTime = event::parseTimestamp(json.text(time));

    const qint32 message = members.find("message");
    const event::JsonMembers inMessage(json, message);
    for (const RareField &rare : kRareFields) {
        if (inMessage.find(rare.member) >= 0)
            addRare(row, json, message, rare);
    }
}

void addBrokenRules(DerivedRow &row, bandwidth::RuleSet rules)
{
    if (rules.isEmpty())
        return;
    for (size_t i = 0; i < bandwidth::kRuleCount; ++i) {
        if (const auto rule = bandwidth::Rule(i); rules.has(rule))
            row.others.push_back({event::Field::Check, bandwidth::name(rule)});
    }
}

/// What tells events without an id or a time apart. Never 0.
quint64 digestOf(QByteArrayView bytes)
{
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha1);
    return qFromLittleEndian<quint64>(hash.constData()) | 1;
}

void readElement(DerivedRow &row, const event::Request &request, const JsonText &json,
                 qint32 element)
{
    row.kind = event::kindOf(request, json.raw(element));
    row.size = json.raw(element).size();
    row.values = valuesOf(json, element);
    row.source = json.bytes();
    if (json.span(element).type != JsonSpan::Type::Object)
        return;

    bandwidth::EventFacts facts = bandwidth::borrowEvent(json, element);
    addBrokenRules(row, bandwidth::brokenRules(json, element, facts.body));
    row.step = stepOf(facts);
    if (facts.messageId.isEmpty() || !facts.time)
        row.digest = digestOf(json.raw(element));
    row.time = facts.time;
    row.messageTime = facts.messageTime;
    row.type = std::move(facts.type);
    row.errorCode = facts.errorCode;
    row.description = std::move(facts.description);
    row.carrierName = std::move(facts.carrierName);
    row.to = std::move(facts.to);
    row.ours = std::move(facts.ours);
    row.theirs = std::move(facts.theirs);
    row.messageId = std::move(facts.messageId);
    row.owner = std::move(facts.owner);
    row.applicationId = std::move(facts.applicationId);
    row.direction = std::move(facts.direction);
    row.from = std::move(facts.from);
    row.recipients = std::move(facts.recipients);
    row.segmentCount = facts.segmentCount;
    row.text = std::move(facts.text);
    row.media = std::move(facts.media);
    row.tag = std::move(facts.tag);
    row.channel = std::move(facts.channel);
    if (row.errorCode)
        row.result = resultOf(*row.errorCode);
    readRareFields(row, json, element);
}

/// What all rows of a request have alike.
DerivedRow rowOf(const event::StoredRequest &stored)
{
    const event::Request &request = stored.draft.request;

    DerivedRow row;
    row.request = stored.id;
    row.run = stored.run;
    row.peer = request.peer.toUtf8();
    row.via = request.via;
    row.received = request.arrived;
    row.status = stored.outcome ? stored.outcome->status : request.status;
    row.isAnswerDelivered = !stored.outcome || stored.outcome->isDelivered;
    if (stored.outcome)
        row.answeredAfter = slowness(request.arrived, *stored.outcome);
    if (request.refusal)
        row.sentence = event::sentence(*request.refusal).toUtf8();
    else if (request.verdict == event::Verdict::Handshake)
        row.sentence = kNobodyCameBack;
    row.result = row.sentence;
    return row;
}

} // namespace

std::chrono::milliseconds slowness(base::UtcTime arrived, const event::Outcome &outcome)
{
    const auto took = std::chrono::floor<std::chrono::milliseconds>(outcome.at - arrived);
    return took < kSlow || took > kSlowest ? std::chrono::milliseconds() : took;
}

std::vector<DerivedRow> derive(const event::StoredRequest &stored)
{
    const event::Request &request = stored.draft.request;
    const ReadBody read(request);

    std::vector<DerivedRow> rows;
    rows.reserve(stored.draft.events.size());
    event::EventId id = stored.firstEvent;
    for (const event::DraftEvent &draft : stored.draft.events) {
        const event::EventId own{id.value++};
        if (event::isRemoved(draft))
            continue;
        DerivedRow &row = rows.emplace_back(rowOf(stored));
        row.event = own;
        row.element = draft.element;
        if (const auto element = read.elementOf(draft)) {
            readElement(row, request, *read.json, *element);
        } else {
            row.kind = event::kindOf(request, {});
            addRaw(row.values, request.head);
            addRaw(row.values, read.body);
        }
    }
    return rows;
}

BlockDeriver::BlockDeriver(event::EventId first, event::EventId last)
    : m_first(first)
    , m_last(last)
{
}

BlockDeriver::~BlockDeriver() = default;

void BlockDeriver::add(const std::vector<event::StoredRequest> &requests)
{
    for (const event::StoredRequest &request : requests) {
        if (request.firstEvent >= m_first && request.firstEvent <= m_last)
            m_block.aside.append(request);
        for (const DerivedRow &row : derive(request)) {
            if (row.event < m_first || row.event > m_last)
                continue;
            if (m_writer && !m_writer->takes(row.event, row.request)) {
                m_block.segments.push_back(m_writer->segment());
                m_writer.reset();
            }
            if (!m_writer)
                m_writer = std::make_unique<SegmentWriter>(
                    row.event,
                    quint32(
                        std::min<qint64>(m_last.value - row.event.value + 1, Segment::kMaxRows)));
            m_writer->add(row);
        }
    }
}

DerivedBlock BlockDeriver::take()
{
    if (m_writer)
        m_block.segments.push_back(m_writer->segment());
    m_writer.reset();
    return std::move(m_block);
}

} // namespace sendscope::index
