#pragma once

#include "app/event/jsontext.h"

#include <QByteArray>
#include <QString>

namespace sendscope::ui {

/// How much of a value or name a row shows: more is cut before anything is laid out.
constexpr qsizetype kMostValueBytes = 600;

/// A string or name decoded, other values as spelled; what cannot be seen as a sign (see
/// visibleText()), cut with … after kMostValueBytes. Of a long string no more than that is decoded.
QString shownValue(const event::JsonText &json, qint32 span);

/// "1 field", "12 elements"; "{}" and "[]" for empty ones.
QString shownCount(event::JsonSpan::Type type, qint64 count);

} // namespace sendscope::ui
