#include "app/filter/filter.h"

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
    if (!a || !b)
        return a == b;
    return a->type == b->type && a->text == b->text && a->digits == b->digits
        && std::equal(a->children.begin(), a->children.end(), b->children.begin(),
                      b->children.end(), isSame);
}

} // namespace

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

bool operator==(const Filter &a, const Filter &b)
{
    return isSame(a.root, b.root);
}

} // namespace sendscope::filter
