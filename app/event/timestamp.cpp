#include "app/event/timestamp.h"

#include <QByteArray>

namespace sendscope::event {
namespace {

using namespace std::chrono;

/// Reads a text from left to right; once something does not fit, nothing fits any more.
class Cursor
{
public:
    explicit Cursor(QByteArrayView text)
        : m_rest(text)
    {
    }

    bool isValid() const { return m_isValid; }
    bool isAtEnd() const { return m_rest.isEmpty(); }
    char peek() const { return m_rest.isEmpty() ? '\0' : m_rest.front(); }
    bool isAtDigit() const { return peek() >= '0' && peek() <= '9'; }

    /// A number of exactly that many digits.
    int number(int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            m_isValid = m_isValid && isAtDigit();
            if (!m_isValid)
                return 0;
            value = value * 10 + (m_rest.front() - '0');
            m_rest = m_rest.sliced(1);
        }
        return value;
    }

    /// Takes one of these characters.
    void expect(QByteArrayView any)
    {
        if (!accept(any))
            m_isValid = false;
    }

    /// Takes one of these characters if it is next.
    bool accept(QByteArrayView any)
    {
        if (m_rest.isEmpty() || !any.contains(m_rest.front()))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

private:
    QByteArrayView m_rest;
    bool m_isValid = true;
};

/// One to nine digits after the point. What is finer than a microsecond is cut off.
std::optional<microseconds> readFraction(Cursor &cursor)
{
    qint64 nanos = 0;
    int digits = 0;
    for (; cursor.isAtDigit() && digits < 9; ++digits)
        nanos = nanos * 10 + cursor.number(1);
    if (digits == 0 || cursor.isAtDigit())
        return std::nullopt;
    for (; digits < 9; ++digits)
        nanos *= 10;
    return microseconds(nanos / 1000);
}

/// The zone's distance from UTC: 'Z', an offset, or nothing.
std::optional<minutes> readZone(Cursor &cursor)
{
    if (cursor.isAtEnd() || cursor.accept("Zz"))
        return minutes(0);
    const bool isWest = cursor.peek() == '-';
    cursor.expect("+-");
    const int hour = cursor.number(2);
    int minute = 0;
    if (!cursor.isAtEnd()) {
        cursor.accept(":");
        minute = cursor.number(2);
    }
    if (!cursor.isValid() || hour > 23 || minute > 59)
        return std::nullopt;
    const minutes offset = hours(hour) + minutes(minute);
    return isWest ? -offset : offset;
}

void appendNumber(QByteArray &to, qint64 number, int digits)
{
    to.append(QByteArray::number(number).rightJustified(digits, '0'));
}

} // namespace

std::optional<base::UtcTime> parseTimestamp(QByteArrayView text)
{
    Cursor cursor(text);
    const year y(cursor.number(4));
    cursor.expect("-");
    const month m(uint(cursor.number(2)));
    cursor.expect("-");
    const day d(uint(cursor.number(2)));
    cursor.expect("Tt ");
    const int hour = cursor.number(2);
    cursor.expect(":");
    const int minute = cursor.number(2);
    cursor.expect(":");
    const int second = cursor.number(2); // 60 is a leap second: RFC 3339 allows it
    const year_month_day date(y, m, d);
    if (!cursor.isValid() || !date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;

    microseconds fraction{};
    if (cursor.accept(".,")) {
        const auto read = readFraction(cursor);
        if (!read)
            return std::nullopt;
        fraction = *read;
    }
    const auto offset = readZone(cursor);
    if (!offset || !cursor.isAtEnd())
        return std::nullopt;

    return sys_days(date) + hours(hour) + minutes(minute) + seconds(second) + fraction - *offset;
}

QByteArray formatTimestamp(base::UtcTime time)
{
    const auto date = floor<days>(time);
    const year_month_day calendar(date);
    const hh_mm_ss clock(time - date);

    QByteArray text;
    text.reserve(27);
    appendNumber(text, int(calendar.year()), 4);
    text.append('-');
    appendNumber(text, uint(calendar.month()), 2);
    text.append('-');
    appendNumber(text, uint(calendar.day()), 2);
    text.append('T');
    appendNumber(text, clock.hours().count(), 2);
    text.append(':');
    appendNumber(text, clock.minutes().count(), 2);
    text.append(':');
    appendNumber(text, clock.seconds().count(), 2);
    text.append('.');
    appendNumber(text, clock.subseconds().count(), 6);
    text.append('Z');
    return text;
}

} // namespace sendscope::event
