#pragma once

#include "app/filter/filter.h"

#include <QString>
#include <QStringView>

namespace sendscope::filter {

/// A number with a unit, as it was written.
struct Measure
{
    Judgement judgement = Judgement::Wrong; ///< Unfinished: typing on may make it one.
    qint64 value = 0;                       ///< While Fine.
};

/// Reads a span of time into microseconds: "250ms", "1.5 s", "-2s", "15m", "1 min", "2h", "1d",
/// "141203us"; only 0 needs no unit.
Measure readDuration(QStringView text);

/// Reads a size into bytes, as base::parseBytes() does, but exactly.
Measure readSize(QStringView text);

/// The spelling with the largest unit of which it is a whole number.
QString printDuration(qint64 microseconds);
QString printSize(qint64 bytes);

} // namespace sendscope::filter
