#include "app/filter/filter.h"

#include "app/filter/pattern.h"

#include <algorithm>

namespace sendscope::filter {
namespace {

NodePtr combined(Node::Type type, std::vector<NodePtr> nodes)
{
    Q_ASSERT(!nodes.empty());
    if (nodes.size() == 1)
        return nodes.front();

    auto result = std::make_shared<Node>();
    result->type = type;
    for (NodePtr &node : nodes) {
        if (node->type == type)
            result->children.insert(result->children.end(), node->children.begin(),
                                    node->children.end());
        else
            result->children.push_back(std::move(node));
    }
    return result;
}

bool isSame(const NodePtr &a, const NodePtr &b)
{
    if (!a || !b || a == b)
        return a == b;
    return a->type == b->type && a->text == b->text && a->digits == b->digits
        && a->field == b->field && a->comparison == b->comparison && a->values == b->values
        && std::equal(a->children.begin(), a->children.end(), b->children.begin(),
                      b->children.end(), isSame);
}

void collectOnDemand(const Node &node, std::vector<event::FieldRef> &fields)
{
    const bool isAboutField = node.type == Node::Type::Compare || node.type == Node::Type::Exists;
    if (isAboutField && node.field.isOnDemand()
        && std::find(fields.begin(), fields.end(), node.field) == fields.end())
        fields.push_back(node.field);
    for (const NodePtr &child : node.children)
        collectOnDemand(*child, fields);
}

} // namespace

bool isOrder(Operator comparison)
{
    return comparison == Operator::Less || comparison == Operator::LessOrEqual
        || comparison == Operator::Greater || comparison == Operator::GreaterOrEqual;
}

NodePtr word(QStringView text)
{
    Q_ASSERT(!text.isEmpty());
    auto node = std::make_shared<Node>();
    node->type = Node::Type::Word;
    node->text = folded(text.toUtf8());
    return node;
}

NodePtr phone(const QByteArray &digits)
{
    Q_ASSERT(digits.size() >= kLeastPhoneDigits && digits.size() <= kMostPhoneDigits);
    auto node = std::make_shared<Node>();
    node->type = Node::Type::Phone;
    node->digits = digits;
    return node;
}

NodePtr negated(NodePtr node)
{
    auto result = std::make_shared<Node>();
    result->type = Node::Type::Not;
    result->children.push_back(std::move(node));
    return result;
}

NodePtr allOf(std::vector<NodePtr> nodes)
{
    return combined(Node::Type::And, std::move(nodes));
}

NodePtr anyOf(std::vector<NodePtr> nodes)
{
    return combined(Node::Type::Or, std::move(nodes));
}

NodePtr compared(event::FieldRef field, Operator comparison, std::vector<Value> values)
{
    Q_ASSERT(!values.empty() && (values.size() == 1 || comparison == Operator::In));
    auto node = std::make_shared<Node>();
    node->type = Node::Type::Compare;
    node->field = std::move(field);
    node->comparison = comparison;
    node->values = std::move(values);
    for (Value &value : node->values) {
        if (value.type == Value::Type::Pattern)
            value.text = withPlainSlashes(value.text);
    }
    return node;
}

NodePtr existing(event::FieldRef field)
{
    auto node = std::make_shared<Node>();
    node->type = Node::Type::Exists;
    node->field = std::move(field);
    return node;
}

NodePtr afterMarker(QByteArray text)
{
    auto node = std::make_shared<Node>();
    node->type = Node::Type::AfterMarker;
    node->text = std::move(text);
    return node;
}

bool operator==(const Filter &a, const Filter &b)
{
    return isSame(a.root, b.root);
}

std::vector<event::FieldRef> onDemandFields(const Filter &filter)
{
    std::vector<event::FieldRef> fields;
    if (filter.root)
        collectOnDemand(*filter.root, fields);
    return fields;
}

} // namespace sendscope::filter
