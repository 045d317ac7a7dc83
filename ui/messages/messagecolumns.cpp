#include "ui/messages/messagecolumns.h"

#include <QByteArrayList>
#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sendscope::ui {
namespace {

using event::Field;

struct Spec
{
    MessageColumn column;
    const char *name; ///< In the settings.
    const char *title;
    const char *meaning;
    std::optional<Field> field;
    bool isUsual = false;
};

constexpr QByteArrayView kVersion = "messages1";
constexpr int kLeastWidth = 24;
constexpr int kMostWidth = 4000;

const std::array<Spec, kMessageColumns> &specs()
{
    static const std::array<Spec, kMessageColumns> kSpecs{{
        {MessageColumn::State, "state", QT_TRANSLATE_NOOP("Messages", "State"),
         QT_TRANSLATE_NOOP("Messages", "What has become of it, for all of its recipients"),
         Field::State, true},
        {MessageColumn::Created, "created", QT_TRANSLATE_NOOP("Messages", "Created"),
         QT_TRANSLATE_NOOP("Messages", "When Bandwidth took it, by its own clock"),
         Field::MessageTime, true},
        {MessageColumn::Started, "started", QT_TRANSLATE_NOOP("Messages", "Started"),
         QT_TRANSLATE_NOOP("Messages", "When its first event arrived here"), Field::Received},
        {MessageColumn::Ours, "ours", QT_TRANSLATE_NOOP("Messages", "Ours"),
         QT_TRANSLATE_NOOP("Messages", "Our number, whichever way the message goes"), Field::Ours,
         true},
        {MessageColumn::Theirs, "theirs", QT_TRANSLATE_NOOP("Messages", "Theirs"),
         QT_TRANSLATE_NOOP("Messages", "The other end, or how many there are"), Field::Theirs,
         true},
        {MessageColumn::Steps,
         "steps",
         QT_TRANSLATE_NOOP("Messages", "Steps"),
         QT_TRANSLATE_NOOP("Messages",
                           "From its creation on, on one scale for all rows: the longer ago, the "
                           "closer together"),
         {},
         true},
        {MessageColumn::Took, "took", QT_TRANSLATE_NOOP("Messages", "Took"),
         QT_TRANSLATE_NOOP("Messages", "From its creation to the final event, or so far"),
         Field::Took, true},
        {MessageColumn::Code, "code", QT_TRANSLATE_NOOP("Messages", "Code"),
         QT_TRANSLATE_NOOP("Messages", "The errorCode of what holds"), Field::ErrorCode},
        {MessageColumn::Carrier,
         "carrier",
         QT_TRANSLATE_NOOP("Messages", "Carrier"),
         QT_TRANSLATE_NOOP("Messages", "The recipient's carrier, where the account is told"),
         {}},
        {MessageColumn::Tag, "tag", QT_TRANSLATE_NOOP("Messages", "Tag"),
         QT_TRANSLATE_NOOP("Messages", "What whoever sent it gave along"), Field::MessageTag, true},
        {MessageColumn::Media, "media", QT_TRANSLATE_NOOP("Messages", "Media"),
         QT_TRANSLATE_NOOP("Messages", "How many links to media it has"), Field::MediaCount},
        {MessageColumn::Repeats, "repeats", QT_TRANSLATE_NOOP("Messages", "Repeats"),
         QT_TRANSLATE_NOOP("Messages", "How often the sender sent one of its events again"),
         Field::Repeats},
        {MessageColumn::Id, "id", QT_TRANSLATE_NOOP("Messages", "Message id"),
         QT_TRANSLATE_NOOP("Messages", "As Bandwidth calls it: message.id"), Field::MessageId},
    }};
    return kSpecs;
}

const Spec &specOf(MessageColumn column)
{
    return specs()[size_t(column)];
}

std::optional<ShownMessageColumn> readColumn(const QByteArray &text)
{
    const qsizetype sign = text.indexOf('=');
    bool isNumber = false;
    const int width = text.sliced(sign + 1).toInt(&isNumber);
    if (sign < 0 || !isNumber || width < kLeastWidth || width > kMostWidth)
        return std::nullopt;
    for (const Spec &spec : specs()) {
        if (text.first(sign) == spec.name)
            return ShownMessageColumn{spec.column, width};
    }
    return std::nullopt;
}

} // namespace

std::span<const MessageColumn> allMessageColumns()
{
    static const auto kAll = [] {
        std::array<MessageColumn, kMessageColumns> all{};
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = MessageColumn(i);
        return all;
    }();
    return kAll;
}

std::vector<MessageColumn> usualMessageColumns()
{
    std::vector<MessageColumn> usual;
    for (const Spec &spec : specs()) {
        if (spec.isUsual)
            usual.push_back(spec.column);
    }
    return usual;
}

QString titleOf(MessageColumn column)
{
    return QCoreApplication::translate("Messages", specOf(column).title);
}

QString meaningOf(MessageColumn column)
{
    return QCoreApplication::translate("Messages", specOf(column).meaning);
}

std::optional<Field> orderFieldOf(MessageColumn column)
{
    return specOf(column).field;
}

bool isRightAligned(MessageColumn column)
{
    return column == MessageColumn::Took || column == MessageColumn::Code
        || column == MessageColumn::Repeats;
}

QByteArray printMessageColumns(const std::vector<ShownMessageColumn> &columns)
{
    QByteArray text = kVersion.toByteArray();
    for (const ShownMessageColumn &column : columns)
        text +=
            ' ' + QByteArray(specOf(column.column).name) + '=' + QByteArray::number(column.width);
    return text;
}

std::optional<std::vector<ShownMessageColumn>> readMessageColumns(const QByteArray &text)
{
    const QByteArrayList parts = text.split(' ');
    if (parts.first() != kVersion || parts.size() < 2)
        return std::nullopt;
    std::vector<ShownMessageColumn> columns;
    for (const QByteArray &part : parts.sliced(1)) {
        const auto column = readColumn(part);
        const auto isSame = [&column](const auto &other) { return other.column == column->column; };
        if (!column || std::any_of(columns.begin(), columns.end(), isSame))
            return std::nullopt;
        columns.push_back(*column);
    }
    return columns;
}

} // namespace sendscope::ui
