#include "app/filter/names.h"

#include "app/filter/phone.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

using event::Field;

/// What two spellings of one value have in common.
QByteArray keyOf(QByteArrayView value)
{
    QByteArray digits = digitsOfNumber(value);
    if (digits.isEmpty())
        return folded(value.trimmed());
    // A number of the country code 1 has eleven digits with it and ten without.
    return digits.size() == 10 ? '1' + digits : digits;
}

bool isNumber(const QByteArray &key)
{
    return key.size() >= kLeastPhoneDigits && key.size() <= kMostPhoneDigits
        && std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Value textValue(const QByteArray &text)
{
    return {Value::Type::Text, text};
}

/// Puts values of names into a filter's nodes.
class Expander
{
public:
    explicit Expander(const Names &names)
        : m_names(names)
    {
    }

    NodePtr expanded(const NodePtr &node) const
    {
        switch (node->type) {
        case Node::Type::Word:
            return word(node);
        case Node::Type::Compare:
            return compare(node);
        case Node::Type::Not:
        case Node::Type::And:
        case Node::Type::Or:
            return combined(node);
        default:
            return node;
        }
    }

private:
    NodePtr combined(const NodePtr &node) const
    {
        std::vector<NodePtr> children;
        for (const NodePtr &child : node->children)
            children.push_back(expanded(child));
        if (children == node->children)
            return node;
        return node->type == Node::Type::Not ? negated(children.front())
            : node->type == Node::Type::And  ? allOf(std::move(children))
                                             : anyOf(std::move(children));
    }

    NodePtr word(const NodePtr &node) const
    {
        std::vector<NodePtr> any{node};
        for (const QByteArray &value : m_names.valuesNamed(QString::fromUtf8(node->text), false)) {
            const QByteArray key = keyOf(value);
            any.push_back(isNumber(key) ? phone(key) : filter::word(QString::fromUtf8(value)));
        }
        return anyOf(std::move(any));
    }

    NodePtr compare(const NodePtr &node) const
    {
        const bool isEqual = node->comparison == Operator::Equal || node->comparison == Operator::In
            || node->comparison == Operator::NotEqual;
        if (!canHaveNames(node->field) || (!isEqual && node->comparison != Operator::Contains))
            return node;
        std::vector<Value> values = isEqual ? node->values : std::vector<Value>();
        const size_t before = values.size();
        for (const Value &value : node->values) {
            for (const QByteArray &named :
                 m_names.valuesNamed(QString::fromUtf8(value.text), isEqual))
                values.push_back(textValue(named));
        }
        if (values.size() == before)
            return node;
        NodePtr in = compared(node->field, Operator::In, std::move(values));
        if (node->comparison == Operator::NotEqual)
            return negated(in);
        return isEqual ? in : anyOf({node, in});
    }

    const Names &m_names;
};

} // namespace

Names Names::read(const QString &text)
{
    Names names;
    for (const QString &line : text.split(u'\n')) {
        const qsizetype equals = line.indexOf(u'=');
        if (equals > 0 && !line.trimmed().startsWith(u'#'))
            names.set(line.left(equals).trimmed().toUtf8(), line.sliced(equals + 1));
    }
    return names;
}

QString Names::print() const
{
    std::vector<std::pair<QByteArray, QString>> sorted;
    for (const auto &[key, named] : m_names)
        sorted.push_back(named);
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
        return a.second.compare(b.second, Qt::CaseInsensitive) < 0;
    });
    QString text;
    for (const auto &[value, name] : sorted)
        text += QString::fromUtf8(value) + u" = "_s + name + u'\n';
    return text;
}

void Names::set(const QByteArray &value, const QString &name)
{
    const QByteArray key = keyOf(value);
    const QString plain = name.simplified().left(kLongestName).trimmed();
    if (key.isEmpty() || value.contains('=') || value.contains('\n') || value.startsWith('#'))
        return;
    if (plain.isEmpty())
        m_names.erase(key);
    else
        m_names[key] = {QString::fromUtf8(value).trimmed().toUtf8(), plain};
}

QString Names::nameOf(QByteArrayView value) const
{
    if (m_names.empty() || value.isEmpty())
        return {};
    const auto named = m_names.find(keyOf(value));
    return named == m_names.end() ? QString() : named->second.second;
}

QByteArrayList Names::valuesNamed(const QString &part, bool isWhole) const
{
    QByteArrayList values;
    const QByteArray wanted = folded(part.trimmed().toUtf8());
    if (wanted.isEmpty())
        return values;
    for (const auto &[key, named] : m_names) {
        const QByteArray name = folded(named.second.toUtf8());
        if (isWhole ? name == wanted : name.contains(wanted))
            values << named.first;
    }
    return values;
}

bool canHaveNames(const event::FieldRef &field)
{
    return event::typeOf(field) == event::FieldType::Phone
        || field == event::FieldRef(Field::MessageApplicationId);
}

Filter withNames(const Filter &filter, const Names &names)
{
    return filter.root && !names.isEmpty() ? Filter{Expander(names).expanded(filter.root)} : filter;
}

} // namespace sendscope::filter
