#include "app/filter/program.h"

#include "app/filter/phone.h"

#include <algorithm>

namespace sendscope::filter {
namespace {

Step comparing(const Node &node, base::UtcTime now)
{
    const bool isNegated = node.comparison == Operator::NotEqual;
    Step step;
    step.type = Node::Type::Compare;
    step.field = node.field;
    step.test = ValueTest(event::typeOf(node.field), isNegated ? Operator::Equal : node.comparison,
                          node.values, now);
    if (!isNegated)
        return step;

    Step negated;
    negated.type = Node::Type::Not;
    negated.children.push_back(std::move(step));
    return negated;
}

Step compiled(const Node &node, base::UtcTime now)
{
    if (node.type == Node::Type::Compare)
        return comparing(node, now);

    Step step;
    step.type = node.type;
    step.field = node.field;
    step.digits = node.digits;
    if (node.type == Node::Type::Word)
        step.needle = Needle(node.text);
    if (node.type == Node::Type::AfterMarker)
        step.text = folded(node.text);
    for (const NodePtr &child : node.children)
        step.children.push_back(compiled(*child, now));
    return step;
}

template <typename Visit>
void visit(const Node &node, const Visit &see)
{
    see(node);
    for (const NodePtr &child : node.children)
        visit(*child, see);
}

qint64 givenUpIn(const Step &step)
{
    qint64 count = step.test.valuesGivenUp();
    for (const Step &child : step.children)
        count += givenUpIn(child);
    return count;
}

} // namespace

bool Step::isIn(QByteArrayView value) const
{
    return type == Node::Type::Phone ? hasNumber(value, digits) : needle.find(value) >= 0;
}

Program::Program(const Filter &filter, base::UtcTime now)
{
    if (!filter.root)
        return;
    m_root = compiled(*filter.root, now);
    visit(*filter.root, [this](const Node &node) {
        m_readsMarkers = m_readsMarkers || node.type == Node::Type::AfterMarker;
        if (node.type != Node::Type::Compare && node.type != Node::Type::Exists)
            return;
        m_readsTime = m_readsTime
            || std::any_of(node.values.begin(), node.values.end(),
                           [](const Value &value) { return value.type == Value::Type::Ago; });
        if (node.field.isOnDemand())
            m_readsOnDemand = true;
        else
            m_fields.push_back(node.field.field);
    });
}

bool Program::reads(event::Field field) const
{
    return std::find(m_fields.begin(), m_fields.end(), field) != m_fields.end();
}

qint64 Program::valuesGivenUp() const
{
    return givenUpIn(m_root);
}

} // namespace sendscope::filter
