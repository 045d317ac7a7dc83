#include "app/bandwidth/format.h"

#include <chrono>

namespace sendscope::bandwidth {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Reads a text from left to right; what does not fit ends it.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_at(text.begin())
        , m_end(text.end())
    {
    }

    bool isAtEnd() const { return m_at == m_end; }

    bool take(char c)
    {
        if (isAtEnd() || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    bool takeEither(char a, char b) { return take(a) || take(b); }

    /// Exactly two digits; -1 for anything else.
    int two()
    {
        if (m_end - m_at < 2 || !isDigit(m_at[0]) || !isDigit(m_at[1]))
            return -1;
        const int number = (m_at[0] - '0') * 10 + m_at[1] - '0';
        m_at += 2;
        return number;
    }

    /// How many digits stand here, which are passed over.
    qsizetype digits()
    {
        const char *const begin = m_at;
        while (!isAtEnd() && isDigit(*m_at))
            ++m_at;
        return m_at - begin;
    }

private:
    const char *m_at;
    const char *const m_end;
};

bool isIn(int number, int least, int most)
{
    return number >= least && number <= most;
}

bool isDate(Reader &reader)
{
    const int century = reader.two();
    const int year = reader.two();
    if (century < 0 || year < 0 || !reader.take('-'))
        return false;
    const int month = reader.two();
    if (month < 0 || !reader.take('-'))
        return false;
    const int day = reader.two();
    return day >= 0
        && std::chrono::year_month_day(std::chrono::year(century * 100 + year),
                                       std::chrono::month(unsigned(month)),
                                       std::chrono::day(unsigned(day)))
               .ok();
}

bool isClock(Reader &reader)
{
    const bool isMinute = isIn(reader.two(), 0, 23) && reader.take(':') && isIn(reader.two(), 0, 59)
        && reader.take(':');
    // 60 is a leap second.
    if (!isMinute || !isIn(reader.two(), 0, 60))
        return false;
    return !reader.take('.') || reader.digits() > 0;
}

bool isZone(Reader &reader)
{
    if (reader.takeEither('Z', 'z'))
        return true;
    return reader.takeEither('+', '-') && isIn(reader.two(), 0, 23) && reader.take(':')
        && isIn(reader.two(), 0, 59);
}

bool isDateTime(QByteArrayView text)
{
    Reader reader(text);
    return isDate(reader) && reader.takeEither('T', 't') && isClock(reader) && isZone(reader)
        && reader.isAtEnd();
}

bool isUri(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    if (colon < 1 || colon + 1 == text.size() || !isLetter(text.front()))
        return false;
    for (const char c : text.first(colon)) {
        if (!isLetter(c) && !isDigit(c) && c != '+' && c != '-' && c != '.')
            return false;
    }
    for (const char c : text.sliced(colon + 1)) {
        const bool isExcluded =
            c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`' || c == '|';
        if (quint8(c) <= 0x20 || quint8(c) >= 0x7F || isExcluded)
            return false;
    }
    return true;
}

bool isBase64(QByteArrayView text)
{
    if (text.size() % 4 != 0)
        return false;
    const qsizetype padding = text.endsWith("==") ? 2 : text.endsWith('=') ? 1 : 0;
    for (const char c : text.first(text.size() - padding)) {
        if (!isLetter(c) && !isDigit(c) && c != '+' && c != '/')
            return false;
    }
    return true;
}

bool isDecimal(QByteArrayView text)
{
    Reader reader(text);
    reader.takeEither('-', '+');
    if (reader.digits() == 0 || (reader.take('.') && reader.digits() == 0))
        return false;
    if (reader.takeEither('e', 'E')) {
        reader.takeEither('-', '+');
        if (reader.digits() == 0)
            return false;
    }
    return reader.isAtEnd();
}

bool isInteger(QByteArrayView text)
{
    Reader reader(text);
    reader.take('-');
    return reader.digits() > 0 && reader.isAtEnd();
}

} // namespace

bool isOfFormat(QByteArrayView text, Format format)
{
    switch (format) {
    case Format::DateTime:
        return isDateTime(text);
    case Format::Uri:
        return isUri(text);
    case Format::Base64:
        return isBase64(text);
    case Format::Decimal:
        return isDecimal(text);
    case Format::Integer:
        return isInteger(text);
    case Format::Any:
        break;
    }
    return true;
}

} // namespace sendscope::bandwidth
