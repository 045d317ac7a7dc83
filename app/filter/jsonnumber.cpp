#include "app/filter/jsonnumber.h"

#include "app/filter/characters.h"

#include <QByteArray>

#include <algorithm>
#include <charconv>
#include <limits>

namespace sendscope::filter {
namespace {

/// Takes digits off the front; false where there are none.
bool takeDigits(QByteArrayView &rest)
{
    qsizetype size = 0;
    while (size < rest.size() && isDigit(rest[size]))
        ++size;
    rest = rest.sliced(size);
    return size > 0;
}

bool take(QByteArrayView &rest, QByteArrayView any)
{
    if (rest.isEmpty() || !any.contains(rest.front()))
        return false;
    rest = rest.sliced(1);
    return true;
}

bool isWholeSpelling(QByteArrayView rest)
{
    take(rest, "-");
    return take(rest, "0") ? rest.isEmpty() : takeDigits(rest) && rest.isEmpty();
}

bool isSpelling(QByteArrayView rest)
{
    take(rest, "-");
    if (!take(rest, "0") && !takeDigits(rest))
        return false;
    if (take(rest, ".") && !takeDigits(rest))
        return false;
    if (take(rest, "eE")) {
        take(rest, "+-");
        if (!takeDigits(rest))
            return false;
    }
    return rest.isEmpty();
}

/// Whether the digits before the first one that is not 0, with the exponent, say that it is larger
/// than any double; else it is nearer to 0 than any.
bool isHuge(QByteArrayView text)
{
    const qsizetype e = std::max(text.indexOf('e'), text.indexOf('E'));
    const QByteArrayView digits = e < 0 ? text : text.first(e);
    QByteArrayView exponent = e < 0 ? QByteArrayView("0") : text.sliced(e + 1);
    if (exponent.startsWith('+'))
        exponent = exponent.sliced(1);
    bool isInReach = false;
    const qint64 shift = exponent.toLongLong(&isInReach);
    if (!isInReach)
        return !exponent.startsWith('-');

    const qsizetype point = digits.contains('.') ? digits.indexOf('.') : digits.size();
    const auto first =
        std::find_if(digits.begin(), digits.end(), [](char c) { return c >= '1' && c <= '9'; });
    return point - (first - digits.begin()) + shift > 0;
}

double approximation(QByteArrayView text)
{
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc::result_out_of_range)
        return number;
    const double size = isHuge(text) ? std::numeric_limits<double>::infinity() : 0;
    return text.startsWith('-') ? -size : size;
}

template <typename T>
int orderOf(T a, T b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

} // namespace

std::optional<JsonNumber> readJsonNumber(QByteArrayView text)
{
    if (!isSpelling(text))
        return std::nullopt;
    JsonNumber number;
    if (isWholeSpelling(text))
        number.whole = text.toLongLong(&number.isWhole);
    number.approximate = approximation(text);
    return number;
}

int order(const JsonNumber &a, const JsonNumber &b)
{
    return a.isWhole && b.isWhole ? orderOf(a.whole, b.whole)
                                  : orderOf(a.approximate, b.approximate);
}

} // namespace sendscope::filter
