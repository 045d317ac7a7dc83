#include "ui/events/eventcolumns.h"

#include <QByteArrayList>

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr QByteArrayView kUsual = "columns1";
constexpr QByteArrayView kChosen = "columns1-chosen";

std::optional<EventColumn> readColumn(const QByteArray &text)
{
    const qsizetype sign = text.lastIndexOf('=');
    if (sign < 0)
        return std::nullopt;
    const auto field = event::findFieldRef(QByteArray::fromPercentEncoding(text.first(sign)));
    bool isNumber = false;
    const int width = text.sliced(sign + 1).toInt(&isNumber);
    if (!field || !isNumber || width < kLeastColumnWidth || width > kMostColumnWidth)
        return std::nullopt;
    return EventColumn{*field, width};
}

} // namespace

QByteArray printColumns(const EventColumns &columns)
{
    QByteArray text = (columns.areChosen ? kChosen : kUsual).toByteArray();
    for (const EventColumn &column : columns.columns)
        text += ' ' + event::nameOf(column.field).toPercentEncoding() + '='
            + QByteArray::number(column.width);
    return text;
}

std::optional<EventColumns> readColumns(const QByteArray &text)
{
    const QByteArrayList parts = text.split(' ');
    if ((parts.first() != kUsual && parts.first() != kChosen) || parts.size() < 2
        || size_t(parts.size()) > kMostColumns + 1)
        return std::nullopt;

    EventColumns read{.columns = {}, .areChosen = parts.first() == kChosen};
    for (const QByteArray &part : parts.sliced(1)) {
        const auto column = readColumn(part);
        const auto isSame = [&column](const EventColumn &other) {
            return other.field == column->field;
        };
        if (!column || std::any_of(read.columns.begin(), read.columns.end(), isSame))
            return std::nullopt;
        read.columns.push_back(*column);
    }
    return read;
}

} // namespace sendscope::ui
