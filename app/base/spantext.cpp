#include "app/base/spantext.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace sendscope::base {
namespace {

/// Three digits: "4.28", "31.3", "142".
QString threeDigits(double value, const QLocale &locale)
{
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return locale.toString(value, 'f', decimals);
}

QString twoUnits(qint64 large, const QString &largeUnit, qint64 small, const QString &smallUnit)
{
    QString text = QString::number(large) + u' ' + largeUnit;
    if (small > 0)
        text += u' ' + QString::number(small) + u' ' + smallUnit;
    return text;
}

} // namespace

QString spanText(microseconds span)
{
    if (span.count() < 0)
        return QChar(u'\u2212') + spanText(-span);

    const QLocale locale = QLocale::c();
    if (span < 999'500us)
        return QString::number(round<milliseconds>(span).count()) + u" ms"_s;
    if (span < 59'950ms)
        return threeDigits(double(span.count()) / 1e6, locale) + u" s"_s;

    const qint64 whole = round<seconds>(span).count();
    if (whole < 10 * 60)
        return twoUnits(whole / 60, u"min"_s, whole % 60, u"s"_s);
    if (whole < 3600)
        return twoUnits(whole / 60, u"min"_s, 0, {});
    if (whole < 24 * 3600)
        return twoUnits(whole / 3600, u"h"_s, whole % 3600 / 60, u"min"_s);

    // Replayed and hand-made events are often years old: a lag must not outgrow its column.
    const qint64 days = whole / 86400;
    if (days >= 1000)
        return threeDigits(double(days) / 365.2425, locale) + u" y"_s;
    return twoUnits(days, u"d"_s, days < 10 ? whole % 86400 / 3600 : 0, u"h"_s);
}

QString wholeSpanText(microseconds span)
{
    const seconds whole = floor<seconds>(std::max(span, microseconds()));
    return whole < 1min ? QString::number(whole.count()) + u" s"_s : spanText(whole);
}

} // namespace sendscope::base
