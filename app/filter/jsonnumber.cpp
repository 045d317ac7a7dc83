#include "app/filter/jsonnumber.h"

#include <QByteArray>

namespace sendscope::filter {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

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
    // Where it says that it overflowed, what it gives is infinite or zero, which orders as it
    // should.
    number.approximate = text.toDouble();
    return number;
}

int order(const JsonNumber &a, const JsonNumber &b)
{
    return a.isWhole && b.isWhole ? orderOf(a.whole, b.whole)
                                  : orderOf(a.approximate, b.approximate);
}

} // namespace sendscope::filter
