#include "ui/widgets/valueformat.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace sendscope::ui {
namespace {

using namespace std::chrono;
using namespace Qt::StringLiterals;

constexpr qsizetype kTail = 7;
constexpr qsizetype kEnds = 8;
constexpr qsizetype kMostToolTip = 2000;

QDateTime inZone(base::UtcTime time, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(floor<milliseconds>(time).time_since_epoch().count(),
                                          zone);
}

/// The direction of what follows could be changed by these.
bool isDirectional(QChar unit)
{
    const char16_t code = unit.unicode();
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E)
        || (code >= 0x2066 && code <= 0x2069) || unit.direction() == QChar::DirR
        || unit.direction() == QChar::DirAL || unit.isHighSurrogate();
}

/// The sign that stands for a character one cannot see; the character itself where there is none.
QChar visible(QChar unit)
{
    const char16_t code = unit.unicode();
    if (code < 0x20)
        return QChar(char16_t(0x2400 + code));
    if (code == 0x7F)
        return QChar(char16_t(0x2421));
    if (code == 0x2028 || code == 0x2029 || code == 0x85)
        return QChar(char16_t(0x2424));
    if ((code >= 0x80 && code < 0xA0) || (code >= 0x202A && code <= 0x202E)
        || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF)
        return QChar(QChar::ReplacementCharacter);
    return unit;
}

} // namespace

QString clockTime(base::UtcTime time, const QTimeZone &zone)
{
    return inZone(time, zone).toString(u"HH:mm:ss.zzz"_s);
}

QString day(base::UtcTime time, const QTimeZone &zone)
{
    return inZone(time, zone).toString(u"yyyy-MM-dd"_s);
}

QString isoTime(base::UtcTime time, const QTimeZone &zone)
{
    const QDateTime moment = inZone(time, zone);
    const qint64 micros = (time - floor<seconds>(time)).count();
    const int offset = moment.offsetFromUtc() / 60;
    return moment.toString(u"yyyy-MM-ddTHH:mm:ss"_s)
        + QString::asprintf(".%06lld%c%02d:%02d", static_cast<long long>(micros),
                            offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

QString phoneNumber(const QString &number)
{
    const bool isNorthAmerican = number.size() == 12 && number.startsWith(u"+1"_s)
        && std::all_of(number.begin() + 1, number.end(),
                       [](QChar unit) { return unit >= u'0' && unit <= u'9'; });
    if (!isNorthAmerican)
        return onOneLine(number);
    return number.first(2) + u' ' + number.sliced(2, 3) + u' ' + number.sliced(5, 3) + u' '
        + number.sliced(8);
}

QString countText(qint64 count, const QLocale &locale)
{
    return locale.toString(count);
}

QString sizeText(qint64 bytes, const QLocale &locale)
{
    static constexpr std::array<const char *, 5> kUnits{"kB", "MB", "GB", "TB", "PB"};
    if (bytes < 1000)
        return locale.toString(bytes) + u" B"_s;

    double value = double(bytes) / 1000;
    size_t unit = 0;
    while (value >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    // 214 kB, 18.4 MB: a second decimal says nothing about a file.
    const int decimals = value < 99.95 && (unit > 0 || value < 9.95) ? 1 : 0;
    return locale.toString(value, 'f', decimals) + u' ' + QLatin1StringView(kUnits[unit]);
}

QString idTail(const QString &id)
{
    return id.size() <= kTail + 1 ? onOneLine(id) : u'\u2026' + onOneLine(id.last(kTail));
}

QString idEnds(const QString &id)
{
    return id.size() <= 2 * kEnds + 1
        ? onOneLine(id)
        : onOneLine(id.first(kEnds)) + u'\u2026' + onOneLine(id.last(kEnds));
}

QString onOneLine(const QString &text)
{
    const bool isCut = text.size() > kMostShown;
    QString line = isCut ? text.first(kMostShown) : text;
    if (isCut && line.back().isHighSurrogate())
        line.chop(1);

    bool mayReorder = false;
    for (QChar &unit : line) {
        mayReorder = mayReorder || isDirectional(unit);
        unit = visible(unit);
    }
    if (isCut)
        line += u'\u2026';
    // First strong isolate … pop: the text keeps its own direction, its neighbours theirs.
    return mayReorder ? u'\u2068' + line + u'\u2069' : line;
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    QString shown = text.size() > kMostToolTip ? text.first(kMostToolTip) + u'\u2026' : text;
    shown.remove(QChar(u'\0'));
    return u"<p style=\"white-space:pre-wrap\">"_s + shown.toHtmlEscaped() + u"</p>"_s;
}

} // namespace sendscope::ui
