#pragma once

#include "app/base/clock.h"

#include <QByteArray>
#include <QByteArrayView>

namespace sendscope::exchange {

/// Appends UTF-8 as a JSON string with its quotes, on one line whatever it holds: control
/// characters, DEL and Unicode's line ends become escapes, all else stays as it is. A reader gets
/// the very same bytes back.
///
/// False, and nothing appended: it is no valid UTF-8.
[[nodiscard]] bool appendString(QByteArray &json, QByteArrayView utf8);

/// The same for what is only to be read by people: bytes that are no UTF-8 are taken for Latin-1.
void appendReadable(QByteArray &json, QByteArrayView bytes);

/// Any bytes as a JSON string of Base64 with its quotes.
void appendBase64(QByteArray &json, QByteArrayView bytes);

/// "2026-11-23T14:07:36.841000Z" as a JSON string with its quotes.
void appendTime(QByteArray &json, base::UtcTime time);

} // namespace sendscope::exchange
