#include "app/replay/shiftedtime.h"

#include "app/event/timestamp.h"

namespace sendscope::replay {
namespace {

constexpr qsizetype kToSeconds = 19; ///< "2026-11-23T14:07:36"
constexpr qsizetype kToDate = 10;

} // namespace

std::optional<QByteArray> shiftedTime(QByteArrayView text, std::chrono::seconds by)
{
    if (!event::parseTimestamp(text))
        return std::nullopt;
    // In its own zone, whichever that is: whole seconds leave the fraction and the zone alone.
    const auto local = event::parseTimestamp(text.first(kToSeconds));
    if (!local)
        return std::nullopt;
    QByteArray shifted = event::formatTimestamp(*local + by);
    // Past the year 9999 the text is longer, and nothing that reads it would understand it.
    if (shifted.indexOf('T') != kToDate)
        return std::nullopt;
    shifted.truncate(kToSeconds);
    shifted[kToDate] = text[kToDate];
    shifted += text.sliced(kToSeconds);
    return shifted;
}

} // namespace sendscope::replay
