#pragma once

#include "ui/messages/messagecolumns.h"
#include "ui/messages/messagerow.h"

#include <QString>

namespace sendscope::ui {

/// As it stands in a cell. Of a group's steps what has become of all of it.
QString shownText(const index::Snapshot &snapshot, const MessageRow &row, MessageColumn column,
                  base::UtcTime moment);

/// As it is, for the clipboard: ISO times, milliseconds, whole texts.
QString wholeText(const index::Snapshot &snapshot, const MessageRow &row, MessageColumn column,
                  base::UtcTime moment);

/// What stands behind the last step: "4720 invalid number", "1 repeat"; mostly empty.
QString resultText(const index::Snapshot &snapshot, const MessageRow &row);

/// What a filter calls the cell, and its value there; none for what is drawn or worked out. A null
/// value: there is none.
std::optional<std::pair<event::Field, QByteArray>>
filterOf(const index::Snapshot &snapshot, const MessageRow &row, MessageColumn column);

} // namespace sendscope::ui
