#include "tests/support/madefilter.h"

#include "app/event/jsonpath.h"
#include "tests/support/madeevent.h"

#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::tests {
namespace {

using event::FieldType;
using filter::NodePtr;
using filter::Operator;
using filter::Value;

/// One of several.
template <typename List>
auto oneOf(QRandomGenerator &random, const List &list)
{
    return list[typename List::size_type(random.bounded(int(list.size())))];
}

QString oddText(QRandomGenerator &random)
{
    static const QStringList kPieces = {
        u"a"_s,          u"And"_s,    u"or"_s,    u"not"_s,    u"contains"_s,   u"in"_s,
        u"matches"_s,    u"exists"_s, u"after"_s, u"marker"_s, u"type"_s,       u"lag"_s,
        u"json.a"_s,     u" "_s,      u"-"_s,     u"\""_s,     u"\\"_s,         u"("_s,
        u")"_s,          u"&&"_s,     u"|"_s,     u"=="_s,     u"="_s,          u"!"_s,
        u"<"_s,          u"{"_s,      u"}"_s,     u","_s,      u":"_s,          u"://"_s,
        u"/"_s,          u"984"_s,    u"."_s,     u"+"_s,      u"É"_s,          u"ß"_s,
        u"ﬁ"_s,          u"\u00A0"_s, u"\n"_s,    u"\u2028"_s, u"9842397270"_s, u"\U0001F600"_s,
        u"2020-06-25"_s, u"18:42"_s,  u"5m"_s,    u"1.5"_s,    u"true"_s};
    QString text;
    const int pieces = 1 + random.bounded(4);
    for (int i = 0; i < pieces; ++i)
        text += oneOf(random, kPieces);
    return text;
}

QByteArray anyText(QRandomGenerator &random)
{
    if (random.bounded(3) == 0)
        return oddText(random).toUtf8();
    const QByteArray text = oneOf(random, commonTexts());
    if (random.bounded(3) != 0)
        return QString::fromUtf8(text).toUtf8();
    // A part of it, cut between characters.
    const QString whole = QString::fromUtf8(text);
    const auto begin = random.bounded(int(whole.size()) + 1);
    const QString part = whole.sliced(begin, random.bounded(int(whole.size()) - begin + 1));
    return part.isEmpty() || !part.isValidUtf16() ? QByteArray("a") : part.toUtf8();
}

qint64 anyNumber(QRandomGenerator &random)
{
    static constexpr std::array<qint64, 16> kNumbers = {0,
                                                        1,
                                                        2,
                                                        3,
                                                        -1,
                                                        200,
                                                        503,
                                                        4432,
                                                        4720,
                                                        9902,
                                                        400,
                                                        1'000'000,
                                                        3'021'000,
                                                        -250'000,
                                                        9'007'199'254'740'993,
                                                        9'223'372'036'854'775'807};
    return oneOf(random, kNumbers);
}

Value anyTime(QRandomGenerator &random)
{
    constexpr qint64 kSecond = 1'000'000;
    constexpr std::array<qint64, 9> kLengths = {
        1, 10, 1'000, 100'000, kSecond, 60 * kSecond, 86'400 * kSecond, 82'800 * kSecond, 7};
    constexpr std::array<qint64, 5> kSteps = {1, kSecond, 60 * kSecond, 3'600 * kSecond,
                                              86'400 * kSecond};
    const qint64 length = oneOf(random, kLengths);
    const qint64 step = oneOf(random, kSteps);
    const qint64 around = 1'593'110'560 * kSecond + random.bounded(-200'000, 200'000) * kSecond
        + random.bounded(1'000'000);
    const qint64 from = around / step * step;
    return {Value::Type::Time, {}, from, from + length - 1};
}

Value anyPattern(QRandomGenerator &random)
{
    static const QByteArrayList kPatterns = {"^v2",   "a/b",   "\\d+", "[^a-z]", "(in|out)",
                                             "^$",    "\\\\/", ".",    "\\p{L}", "x|\"",
                                             "\\x00", " ",     "é",    "^4[47]", "(a+)+$"};
    Value value{Value::Type::Pattern, oneOf(random, kPatterns)};
    value.ignoresCase = random.bounded(2) == 0;
    return value;
}

Value anyAgo(QRandomGenerator &random)
{
    const qint64 ago = qAbs(anyNumber(random));
    return {Value::Type::Ago, {}, ago, ago};
}

Value measured(Value::Type type, qint64 value)
{
    return {type, {}, value, value};
}

Value anyJsonNumber(QRandomGenerator &random)
{
    static const QByteArrayList kNumbers = {"0",     "1",       "-0",  "1.0",
                                            "4720",  "4720.0",  "1e3", "9007199254740993",
                                            "1e400", "-2.5E-3", "5"};
    const QByteArray text = oneOf(random, kNumbers);
    bool isWhole = false;
    const qint64 whole = text.toLongLong(&isWhole);
    return {Value::Type::Number, text, isWhole ? whole : 0, isWhole ? whole : 0};
}

Value anyValue(QRandomGenerator &random, std::optional<FieldType> type, Operator comparison)
{
    if (comparison == Operator::Matches)
        return anyPattern(random);
    if (comparison == Operator::Contains) {
        if (type == FieldType::Number)
            return {Value::Type::Text, QByteArray::number(anyNumber(random)).last(1)};
        return {Value::Type::Text, anyText(random)};
    }
    if (!type) {
        switch (random.bounded(isOrder(comparison) ? 4 : 3)) {
        case 0:
            return anyJsonNumber(random);
        case 1:
            return anyTime(random);
        case 2:
            return {Value::Type::Text, anyText(random)};
        default:
            return anyAgo(random);
        }
    }
    switch (*type) {
    case FieldType::Number:
        return measured(Value::Type::Number, anyNumber(random));
    case FieldType::Time:
        return isOrder(comparison) && random.bounded(2) == 0 ? anyAgo(random) : anyTime(random);
    case FieldType::Duration:
        return measured(Value::Type::Duration, anyNumber(random));
    case FieldType::Size:
        return measured(Value::Type::Size, qAbs(anyNumber(random)));
    default:
        return {Value::Type::Text, anyText(random)};
    }
}

event::FieldRef anyField(QRandomGenerator &random)
{
    static const QByteArrayList kOthers = {
        "json.type", "json.message.to",   "json.message.to[1]",    "json.errorCode",
        "json.time", "json.\"odd key\"",  "json.a.\"q\\\"\".b[0]", "json.message.text",
        "json.n",    "header.user-agent", "header.x-test"};
    const auto fields = event::fields();
    const int choice = random.bounded(int(fields.size()) + int(kOthers.size()) * 2);
    if (choice < int(fields.size()))
        return fields[size_t(choice)].field;
    return *event::findFieldRef(kOthers[(choice - int(fields.size())) / 2]);
}

NodePtr anyComparison(QRandomGenerator &random)
{
    const event::FieldRef field = anyField(random);
    const auto type = event::typeOf(field);
    const bool hasText =
        type != FieldType::Time && type != FieldType::Duration && type != FieldType::Size;
    static constexpr std::array<Operator, 9> kOperators = {
        Operator::Equal,       Operator::NotEqual, Operator::Less,
        Operator::LessOrEqual, Operator::Greater,  Operator::GreaterOrEqual,
        Operator::In,          Operator::Contains, Operator::Matches};
    const Operator comparison = kOperators[size_t(random.bounded(hasText ? 9 : 7))];
    std::vector<Value> values;
    const int count = comparison == Operator::In ? 1 + random.bounded(4) : 1;
    for (int i = 0; i < count; ++i)
        values.push_back(anyValue(random, type, comparison));
    return filter::compared(field, comparison, std::move(values));
}

/// The same comparison with another value of its kind, or one of its values left out.
NodePtr another(QRandomGenerator &random, const NodePtr &node)
{
    switch (node->type) {
    case filter::Node::Type::Word:
        return filter::word(QString::fromUtf8(node->text) + u'a');
    case filter::Node::Type::Compare: {
        std::vector<Value> values = node->values;
        if (values.size() > 1)
            values.pop_back();
        else
            values = {anyValue(random, event::typeOf(node->field), node->comparison)};
        return filter::compared(node->field, node->comparison, std::move(values));
    }
    case filter::Node::Type::Exists:
        return filter::compared(node->field, Operator::Equal,
                                {anyValue(random, event::typeOf(node->field), Operator::Equal)});
    case filter::Node::Type::Or:
        return node->children.front();
    default:
        return filter::allOf({node, madeNode(random, 0)});
    }
}

} // namespace

NodePtr madeNode(QRandomGenerator &random, int depth)
{
    switch (random.bounded(depth > 0 ? 12 : 8)) {
    case 0:
        return filter::word(QString::fromUtf8(anyText(random)));
    case 1: {
        QByteArray digits = "12345678902";
        digits = digits.last(7 + random.bounded(5));
        if (random.bounded(3) == 0)
            digits[0] = char('0' + random.bounded(10));
        return filter::phone(digits);
    }
    case 2:
        return filter::existing(anyField(random));
    case 3:
        return random.bounded(4) == 0 ? filter::afterMarker(anyText(random))
                                      : anyComparison(random);
    case 4:
    case 5:
    case 6:
    case 7:
        return anyComparison(random);
    case 8:
    case 9:
        return filter::negated(madeNode(random, depth - 1));
    default:
        break;
    }
    std::vector<NodePtr> nodes;
    const int count = 1 + random.bounded(4);
    for (int i = 0; i < count; ++i)
        nodes.push_back(madeNode(random, depth - 1));
    return random.bounded(2) == 0 ? filter::allOf(std::move(nodes))
                                  : filter::anyOf(std::move(nodes));
}

filter::Filter madeFilter(QRandomGenerator &random, int depth)
{
    return random.bounded(50) == 0 ? filter::Filter() : filter::Filter{madeNode(random, depth)};
}

filter::Filter madeNarrower(QRandomGenerator &random, const filter::Filter &older)
{
    if (!older.root || random.bounded(8) == 0)
        return madeFilter(random, 2);
    std::vector<NodePtr> nodes = older.root->type == filter::Node::Type::And
        ? older.root->children
        : std::vector<NodePtr>{older.root};
    for (NodePtr &node : nodes) {
        if (random.bounded(2) == 0)
            node = another(random, node);
    }
    if (random.bounded(2) == 0)
        nodes.push_back(madeNode(random, 1));
    return {filter::allOf(std::move(nodes))};
}

} // namespace sendscope::tests
