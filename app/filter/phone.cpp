#include "app/filter/phone.h"

#include "app/filter/characters.h"
#include "app/filter/filter.h"

namespace sendscope::filter {
namespace {

/// An area code in parentheses has at most so many digits.
constexpr qsizetype kMostAreaDigits = 5;

/// So many digits are a whole number but for its country code, which has at most three.
constexpr qsizetype kNationalDigits = 10;
constexpr qsizetype kMostCountryDigits = 3;

QByteArray digitsOf(QStringView text)
{
    QByteArray digits;
    for (const QChar c : text) {
        if (isDigit(c))
            digits += char(c.unicode());
    }
    return digits;
}

qsizetype digitsAtFront(QStringView text)
{
    qsizetype size = 0;
    while (size < text.size() && isDigit(text[size]))
        ++size;
    return size;
}

/// The length of "(984)" at the front; 0 without.
qsizetype areaAtFront(QStringView text)
{
    if (!text.startsWith(u'('))
        return 0;
    const qsizetype digits = digitsAtFront(text.sliced(1));
    if (digits == 0 || digits > kMostAreaDigits || digits + 1 >= text.size()
        || text[digits + 1] != u')')
        return 0;
    return digits + 2;
}

/// The length of a part without spaces at the front: "984.239.7270", "(984)239-7270"; 0 without.
qsizetype partAtFront(QStringView text)
{
    qsizetype size = 0;
    while (size < text.size()) {
        const bool isJoined = size > 0 && (text[size] == u'-' || text[size] == u'.');
        const QStringView rest = text.sliced(size + (isJoined ? 1 : 0));
        const qsizetype next = qMax(digitsAtFront(rest), areaAtFront(rest));
        if (next == 0)
            break;
        size += next + (isJoined ? 1 : 0);
    }
    return size;
}

/// "-", or nothing, between spaces: "(984) 239 - 7270".
qsizetype gapAtFront(QStringView text)
{
    qsizetype size = 0;
    while (size < text.size() && text[size] == u' ')
        ++size;
    if (size > 0 && text.sliced(size).startsWith(u"- "))
        size += 2;
    return size;
}

bool isJoined(qsizetype digitsBefore, qsizetype digitsOfLastPart, qsizetype digitsOfNext)
{
    return digitsOfLastPart < kLeastPhoneDigits && digitsBefore + digitsOfNext <= kMostPhoneDigits
        && (digitsOfNext < kNationalDigits || digitsBefore <= kMostCountryDigits);
}

bool isEndOfTerm(QStringView rest)
{
    return rest.isEmpty() || rest.front().isSpace() || rest.front() == u')'
        || rest.startsWith(u"&&") || rest.startsWith(u"||");
}

bool isNumberCharacter(char c)
{
    return isDigit(c) || c == ' ' || c == '-' || c == '.' || c == '(' || c == ')';
}

} // namespace

std::optional<PhoneTerm> readPhone(QStringView text)
{
    const qsizetype plus = text.startsWith(u'+') ? 1 : 0;
    const qsizetype first = partAtFront(text.sliced(plus));
    if (first == 0)
        return std::nullopt;

    qsizetype length = plus + first;
    QByteArray digits = digitsOf(text.first(length));
    qsizetype last = digits.size();
    while (true) {
        const QStringView rest = text.sliced(length);
        const qsizetype gap = gapAtFront(rest);
        const qsizetype part = gap == 0 ? 0 : partAtFront(rest.sliced(gap));
        // "984 239 7270abc" is a number only as far as its last whole part.
        if (part == 0 || !isEndOfTerm(rest.sliced(gap + part)))
            break;
        const QByteArray next = digitsOf(rest.sliced(gap, part));
        if (!isJoined(digits.size(), last, next.size()))
            break;
        digits += next;
        last = next.size();
        length += gap + part;
    }
    if (!isEndOfTerm(text.sliced(length)) || digits.size() < kLeastPhoneDigits
        || digits.size() > kMostPhoneDigits) {
        return std::nullopt;
    }
    return PhoneTerm{length, digits};
}

bool hasNumber(QByteArrayView value, QByteArrayView digits)
{
    // Every number is long enough to reach over one of the places looked at.
    for (qsizetype at = kLeastPhoneDigits - 1; at < value.size(); at += kLeastPhoneDigits) {
        if (!isNumberCharacter(value[at]))
            continue;
        qsizetype begin = at;
        while (begin > 0 && isNumberCharacter(value[begin - 1]))
            --begin;
        while (at < value.size() && isNumberCharacter(value[at]))
            ++at;
        if (endsAlike(value.sliced(begin, at - begin), digits))
            return true;
    }
    return false;
}

QByteArray digitsOfNumber(QByteArrayView text)
{
    QByteArray digits;
    for (const char c : text) {
        if (isDigit(c))
            digits += c;
        else if (c != '+' && !isNumberCharacter(c))
            return {};
    }
    return digits;
}

bool endsAlike(QByteArrayView number, QByteArrayView digits)
{
    qsizetype compared = 0;
    for (qsizetype i = number.size() - 1; i >= 0 && compared < digits.size(); --i) {
        if (!isDigit(number[i]))
            continue;
        if (number[i] != digits[digits.size() - 1 - compared])
            return false;
        ++compared;
    }
    return compared >= kLeastPhoneDigits;
}

} // namespace sendscope::filter
