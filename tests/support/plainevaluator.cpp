#include "tests/support/plainevaluator.h"

#include "app/bandwidth/check.h"
#include "app/bandwidth/errorcode.h"
#include "app/bandwidth/message.h"
#include "app/event/contentcoding.h"
#include "app/event/headerlist.h"
#include "app/event/jsonpath.h"
#include "app/event/split.h"
#include "app/event/timestamp.h"
#include "tests/support/plainmessages.h"

#include <QRegularExpression>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <locale.h>
#include <pcre2.h>
#include <stdlib.h>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace sendscope::tests {
namespace {

using event::Field;
using event::FieldType;
using event::JsonSpan;
using filter::Node;
using filter::Operator;

constexpr qsizetype kMaxRawBytes = 64 * 1024;

using FieldValues = std::vector<PlainValue>;

FieldValues texts(const std::vector<QByteArray> &all)
{
    FieldValues values;
    for (const QByteArray &text : all) {
        // An empty text alone is as good as none.
        if (all.size() > 1 || !text.isEmpty())
            values.push_back({std::nullopt, text});
    }
    return values;
}

FieldValues numbers(std::optional<qint64> number)
{
    return number ? FieldValues{{number, {}}} : FieldValues();
}

FieldValues times(std::optional<base::UtcTime> time)
{
    return time ? numbers(time->time_since_epoch().count()) : FieldValues();
}

/// One row, read as far as it can be read.
class PlainRow
{
public:
    PlainRow(const event::StoredRequest &stored, qint32 element,
             const PlainMessages *messages = nullptr)
        : m_stored(stored)
        , m_place(element)
        , m_messages(messages)
    {
        const event::Request &request = stored.draft.request;
        const auto readable = event::readableBody(request.head, request.body);
        m_body = readable ? *readable : request.body;
        if (request.verdict != event::Verdict::Accepted || !readable)
            return;
        if (auto json = event::JsonText::scan(m_body)) {
            const std::vector<qint32> elements = event::elementsOf(*json);
            if (size_t(element) < elements.size()) {
                m_element = elements[size_t(element)];
                m_json = std::move(*json);
            }
        }
        if (isObject())
            m_facts = bandwidth::readEvent(*m_json, m_element);
    }

    /// What a word is looked for in.
    std::vector<QByteArray> searched() const
    {
        std::vector<QByteArray> values;
        if (!m_json) {
            for (const QByteArray &bytes : {m_stored.draft.request.head, m_body})
                values.push_back(
                    QString::fromUtf8(bytes.first(qMin(bytes.size(), kMaxRawBytes))).toUtf8());
            return values;
        }
        for (qint32 i = m_element; i < qint32(m_json->spans().size()); ++i) {
            const JsonSpan &span = m_json->span(i);
            const bool isSearched =
                span.type == JsonSpan::Type::String || span.type == JsonSpan::Type::Number;
            if (span.begin < m_json->span(m_element).end && isSearched)
                values.push_back(m_json->text(i));
        }
        return values;
    }

    FieldValues values(const event::FieldRef &ref) const
    {
        switch (ref.source) {
        case event::FieldRef::Source::Json:
            return ofPath(ref.name);
        case event::FieldRef::Source::Header:
            return ofHeader(ref.name);
        case event::FieldRef::Source::Catalogue:
            break;
        }
        return ofField(ref.field);
    }

private:
    bool isObject() const
    {
        return m_json && m_json->span(m_element).type == JsonSpan::Type::Object;
    }

    FieldValues ofPath(const QByteArray &text) const
    {
        if (!m_json)
            return {};
        FieldValues values;
        for (const qint32 span : event::JsonPath::parse(text)->find(*m_json, m_element)) {
            const JsonSpan::Type type = m_json->span(span).type;
            const bool isStructure =
                type == JsonSpan::Type::Object || type == JsonSpan::Type::Array;
            values.push_back({std::nullopt, isStructure ? QByteArray() : m_json->text(span),
                              isStructure                          ? PlainValue::Json::Structure
                                  : type == JsonSpan::Type::String ? PlainValue::Json::String
                                                                   : PlainValue::Json::Literal});
        }
        return values;
    }

    FieldValues ofHeader(const QByteArray &name) const
    {
        FieldValues values;
        const auto headers = event::HeaderList::fromHead(m_stored.draft.request.head);
        for (const event::HeaderField &field : headers.fields()) {
            if (field.name.compare(name, Qt::CaseInsensitive) == 0)
                values.push_back({std::nullopt, QString::fromUtf8(field.value).toUtf8()});
        }
        return values;
    }

