#include "app/filter/measure.h"

#include <array>
#include <limits>
#include <span>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

__extension__ using Wide = unsigned __int128;

struct Unit
{
    QStringView name; ///< In lower case.
    qint64 factor;
};

constexpr auto kDurations = std::to_array<Unit>({
    {u"us", 1},
    {u"\u00B5s", 1}, // micro sign
    {u"\u03BCs", 1}, // mu
    {u"ms", 1'000},
    {u"s", 1'000'000},
    {u"m", 60'000'000},
    {u"min", 60'000'000},
    {u"h", 3'600'000'000},
    {u"d", 86'400'000'000},
});

constexpr auto kSizes = std::to_array<Unit>({
    {u"", 1},
    {u"b", 1},
    {u"k", 1'000},
    {u"kb", 1'000},
    {u"m", 1'000'000},
    {u"mb", 1'000'000},
    {u"g", 1'000'000'000},
    {u"gb", 1'000'000'000},
    {u"ki", 1LL << 10},
    {u"kib", 1LL << 10},
    {u"mi", 1LL << 20},
    {u"mib", 1LL << 20},
    {u"gi", 1LL << 30},
    {u"gib", 1LL << 30},
});

/// More digits are more than anybody means; so many fit with room to spare.
constexpr qsizetype kMostDigits = 19;

struct Decimal
{
    Wide digits = 0; ///< Those before the point and behind it.
    Wide divisor = 1;
    qsizetype length = 0; ///< Of the text; 0: there is none.
    bool isCut = false;   ///< Ends with its point.
    bool isTooLong = false;
};

Decimal readDecimal(QStringView text)
{
    Decimal decimal;
    qsizetype count = 0;
    bool hasPoint = false;
    for (const QChar c : text) {
        if (c == u'.' && !hasPoint) {
            hasPoint = true;
        } else if (c >= u'0' && c <= u'9') {
            decimal.isTooLong = decimal.isTooLong || count == kMostDigits;
            if (!decimal.isTooLong) {
                decimal.digits = decimal.digits * 10 + unsigned(c.unicode() - u'0');
                decimal.divisor *= hasPoint ? 10 : 1;
                ++count;
            }
        } else {
            break;
        }
        ++decimal.length;
    }
    decimal.isCut = decimal.length > 0 && text[decimal.length - 1] == u'.';
    return decimal;
}

Measure readUnit(const Decimal &decimal, QStringView unit, std::span<const Unit> units)
{
    Measure result;
    for (const Unit &known : units) {
        if (known.name == unit) {
            const Wide value = decimal.digits * Wide(known.factor) / decimal.divisor;
            if (value > Wide(std::numeric_limits<qint64>::max()))
                return {Judgement::Wrong};
            return {Judgement::Fine, qint64(value)};
        }
        if (known.name.startsWith(unit))
            result.judgement = Judgement::Unfinished;
    }
    return result;
}

Measure readMeasure(QStringView text, std::span<const Unit> units)
{
    if (text.isEmpty())
        return {Judgement::Unfinished};
    const Decimal decimal = readDecimal(text);
    const bool isAtEnd = decimal.length == text.size();
    if (decimal.length == 0 || decimal.isTooLong || (decimal.isCut && !isAtEnd))
        return {Judgement::Wrong};
    if (decimal.isCut)
        return {Judgement::Unfinished};
    const QString unit = text.sliced(decimal.length).trimmed().toString().toLower();
    return readUnit(decimal, unit, units);
}

QString withUnit(qint64 number, QStringView unit)
{
    return QString::number(number) + unit.toString();
}

} // namespace

Measure readDuration(QStringView text)
{
    text = text.trimmed();
    const bool isNegative = text.startsWith(u'-');
    if (isNegative)
        text = text.sliced(1);
    if (text == u"0")
        return {Judgement::Fine, 0};
    Measure result = readMeasure(text, kDurations);
    if (isNegative)
        result.value = -result.value;
    return result;
}

Measure readSize(QStringView text)
{
    return readMeasure(text.trimmed(), kSizes);
}

QString printDuration(qint64 microseconds)
{
    static constexpr auto kUnits = std::to_array<Unit>({
        {u"d", 86'400'000'000},
        {u"h", 3'600'000'000},
        {u"m", 60'000'000},
        {u"s", 1'000'000},
        {u"ms", 1'000},
    });
    if (microseconds == 0)
        return u"0s"_s;
    for (const Unit &unit : kUnits) {
        if (microseconds % unit.factor == 0)
            return withUnit(microseconds / unit.factor, unit.name);
    }
    return withUnit(microseconds, u"us");
}

QString printSize(qint64 bytes)
{
    static constexpr auto kUnits = std::to_array<Unit>({
        {u"GiB", 1LL << 30},
        {u"GB", 1'000'000'000},
        {u"MiB", 1LL << 20},
        {u"MB", 1'000'000},
        {u"KiB", 1LL << 10},
        {u"kB", 1'000},
    });
    if (bytes != 0) {
        for (const Unit &unit : kUnits) {
            if (bytes % unit.factor == 0)
                return withUnit(bytes / unit.factor, unit.name);
        }
    }
    return QString::number(bytes);
}

} // namespace sendscope::filter
