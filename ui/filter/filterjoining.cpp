#include "ui/filter/filterjoining.h"

#include "app/filter/jsonnumber.h"
#include "app/filter/values.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using filter::Filter;
using filter::Node;
using filter::NodePtr;

bool isText(const event::FieldRef &field)
{
    using event::FieldType;
    const auto type = event::typeOf(field);
    return type == FieldType::Text || type == FieldType::Word || type == FieldType::Phone;
}

filter::Value textValue(const QByteArray &value)
{
    // As the filter's text can hold it: bytes that are no UTF-8 are not kept there.
    return {filter::Value::Type::Text, QString::fromUtf8(value).toUtf8()};
}

/// A number, a moment, a span or a size, as the language itself reads it.
NodePtr readComparison(const event::FieldRef &field, const QByteArray &value)
{
    const QString name = QString::fromUtf8(event::nameOf(field));
    const filter::Parsed parsed =
        filter::parse(name + u" == "_s + filter::quoted(QString::fromUtf8(value)));
    const bool isOne = parsed.judgement == filter::Judgement::Fine && parsed.filter.root
        && parsed.filter.root->type == Node::Type::Compare;
    return isOne ? parsed.filter.root : nullptr;
}

NodePtr opposite(const NodePtr &node)
{
    if (node->type == Node::Type::Not)
        return node->children.front();
    if (node->type == Node::Type::Compare && node->comparison == filter::Operator::Equal)
        return filter::compared(node->field, filter::Operator::NotEqual, node->values);
    return filter::negated(node);
}

/// Whether that node is one of those that the filter joins in that way.
bool holds(const NodePtr &root, Node::Type type, const NodePtr &node)
{
    const Filter wanted{node};
    if (Filter{root} == wanted)
        return true;
    return root->type == type
        && std::any_of(root->children.begin(), root->children.end(),
                       [&wanted](const NodePtr &child) { return Filter{child} == wanted; });
}

} // namespace

NodePtr conditionOf(const event::FieldRef &field, const QByteArray &value)
{
    if (value.isNull())
        return filter::negated(filter::existing(field));
    if (isText(field))
        return filter::compared(field, filter::Operator::Equal, {textValue(value)});
    if (event::typeOf(field)) {
        const NodePtr comparison = readComparison(field, value);
        return comparison ? comparison : filter::negated(filter::existing(field));
    }
    if (const auto number = filter::readJsonNumber(value)) {
        const qint64 whole = number->isWhole ? number->whole : 0;
        return filter::compared(field, filter::Operator::Equal,
                                {{filter::Value::Type::Number, value, whole, whole}});
    }
    return filter::compared(field, filter::Operator::Equal, {textValue(value)});
}

Filter joined(const Filter &filter, const event::FieldRef &field, const QByteArray &value,
              FilterJoin join)
{
    NodePtr node = conditionOf(field, value);
    if (join == FilterJoin::IsNot || join == FilterJoin::AndNot || join == FilterJoin::OrNot)
        node = opposite(node);
    if (filter.isEverything() || join == FilterJoin::Is || join == FilterJoin::IsNot)
        return {node};

    const bool isOr = join == FilterJoin::Or || join == FilterJoin::OrNot;
    if (holds(filter.root, isOr ? Node::Type::Or : Node::Type::And, node))
        return filter;
    return {isOr ? filter::anyOf({filter.root, node}) : filter::allOf({filter.root, node})};
}

QString begun(const Filter &filter, const event::FieldRef &field)
{
    const QString comparison = QString::fromUtf8(event::nameOf(field)) + u" == "_s;
    if (filter.isEverything())
        return comparison;
    const QString text = filter::print(filter);
    return (filter.root->type == Node::Type::Or ? u'(' + text + u')' : text) + u" and "_s
        + comparison;
}

} // namespace sendscope::ui
