#pragma once

#include "app/event/fieldref.h"

#include <QByteArray>

#include <optional>

namespace sendscope::ui {

/// What a filter calls the value at a path of the event ("message.to[0]"): the documented field,
/// for one of a list the list; else the path itself. None for the event as a whole, and for a path
/// too long to ask for.
std::optional<event::FieldRef> fieldAtPath(const QByteArray &path);

/// The path as it is copied: the documented field's name where it is just that, else "json.a[0]".
/// Empty for the event as a whole.
QByteArray nameOfPath(const QByteArray &path);

} // namespace sendscope::ui
