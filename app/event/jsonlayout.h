#pragma once

#include "app/event/jsontext.h"

namespace sendscope::event {

/// The same JSON with one member or element a line, two spaces a level. Only white space changes:
/// order, repeated keys, the spelling of strings and numbers and a byte order mark stay.
///
/// Error: LimitPassed where that would take more than \p mostBytes.
base::Result<QByteArray> laidOut(const JsonText &json, qsizetype mostBytes);

} // namespace sendscope::event
