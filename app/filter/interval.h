#pragma once

#include "app/filter/filter.h"

#include <QString>
#include <QStringView>
#include <QTimeZone>

namespace sendscope::filter {

/// A stretch of time as it was written: the whole of the day, minute, second or fraction of one.
struct Interval
{
    Judgement judgement = Judgement::Wrong; ///< Unfinished: typing on may make it one.
    qint64 from = 0;                        ///< Microseconds since 1970, UTC; while Fine.
    qint64 to = 0;                          ///< Its last microsecond.
};

/// Reads "2020-06-25", "2020-06-25T18:42", with seconds and a fraction of them, each with Z, an
/// offset or nothing, which means `zone`; and "A/B", from the beginning of A up to that of B. Years
/// 0000 to 9999, UTC.
Interval readInterval(QStringView text, const QTimeZone &zone);

/// The shortest spelling that reads as the same interval, with a zone.
QString printInterval(qint64 from, qint64 to);

} // namespace sendscope::filter
