#include "app/base/quantity.h"

#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace sendscope::base {
namespace {

struct Unit
{
    QStringView name;
    double factor;
};

constexpr auto kSizes = std::to_array<Unit>({
    {u"", 1.0},
    {u"b", 1.0},
    {u"k", 1e3},
    {u"kb", 1e3},
    {u"m", 1e6},
    {u"mb", 1e6},
    {u"g", 1e9},
    {u"gb", 1e9},
    {u"ki", 1024.0},
    {u"kib", 1024.0},
    {u"mi", 1048576.0},
    {u"mib", 1048576.0},
    {u"gi", 1073741824.0},
    {u"gib", 1073741824.0},
});

constexpr auto kSpans = std::to_array<Unit>({
    {u"", 1.0},
    {u"ms", 1.0},
    {u"s", 1e3},
    {u"m", 60e3},
    {u"min", 60e3},
    {u"h", 3600e3},
    {u"d", 86400e3},
});

template <size_t N>
std::optional<qint64> parseQuantity(QStringView text, const std::array<Unit, N> &units)
{
    text = text.trimmed();
    qsizetype digits = 0;
    while (digits < text.size() && (text[digits].isDigit() || text[digits] == u'.'))
        ++digits;

    bool isNumber = false;
    const double number = text.first(digits).toDouble(&isNumber);
    if (!isNumber)
        return std::nullopt;

    const QString name = text.sliced(digits).trimmed().toString().toLower();
    for (const Unit &unit : units) {
        if (unit.name != name)
            continue;
        const double value = number * unit.factor;
        if (value >= double(std::numeric_limits<qint64>::max()))
            return std::nullopt;
        return qint64(value);
    }
    return std::nullopt;
}

} // namespace

std::optional<qint64> parseBytes(QStringView text)
{
    return parseQuantity(text, kSizes);
}

std::optional<std::chrono::milliseconds> parseDuration(QStringView text)
{
    const auto value = parseQuantity(text, kSpans);
    if (!value)
        return std::nullopt;
    return std::chrono::milliseconds(*value);
}

} // namespace sendscope::base
