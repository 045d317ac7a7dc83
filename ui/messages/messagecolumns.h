#pragma once

#include "app/event/fieldcatalogue.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace sendscope::ui {

/// What is told of a message.
enum class MessageColumn {
    State,
    Created,
    Started,
    Ours,
    Theirs,
    Steps, ///< Drawn on one scale for all rows; takes what the others leave.
    Took,
    Code,
    Carrier,
    Tag,
    Media,
    Repeats,
    Id,
};
constexpr int kMessageColumns = int(MessageColumn::Id) + 1;

/// All, as the header's menu lists them.
std::span<const MessageColumn> allMessageColumns();

/// Those that are there at first.
std::vector<MessageColumn> usualMessageColumns();

QString titleOf(MessageColumn column);
QString meaningOf(MessageColumn column);

/// What rows are sorted by; none where they cannot be.
std::optional<event::Field> orderFieldOf(MessageColumn column);

/// Whether its values stand below each other by their last digit.
bool isRightAligned(MessageColumn column);

/// A column as it is shown.
///
/// A plain value.
struct ShownMessageColumn
{
    MessageColumn column = MessageColumn::State;
    int width = 0; ///< Device-independent pixels.

    friend bool operator==(const ShownMessageColumn &, const ShownMessageColumn &) = default;
};

/// For the settings.
QByteArray printMessageColumns(const std::vector<ShownMessageColumn> &columns);

/// None for what printMessageColumns() does not write.
std::optional<std::vector<ShownMessageColumn>> readMessageColumns(const QByteArray &text);

} // namespace sendscope::ui
