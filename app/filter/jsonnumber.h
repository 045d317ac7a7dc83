#pragma once

#include <QByteArrayView>

#include <optional>

namespace sendscope::filter {

/// A number as JSON spells it. Whole ones are exact, others as near as a double comes.
struct JsonNumber
{
    bool isWhole = false; ///< Spelled without fraction and exponent, and in reach of `whole`.
    qint64 whole = 0;
    double approximate = 0; ///< What is out of its reach is infinite or zero.
};

/// None for what JSON would not take as a number.
std::optional<JsonNumber> readJsonNumber(QByteArrayView text);

/// -1, 0 or 1: exactly where both are whole, else by their doubles.
int order(const JsonNumber &a, const JsonNumber &b);

} // namespace sendscope::filter
