#include "app/filter/matcher.h"

#include <algorithm>

namespace sendscope::filter {
namespace {

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
    case Node::Type::Compare:
    case Node::Type::Exists:
    case Node::Type::AfterMarker:
        break;
    }
    return false;
}

} // namespace

Matcher::Matcher(const Filter &filter)
    : m_program(filter)
{
}

bool Matcher::matches(std::span<const QByteArrayView> values) const
{
    return isMet(root(), values);
}

} // namespace sendscope::filter
