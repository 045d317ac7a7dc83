#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

#include <optional>

namespace sendscope::filter {

/// A phone number at the front of a filter's text.
struct PhoneTerm
{
    qsizetype length = 0; ///< UTF-16 units.
    QByteArray digits;
};

/// Reads "+19842397270", "(984) 239-7270", "984.239.7270", "+44 20 7946 0958". None where what
/// stands there has too few or too many digits, or goes on as something else.
///
/// A space both joins the parts of one number and parts two terms. It joins unless what is before
/// it is already a number without it, or the parts would have more digits than a number has.
std::optional<PhoneTerm> readPhone(QStringView text);

/// Whether a number stands in the value that ends with these digits, or that they end with. A
/// number in a value is the longest run of digits, spaces and ( ) - . with a + only at its front;
/// it counts from kLeastPhoneDigits digits.
bool hasNumber(QByteArrayView value, QByteArrayView digits);

/// The digits of a text that is a number and nothing else: digits, spaces and + - ( ) . alone.
/// Empty for any other text.
QByteArray digitsOfNumber(QByteArrayView text);

/// Whether two numbers are the same as far as both go, compared from the end; each has to have
/// kLeastPhoneDigits digits.
bool endsAlike(QByteArrayView number, QByteArrayView digits);

} // namespace sendscope::filter
