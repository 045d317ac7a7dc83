#pragma once

#include "app/event/fieldref.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace sendscope::ui {

/// A column of the event table.
///
/// A plain value.
struct EventColumn
{
    event::FieldRef field;
    int width = 0; ///< Device-independent pixels.

    friend bool operator==(const EventColumn &, const EventColumn &) = default;
};

/// Which columns the table has, from the leading edge on.
struct EventColumns
{
    std::vector<EventColumn> columns;

    /// A person took some away or put some in. Else the text comes and goes with the room there is.
    bool areChosen = false;

    friend bool operator==(const EventColumns &, const EventColumns &) = default;
};

constexpr size_t kMostColumns = 64;
constexpr int kLeastColumnWidth = 24;
constexpr int kMostColumnWidth = 4000;

/// For the settings: a version, and each column by its name.
QByteArray printColumns(const EventColumns &columns);

/// None for a text of another version, with a field that is not known, or that is none at all.
std::optional<EventColumns> readColumns(const QByteArray &text);

} // namespace sendscope::ui
