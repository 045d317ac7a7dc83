#include "app/exchange/jsonoutput.h"

#include "app/event/timestamp.h"

#include <QString>

#include <array>
#include <cstring>

namespace sendscope::exchange {
namespace {

constexpr char kHex[] = "0123456789abcdef";

/// Escaped at a time: what is made of them stays on the stack.
constexpr qsizetype kStretch = 1024;
constexpr qsizetype kLongestEscape = 6;

/// Bytes that stand in a JSON string as they are, without a second look.
constexpr auto kIsPlain = [] {
    std::array<bool, 256> isPlain{};
    for (size_t c = 0x20; c < isPlain.size(); ++c)
        isPlain[c] = c != '"' && c != '\\' && c != 0x7F && c != 0xC2 && c != 0xE2;
    return isPlain;
}();

char *putUnit(char *to, char16_t unit)
{
    *to++ = '\\';
    *to++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *to++ = kHex[(unit >> shift) & 0xF];
    return to;
}

char *putEscape(char *to, char c)
{
    *to++ = '\\';
    switch (c) {
    case '"':
    case '\\':
        *to++ = c;
        return to;
    case '\n':
        *to++ = 'n';
        return to;
    case '\r':
        *to++ = 'r';
        return to;
    case '\t':
        *to++ = 't';
        return to;
    default:
        return putUnit(to - 1, char16_t(uchar(c)));
    }
}

/// NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR, which some programs end a line at; 0: none of them
/// begins here.
char16_t lineEndAt(const char *at, const char *end)
{
    if (end - at >= 2 && uchar(at[0]) == 0xC2 && uchar(at[1]) == 0x85)
        return 0x85;
    if (end - at >= 3 && uchar(at[0]) == 0xE2 && uchar(at[1]) == 0x80
        && (uchar(at[2]) == 0xA8 || uchar(at[2]) == 0xA9))
        return char16_t(0x2000 | (uchar(at[2]) - 0x80));
    return 0;
}

void appendEscaped(QByteArray &json, QByteArrayView utf8)
{
    std::array<char, size_t(kStretch * kLongestEscape)> made;
    const char *at = utf8.data();
    const char *const end = at + utf8.size();
    json += '"';
    while (at < end) {
        const char *const stretch = std::min(end, at + kStretch);
        char *to = made.data();
        while (at < stretch) {
            if (kIsPlain[uchar(*at)]) {
                *to++ = *at++;
            } else if (uchar(*at) < 0x80) {
                to = putEscape(to, *at++);
            } else if (const char16_t unit = lineEndAt(at, end)) {
                at += unit < 0x100 ? 2 : 3;
                to = putUnit(to, unit);
            } else {
                *to++ = *at++;
            }
        }
        json.append(made.data(), to - made.data());
    }
    json += '"';
}

char *putNumber(char *to, unsigned number, int digits)
{
    for (int i = digits - 1; i >= 0; --i, number /= 10)
        to[i] = char('0' + number % 10);
    return to + digits;
}

} // namespace

bool appendString(QByteArray &json, QByteArrayView utf8)
{
    if (!utf8.isValidUtf8())
        return false;
    appendEscaped(json, utf8);
    return true;
}

void appendReadable(QByteArray &json, QByteArrayView bytes)
{
    if (!appendString(json, bytes))
        appendEscaped(json, QString::fromLatin1(bytes).toUtf8());
}

void appendBase64(QByteArray &json, QByteArrayView bytes)
{
    json += '"';
    json += QByteArray::fromRawData(bytes.data(), bytes.size()).toBase64();
    json += '"';
}

void appendTime(QByteArray &json, base::UtcTime time)
{
    using namespace std::chrono;
    const auto date = floor<days>(time);
    const year_month_day calendar(date);
    if (int(calendar.year()) < 0 || int(calendar.year()) > 9999) {
        json += '"' + event::formatTimestamp(time) + '"';
        return;
    }
    const hh_mm_ss clock(time - date);
    std::array<char, 29> text;
    char *to = text.data();
    const auto put = [&to](unsigned number, int digits, char after) {
        to = putNumber(to, number, digits);
        *to++ = after;
    };
    *to++ = '"';
    put(unsigned(int(calendar.year())), 4, '-');
    put(unsigned(calendar.month()), 2, '-');
    put(unsigned(calendar.day()), 2, 'T');
    put(unsigned(clock.hours().count()), 2, ':');
    put(unsigned(clock.minutes().count()), 2, ':');
    put(unsigned(clock.seconds().count()), 2, '.');
    put(unsigned(clock.subseconds().count()), 6, 'Z');
    *to++ = '"';
    json.append(text.data(), to - text.data());
}

} // namespace sendscope::exchange
