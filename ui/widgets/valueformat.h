#pragma once

#include "app/base/clock.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <chrono>

namespace sendscope::ui {

// How values look in the window. What is copied is another matter: always the value as it is.

/// "14:07:36.979", in that zone.
QString clockTime(base::UtcTime time, const QTimeZone &zone = QTimeZone::systemTimeZone());

/// "2026-11-23", in that zone.
QString day(base::UtcTime time, const QTimeZone &zone = QTimeZone::systemTimeZone());

/// "2026-11-23T14:07:36.979000+01:00": for copying.
QString isoTime(base::UtcTime time, const QTimeZone &zone = QTimeZone::systemTimeZone());

/// "+1 919 555 0142": groups for +1 with ten digits only. Others as they came.
QString phoneNumber(const QString &number);

/// "12,404", by the locale.
QString countText(qint64 count, const QLocale &locale = QLocale());

/// "214 kB", "18.4 MB": powers of ten, three digits.
QString sizeText(qint64 bytes, const QLocale &locale = QLocale());

/// The end of an id, where they differ: "…x6rbe5d".
QString idTail(const QString &id);

/// The id without its middle: "17954428…px6rbe5d".
QString idEnds(const QString &id);

/// Text of strangers for one line: control characters and line ends as signs (␀ ␊), cut after
/// kMostShown units, and isolated where it could reorder what stands beside it.
QString onOneLine(const QString &text);
constexpr qsizetype kMostShown = 200;

/// A tool tip that cannot be taken for markup; long text is cut.
QString plainToolTip(const QString &text);

} // namespace sendscope::ui
