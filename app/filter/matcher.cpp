#include "app/filter/matcher.h"

#include "app/filter/phone.h"

#include <algorithm>

namespace sendscope::filter {
namespace {

Step compiled(const Node &node)
{
    Step step{node.type, Needle(node.text), node.digits};
    for (const NodePtr &child : node.children)
        step.children.push_back(compiled(*child));
    return step;
}

bool isMet(const Step &step, std::span<const QByteArrayView> values)
{
    const auto isChildMet = [values](const Step &child) { return isMet(child, values); };
    switch (step.type) {
    case Node::Type::And:
        return std::all_of(step.children.begin(), step.children.end(), isChildMet);
    case Node::Type::Or:
        return std::any_of(step.children.begin(), step.children.end(), isChildMet);
    case Node::Type::Not:
        return !isChildMet(step.children.front());
    case Node::Type::Word:
    case Node::Type::Phone:
        return std::any_of(values.begin(), values.end(),
                           [&step](QByteArrayView value) { return step.isIn(value); });
    }
    return false;
}

} // namespace

bool Step::isIn(QByteArrayView value) const
{
    return type == Node::Type::Phone ? hasNumber(value, digits) : needle.find(value) >= 0;
}

Matcher::Matcher(const Filter &filter)
    : m_root(filter.root ? compiled(*filter.root) : Step())
{
}

bool Matcher::matches(std::span<const QByteArrayView> values) const
{
    return isMet(m_root, values);
}

} // namespace sendscope::filter
