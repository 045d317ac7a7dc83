#pragma once

#include "app/base/clock.h"

#include <QByteArrayView>

#include <optional>

namespace sendscope::event {

/// Reads the time stamps that Bandwidth's events carry: ISO 8601 with 'T', 't' or a space, zero to
/// nine digits of a second, 'Z' or an offset (+01:00, +0100, +01); without a zone it is UTC. None
/// for anything else: the original text is kept elsewhere.
std::optional<base::UtcTime> parseTimestamp(QByteArrayView text);

/// "2026-11-23T14:07:36.841000Z": six digits, always UTC.
QByteArray formatTimestamp(base::UtcTime time);

} // namespace sendscope::event
