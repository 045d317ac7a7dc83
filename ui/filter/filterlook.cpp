#include "ui/filter/filterlook.h"

#include "ui/filter/valuewords.h"

namespace sendscope::ui {
namespace {

using event::Field;
using filter::Node;

FilterLook ofField(Field field)
{
    switch (field) {
    case Field::Issues:
    case Field::Check:
        return {Icon::Conflicting, Hue::Owed};
    case Field::Mark:
    case Field::Note:
        return {Icon::Bookmark, Hue::Sending};
    case Field::ErrorCode:
        return {Icon::Failed, Hue::Failed};
    case Field::MessageMedia:
    case Field::MediaCount:
        return {Icon::Image, Hue::Quiet};
    default:
        return {};
    }
}

QByteArray textOf(const filter::Value &value)
{
    return value.type == filter::Value::Type::Number ? QByteArray::number(value.from) : value.text;
}

} // namespace

FilterLook filterLook(const filter::Filter &filter)
{
    if (!filter.root || filter.root->field.isOnDemand())
        return {};
    const Node &node = *filter.root;
    if (node.type == Node::Type::Exists)
        return ofField(node.field.field);
    if (node.type != Node::Type::Compare)
        return {};
    if (node.field.field == Field::MediaCount)
        return ofField(Field::MediaCount);
    if (node.comparison != filter::Operator::Equal)
        return {};
    const ValueWords words = valueWords(node.field, textOf(node.values.front()));
    return {words.icon, words.hue};
}

} // namespace sendscope::ui