    /// What is documented for a message and not in EventFacts: texts, and numbers as spelled.
    FieldValues ofMessage(const QByteArray &path) const
    {
        const qint32 message = isObject() ? m_json->member(m_element, "message") : -1;
        if (message < 0 || m_json->span(message).type != JsonSpan::Type::Object)
            return {};
        std::vector<QByteArray> all;
        for (const qint32 span : event::JsonPath::parse(path)->find(*m_json, message)) {
            const JsonSpan::Type type = m_json->span(span).type;
            if (type == JsonSpan::Type::String || type == JsonSpan::Type::Number)
                all.push_back(m_json->text(span));
        }
        return texts(all);
    }

    std::optional<base::UtcTime> eventTime() const
    {
        const qint32 span = isObject() ? m_json->member(m_element, "eventTime") : -1;
        return span < 0 ? std::nullopt : event::parseTimestamp(m_json->text(span));
    }

    QByteArray sentence() const
    {
        const event::Request &request = m_stored.draft.request;
        if (request.refusal)
            return event::sentence(*request.refusal).toUtf8();
        return request.verdict != event::Verdict::Handshake
            ? QByteArray()
            : "Asked for credentials, the sender did not come back. Set user name and password in "
              "the Bandwidth application, or turn credentials off here."_ba;
    }

    QByteArray result() const
    {
        if (!m_facts.errorCode)
            return sentence();
        return QByteArray::number(*m_facts.errorCode) + ' '
            + bandwidth::explain(*m_facts.errorCode).brief.toUtf8();
    }

    /// The rules of all findings, each once.
    FieldValues checks() const
    {
        if (!isObject())
            return {};
        std::set<bandwidth::Rule> rules;
        for (const bandwidth::Finding &finding : bandwidth::check(*m_json, m_element))
            rules.insert(finding.rule);
        std::vector<QByteArray> names;
        for (const bandwidth::Rule rule : rules)
            names.push_back(bandwidth::name(rule));
        return texts(names);
    }

    FieldValues ofField(Field field) const
    {
        const event::Request &request = m_stored.draft.request;
        const QByteArray raw = m_json ? m_json->raw(m_element).toByteArray() : QByteArray();
        switch (field) {
        case Field::Event:
            return numbers(m_stored.firstEvent.value + m_place);
        case Field::Request:
            return numbers(m_stored.id.value);
        case Field::Element:
            return numbers(m_place);
        case Field::Run:
            return numbers(m_stored.run.value);
        case Field::Kind:
            return texts({event::name(event::kindOf(request, raw))});
        case Field::Via:
            return texts({event::name(request.via)});
        case Field::Peer:
            return texts({request.peer.toUtf8()});
        case Field::Received:
            return times(request.arrived);
        case Field::Time:
            return times(m_facts.time);
        case Field::Lag:
            return m_facts.time ? numbers((request.arrived - *m_facts.time).count())
                                : FieldValues();
        case Field::Type:
            return texts({m_facts.type});
        case Field::Result:
            return texts({result()});
        case Field::ErrorCode:
            return m_facts.errorCode ? numbers(*m_facts.errorCode) : FieldValues();
        case Field::Description:
            return texts({m_facts.description});
        case Field::CarrierName:
            return texts({m_facts.carrierName});
        case Field::EventTime:
            return times(eventTime());
        case Field::To:
            return texts({m_facts.to});
        case Field::Ours:
            return texts({m_facts.ours});
        case Field::Theirs:
            return texts({m_facts.theirs});
        case Field::MessageId:
            return texts({m_facts.messageId});
        case Field::MessageTime:
            return times(m_facts.messageTime);
        case Field::MessageOwner:
            return texts({m_facts.owner});
        case Field::MessageApplicationId:
            return texts({m_facts.applicationId});
        case Field::MessageDirection:
            return texts({m_facts.direction});
        case Field::MessageFrom:
            return texts({m_facts.from});
        case Field::MessageTo:
            return texts(m_facts.recipients);
        case Field::MessageSegmentCount:
            return m_facts.segmentCount ? numbers(*m_facts.segmentCount) : FieldValues();
        case Field::MessageText:
            return texts({m_facts.text});
        case Field::MessageMedia:
            return texts(m_facts.media);
        case Field::MediaCount:
            return numbers(qint64(m_facts.media.size()));
        case Field::MessageTag:
            return texts({m_facts.tag});
        case Field::MessagePriority:
            return ofMessage("priority");
        case Field::MessageChannel:
            return texts({m_facts.channel});
        case Field::ContentText:
            return ofMessage("content.text");
        case Field::ContentFileUrl:
            return ofMessage("content.media.fileUrl");
        case Field::SuggestionText:
            return ofMessage("suggestionResponse.text");
        case Field::SuggestionPostback:
            return ofMessage("suggestionResponse.postbackData");
        case Field::SuggestionPairedMessage:
            return ofMessage("suggestionResponse.pairedMessageId");
        case Field::LocationLatitude:
            return ofMessage("locationResponse.latitude");
        case Field::LocationLongitude:
            return ofMessage("locationResponse.longitude");
        case Field::Size:
            return numbers(raw.size());
        case Field::Status:
            return numbers(m_stored.outcome ? m_stored.outcome->status : request.status);
        case Field::Refusal:
            return texts({sentence()});
        case Field::Attempts:
            return numbers(0);
        case Field::Check:
            return checks();
        case Field::State:
        case Field::Issues:
        case Field::Took:
        case Field::SendingAfter:
        case Field::SentAfter:
        case Field::FinalAfter:
        case Field::RepeatOf:
        case Field::Repeats:
            return m_messages ? m_messages->values(field, {m_stored.firstEvent.value + m_place})
                              : FieldValues();
        case Field::Forwarded:
        case Field::Mark:
        case Field::Note:
            return {};
        }
        return {};
    }

