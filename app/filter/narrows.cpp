#include "app/filter/filter.h"
#include "app/filter/jsonnumber.h"
#include "app/filter/phone.h"
#include "app/filter/valuetest.h"

#include <algorithm>

namespace sendscope::filter {
namespace {

using event::FieldType;
using Values = std::vector<Value>;

/// So many pairs of terms are looked at. Deeply nested combinations have more than anybody waits
/// for.
constexpr int kMostPairs = 10'000;

bool isEqualOrIn(Operator comparison)
{
    return comparison == Operator::Equal || comparison == Operator::In;
}

bool isAscending(Operator comparison)
{
    return comparison == Operator::Less || comparison == Operator::LessOrEqual;
}

bool hasType(const Values &values, Value::Type type)
{
    return std::all_of(values.begin(), values.end(),
                       [type](const Value &value) { return value.type == type; });
}

bool isSame(const Value &a, const Value &b)
{
    if (a.type == Value::Type::Text && b.type == Value::Type::Text)
        return folded(a.text) == folded(b.text);
    return a == b;
}

/// Every value of `a` is one of `b`.
bool isSubset(const Values &a, const Values &b)
{
    return std::all_of(a.begin(), a.end(), [&b](const Value &value) {
        return std::any_of(b.begin(), b.end(),
                           [&value](const Value &other) { return isSame(value, other); });
    });
}

bool isInside(const std::vector<Range> &a, const std::vector<Range> &b)
{
    return std::all_of(a.begin(), a.end(), [&b](const Range &range) {
        return std::any_of(b.begin(), b.end(), [&range](const Range &outer) {
            return outer.from <= range.from && range.to <= outer.to;
        });
    });
}

/// Numbers and moments, which are ranges.
bool isInside(const Node &a, const Node &b, std::optional<FieldType> type)
{
    // What counts back from now and what does not cannot be told apart before there is a now.
    const bool isAgo = hasType(a.values, Value::Type::Ago);
    if (isAgo != hasType(b.values, Value::Type::Ago))
        return false;
    const ValueTest inner(type, a.comparison, a.values, {});
    const ValueTest outer(type, b.comparison, b.values, {});
    return isInside(inner.ranges(), outer.ranges());
}

/// The order of two values that are compared in the same way; none where they are not.
std::optional<int> orderOf(const Value &a, const Value &b)
{
    if (a.type == Value::Type::Text && b.type == Value::Type::Text)
        return folded(a.text).compare(folded(b.text));
    if (a.type != Value::Type::Number || b.type != Value::Type::Number)
        return std::nullopt;
    const auto first = readJsonNumber(a.text);
    const auto second = readJsonNumber(b.text);
    // One that is exact and one that is not do not order a third one alike.
    if (!first || !second || first->isWhole != second->isWhole)
        return std::nullopt;
    return order(*first, *second);
}

/// "< a" lets fewer through than "<= b" where a <= b, and so on.
bool isOrderInside(const Node &a, const Node &b)
{
    const auto order = orderOf(a.values.front(), b.values.front());
    if (!order || isAscending(a.comparison) != isAscending(b.comparison))
        return false;
    const bool isStricter = a.comparison == b.comparison || a.comparison == Operator::Less
        || a.comparison == Operator::Greater;
    const int distance = isAscending(a.comparison) ? *order : -*order;
    return distance < 0 || (distance == 0 && isStricter);
}

bool isContainsInside(const Value &a, const Value &b, std::optional<FieldType> type)
{
    if (!folded(a.text).contains(folded(b.text)))
        return false;
    if (type != FieldType::Phone)
        return true;
    const QByteArray digits = digitsOfNumber(a.text);
    const QByteArray fewer = digitsOfNumber(b.text);
    return digits.isEmpty() || a.text.contains('.') || (!fewer.isEmpty() && digits.contains(fewer));
}

bool isComparisonInside(const Node &a, const Node &b)
{
    const auto type = event::typeOf(a.field);
    if (isEqualOrIn(a.comparison) && isEqualOrIn(b.comparison) && isSubset(a.values, b.values))
        return true;
    const bool areMoments = !type
        && (hasType(a.values, Value::Type::Time) || hasType(a.values, Value::Type::Ago))
        && (hasType(b.values, Value::Type::Time) || hasType(b.values, Value::Type::Ago));
    const bool areNumbers = type && !ValueTest(type, a.comparison, a.values, {}).readsText()
        && !ValueTest(type, b.comparison, b.values, {}).readsText();
    if (areMoments || areNumbers)
        return isInside(a, b, type);
    if (isOrder(a.comparison) && isOrder(b.comparison))
        return isOrderInside(a, b);
    if (b.comparison != Operator::Contains || !hasType(a.values, Value::Type::Text))
        return false;
    if (a.comparison == Operator::Contains)
        return isContainsInside(a.values.front(), b.values.front(), type);
    // A number of a telephone equals others, which are spelled otherwise.
    return isEqualOrIn(a.comparison) && type != FieldType::Phone
        && std::all_of(a.values.begin(), a.values.end(), [&b](const Value &value) {
               return folded(value.text).contains(folded(b.values.front().text));
           });
}

/// Says whether one term cannot be met without another one being met. Says no where it does not
/// know.
class Implication
{
public:
    bool holds(const NodePtr &a, const NodePtr &b)
    {
        if (--m_pairs < 0)
            return false;
        if (Filter{a} == Filter{b})
            return true;
        if (b->type == Node::Type::And)
            return std::all_of(b->children.begin(), b->children.end(),
                               [&](const NodePtr &child) { return holds(a, child); });
        if (a->type == Node::Type::Or)
            return std::all_of(a->children.begin(), a->children.end(),
                               [&](const NodePtr &child) { return holds(child, b); });
        if (a->type == Node::Type::And
            && std::any_of(a->children.begin(), a->children.end(),
                           [&](const NodePtr &child) { return holds(child, b); }))
            return true;
        if (b->type == Node::Type::Or)
            return std::any_of(b->children.begin(), b->children.end(),
                               [&](const NodePtr &child) { return holds(a, child); });
        return holdsForTerms(a, b);
    }

private:
    bool holdsForTerms(const NodePtr &a, const NodePtr &b)
    {
        if (const NodePtr left = whatIsNegated(a), right = whatIsNegated(b); left && right)
            return holds(right, left);
        if (a->type == Node::Type::Word && b->type == Node::Type::Word)
            return a->text.contains(b->text);
        if (a->type == Node::Type::Phone && b->type == Node::Type::Phone)
            return a->digits.endsWith(b->digits);
        if (a->type != Node::Type::Compare || a->comparison == Operator::NotEqual
            || a->field != b->field)
            return false;
        if (b->type == Node::Type::Exists)
            return true;
        return b->type == Node::Type::Compare && b->comparison != Operator::NotEqual
            && isComparisonInside(*a, *b);
    }

    static NodePtr whatIsNegated(const NodePtr &node)
    {
        if (node->type == Node::Type::Not)
            return node->children.front();
        if (node->type == Node::Type::Compare && node->comparison == Operator::NotEqual)
            return compared(node->field, Operator::Equal, node->values);
        return nullptr;
    }

    int m_pairs = kMostPairs;
};

} // namespace

bool narrows(const Filter &newer, const Filter &older)
{
    if (!older.root || newer == older)
        return true;
    return newer.root && Implication().holds(newer.root, older.root);
}

} // namespace sendscope::filter