    const event::StoredRequest &m_stored;
    const qint32 m_place;
    const PlainMessages *const m_messages;
    QByteArray m_body;
    std::optional<event::JsonText> m_json;
    qint32 m_element = 0;
    bandwidth::EventFacts m_facts;
};

bool isIn(QByteArrayView characters, QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [characters](char c) { return characters.contains(c); });
}

QByteArray digitsIn(QByteArrayView text)
{
    QByteArray digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            digits += c;
    }
    return digits;
}

bool endAlike(const QByteArray &a, const QByteArray &b)
{
    const qsizetype size = qMin(a.size(), b.size());
    return size >= filter::kLeastPhoneDigits && a.last(size) == b.last(size);
}

bool holdsNumber(const QByteArray &value, const QByteArray &digits)
{
    QByteArray run;
    for (const char c : value + '\n') {
        if (QByteArrayView("0123456789 ().-").contains(c)) {
            run += c;
            continue;
        }
        if (endAlike(digitsIn(run), digits))
            return true;
        run.clear();
    }
    return false;
}

bool isOrdered(int order, Operator comparison)
{
    switch (comparison) {
    case Operator::Less:
        return order < 0;
    case Operator::LessOrEqual:
        return order <= 0;
    case Operator::Greater:
        return order > 0;
    case Operator::GreaterOrEqual:
        return order >= 0;
    default:
        return order == 0;
    }
}

/// Of a value that stands for all from..to.
bool passesNumber(qint64 number, const filter::Value &value, Operator comparison, base::UtcTime now)
{
    qint64 from = value.from;
    qint64 to = value.to;
    if (value.type == filter::Value::Type::Ago) {
        // Far more than a century back is before everything.
        const double moment = double(now.time_since_epoch().count()) - double(value.from);
        from = moment < -9e18 ? std::numeric_limits<qint64>::min()
                              : now.time_since_epoch().count() - value.from;
        to = from;
    }
    return isOrdered(number < from ? -1 : number > to ? 1 : 0, comparison);
}

/// By PCRE2 without machine code and with its own limits.
bool isMatched(const QByteArray &text, const filter::Value &value)
{
    int error = 0;
    size_t offset = 0;
    pcre2_code *code = pcre2_compile(
        reinterpret_cast<PCRE2_SPTR>(value.text.constData()), size_t(value.text.size()),
        PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | (value.ignoresCase ? PCRE2_CASELESS : 0U), &error,
        &offset, nullptr);
    if (!code)
        qFatal("a pattern that is none: %s", value.text.constData());
    pcre2_match_data *data = pcre2_match_data_create(1, nullptr);
    const int result = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.constData()),
                                   size_t(text.size()), 0, 0, data, nullptr);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    return result >= 0;
}

constexpr QByteArrayView kNumberSigns = "0123456789 +-().";

bool isSameText(const QByteArray &a, const QByteArray &b, bool isPhone)
{
    if (filter::folded(a) == filter::folded(b))
        return true;
    return isPhone && isIn(kNumberSigns, a) && isIn(kNumberSigns, b)
        && endAlike(digitsIn(a), digitsIn(b)) && digitsIn(a).size() >= 7 && digitsIn(b).size() >= 7;
}

bool passesText(const QByteArray &text, const filter::Value &value, Operator comparison,
                bool isPhone)
{
    switch (comparison) {
    case Operator::Matches:
        return isMatched(text, value);
    case Operator::Contains: {
        const QByteArray digits = digitsIn(value.text);
        const bool areDigits = isPhone && !digits.isEmpty() && isIn("0123456789 +-()", value.text)
            && isIn(kNumberSigns, text);
        return filter::folded(text).contains(filter::folded(value.text))
            || (areDigits && digitsIn(text).contains(digits));
    }
    case Operator::Equal:
    case Operator::NotEqual:
    case Operator::In:
        return isSameText(text, value.text, isPhone);
    default:
        return isOrdered(filter::folded(text).compare(filter::folded(value.text)), comparison);
    }
}

bool isJsonNumber(const QByteArray &text)
{
    static const QRegularExpression spelling(
        QRegularExpression::anchoredPattern(u"-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"_s));
    return !text.contains('\n') && spelling.match(QString::fromLatin1(text)).hasMatch();
}

bool passesJsonNumber(const QByteArray &text, const QByteArray &value, Operator comparison)
{
    if (!isJsonNumber(text))
        return false;
    bool isWhole = false;
    bool isOtherWhole = false;
    const qint64 whole = text.toLongLong(&isWhole);
    const qint64 other = value.toLongLong(&isOtherWhole);
    if (isWhole && isOtherWhole)
        return isOrdered(whole < other ? -1 : whole > other ? 1 : 0, comparison);
    static const locale_t plain = newlocale(LC_ALL_MASK, "C", nullptr);
    const double a = strtod_l(text.constData(), nullptr, plain);
    const double b = strtod_l(value.constData(), nullptr, plain);
    return isOrdered(a < b ? -1 : a > b ? 1 : 0, comparison);
}

bool passesJson(const PlainValue &field, const filter::Value &value, Operator comparison,
                base::UtcTime now)
{
    if (field.json == PlainValue::Json::Structure)
        return false;
    switch (value.type) {
    case filter::Value::Type::Number:
        return passesJsonNumber(field.text, value.text, comparison);
    case filter::Value::Type::Time:
    case filter::Value::Type::Ago: {
        const auto time = event::parseTimestamp(field.text);
        return field.json == PlainValue::Json::String && time
            && passesNumber(time->time_since_epoch().count(), value, comparison, now);
    }
    default:
        return passesText(field.text, value, comparison, false);
    }
}

bool passes(const PlainValue &field, const filter::Value &value, const Node &node,
            base::UtcTime now)
{
    if (node.field.source == event::FieldRef::Source::Json)
        return passesJson(field, value, node.comparison, now);
    const bool looksAtText =
        node.comparison == Operator::Contains || node.comparison == Operator::Matches;
    if (field.number && !looksAtText)
        return passesNumber(*field.number, value, node.comparison, now);
    const QByteArray text = field.number ? QByteArray::number(*field.number) : field.text;
    return passesText(text, value, node.comparison, event::typeOf(node.field) == FieldType::Phone);
}

bool isMet(const Node &node, const PlainRow &row, base::UtcTime now)
{
    const auto isChildMet = [&](const filter::NodePtr &child) { return isMet(*child, row, now); };
    switch (node.type) {
    case Node::Type::And:
        return std::all_of(node.children.begin(), node.children.end(), isChildMet);
    case Node::Type::Or:
        return std::any_of(node.children.begin(), node.children.end(), isChildMet);
    case Node::Type::Not:
        return !isChildMet(node.children.front());
    case Node::Type::AfterMarker:
        return false;
    case Node::Type::Exists:
        return !row.values(node.field).empty();
    case Node::Type::Word:
    case Node::Type::Phone: {
        const auto values = row.searched();
        return std::any_of(values.begin(), values.end(), [&node](const QByteArray &value) {
            return node.type == Node::Type::Word ? filter::folded(value).contains(node.text)
                                                 : holdsNumber(value, node.digits);
        });
    }
    case Node::Type::Compare:
        break;
    }

    const FieldValues fields = row.values(node.field);
    const bool isAny = std::any_of(fields.begin(), fields.end(), [&](const PlainValue &field) {
        return std::any_of(node.values.begin(), node.values.end(), [&](const filter::Value &value) {
            return passes(field, value, node, now);
        });
    });
    return node.comparison == Operator::NotEqual ? !isAny : isAny;
}

} // namespace

bool matchesPlainly(const filter::Filter &filter, const event::StoredRequest &request,
                    qint32 element, base::UtcTime now, const PlainMessages *messages)
{
    return !filter.root || isMet(*filter.root, PlainRow(request, element, messages), now);
}

std::vector<PlainValue> plainValues(const event::FieldRef &field,
                                    const event::StoredRequest &request, qint32 element,
                                    const PlainMessages *messages)
{
    return PlainRow(request, element, messages).values(field);
}

std::vector<QByteArray> plainTexts(const event::StoredRequest &request, qint32 element)
{
    return PlainRow(request, element).searched();
}

} // namespace sendscope::tests
