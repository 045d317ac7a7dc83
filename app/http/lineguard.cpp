#include "app/http/lineguard.h"

#include "app/event/headtext.h"

#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::http {
namespace {

using event::RefusalReason;

constexpr quint8 kToken = 1;  // RFC 9110, 5.6.2
constexpr quint8 kTarget = 2; // what may stand in a request line after the method
constexpr quint8 kText = 4;   // what may stand in a field's value
constexpr quint8 kHex = 8;

constexpr int kMaxSizeDigits = 16; // more would not fit 64 bits

constexpr std::array<quint8, 256> kClasses = [] {
    std::array<quint8, 256> classes{};
    for (size_t c = 0x20; c < 256; ++c) {
        if (c != 0x7f)
            classes[c] = kTarget | kText;
    }
    classes['\t'] = kText;
    for (size_t c = '0'; c <= '9'; ++c)
        classes[c] |= kToken | kHex;
    for (size_t c = 'A'; c <= 'Z'; ++c)
        classes[c] |= kToken;
    for (size_t c = 'a'; c <= 'z'; ++c)
        classes[c] |= kToken;
    for (const char c : {'A', 'B', 'C', 'D', 'E', 'F', 'a', 'b', 'c', 'd', 'e', 'f'})
        classes[size_t(c)] |= kHex;
    for (const char c :
         {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'})
        classes[size_t(c)] |= kToken;
    return classes;
}();

bool is(char c, quint8 wanted)
{
    return (kClasses[quint8(c)] & wanted) != 0;
}

RefusalReason reasonFor(LineGuard::Kind kind)
{
    switch (kind) {
    case LineGuard::Kind::Method:
    case LineGuard::Kind::Target:
        return RefusalReason::BadRequestLine;
    case LineGuard::Kind::Field:
        return RefusalReason::BadHeader;
    case LineGuard::Kind::ChunkSize:
    case LineGuard::Kind::ChunkEnd:
        break;
    }
    return RefusalReason::BadChunk;
}

QString nameOf(char c)
{
    switch (c) {
    case '\0':
        return u"a NUL byte"_s;
    case '\r':
        return u"the end of the line"_s;
    case '\n':
        return u"a line feed without a carriage return"_s;
    case '\t':
        return u"a tab"_s;
    case ' ':
        return u"a space"_s;
    default:
        break;
    }
    if (c > 0x20 && c < 0x7f)
        return QString(QLatin1Char(c));
    return u"byte 0x%1"_s.arg(uint(quint8(c)), 2, 16, QLatin1Char('0'));
}

} // namespace

void LineGuard::begin(Kind kind)
{
    m_kind = kind;
    m_length = 0;
    m_digits = 0;
    m_isEmptyLine = false;
    switch (kind) {
    case Kind::Method:
        m_place = Place::FirstByte;
        break;
    case Kind::Target:
        m_place = Place::Target;
        break;
    case Kind::Field:
        m_place = Place::FieldStart;
        break;
    case Kind::ChunkSize:
        m_place = Place::SizeStart;
        break;
    case Kind::ChunkEnd:
        m_place = Place::ChunkCr;
        break;
    }
}

LineGuard::Step LineGuard::take(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size()) {
        const qsizetype begin = used;
        if (const quint8 run = runClass(m_place)) {
            while (used < bytes.size() && is(bytes[used], run))
                ++used;
        }
        m_length += used - begin;
        if (used == bytes.size())
            break;

        const Outcome outcome = judge(bytes[used]);
        ++used;
        ++m_length;
        if (outcome != Outcome::More)
            return {outcome, used};
    }
    return {Outcome::More, used};
}

/// The bytes that leave everything as it is, in bulk.
quint8 LineGuard::runClass(Place place)
{
    switch (place) {
    case Place::Method:
    case Place::FieldName:
        return kToken;
    case Place::Target:
        return kTarget;
    case Place::FieldValue:
    case Place::Extension:
        return kText;
    default:
        return 0;
    }
}

LineGuard::Outcome LineGuard::judge(char c)
{
    switch (m_place) {
    case Place::FirstByte:
        return judgeFirstByte(c);
    case Place::TlsVersion:
        return bad(c == 0x03 ? RefusalReason::TlsOnPlainPort : RefusalReason::NotHttp, 0, {});
    case Place::Method:
        return c == ' ' ? Outcome::End : badByte(c);
    case Place::FieldStart:
        return judgeFieldStart(c);
    case Place::FieldName:
        return expect(':', c, Place::FieldValue);
    case Place::SizeStart:
    case Place::Size:
        return judgeSize(c);
    case Place::Target:
    case Place::FieldValue:
    case Place::Extension:
        return expect('\r', c, Place::LineFeed);
    case Place::ChunkCr:
        if (c != '\r')
            return bad(RefusalReason::BadChunk, m_length,
                       u"the end of the data was expected, %1 was found"_s.arg(nameOf(c)));
        return go(Place::LineFeed);
    case Place::LineFeed:
        break;
    }
    if (c == '\n')
        return Outcome::End;
    return bad(reasonFor(m_kind), m_length - 1, u"a carriage return without a line feed"_s);
}

LineGuard::Outcome LineGuard::judgeFirstByte(char c)
{
    if (c == 0x16)
        return go(Place::TlsVersion);
    if (is(c, kToken))
        return go(Place::Method);
    return bad(RefusalReason::NotHttp, 0, {});
}

LineGuard::Outcome LineGuard::judgeFieldStart(char c)
{
    if (c == '\r') {
        m_isEmptyLine = true;
        return go(Place::LineFeed);
    }
    // White space folds the line before. Whether one may stand there is for who knows the lines.
    if (event::isBlank(c))
        return go(Place::FieldValue);
    return is(c, kToken) ? go(Place::FieldName) : badByte(c);
}

LineGuard::Outcome LineGuard::judgeSize(char c)
{
    if (is(c, kHex)) {
        if (++m_digits > kMaxSizeDigits)
            return bad(RefusalReason::BadChunk, m_length, u"the size has too many digits"_s);
        return go(Place::Size);
    }
    if (m_place == Place::SizeStart)
        return badByte(c);
    return c == ';' ? go(Place::Extension) : expect('\r', c, Place::LineFeed);
}

LineGuard::Outcome LineGuard::go(Place place)
{
    m_place = place;
    return Outcome::More;
}

LineGuard::Outcome LineGuard::expect(char expected, char c, Place next)
{
    return c == expected ? go(next) : badByte(c);
}

LineGuard::Outcome LineGuard::bad(RefusalReason reason, qsizetype offset, const QString &detail)
{
    m_refusal = {reason, offset, detail};
    return Outcome::Bad;
}

LineGuard::Outcome LineGuard::badByte(char c)
{
    return bad(reasonFor(m_kind), m_length, u"%1 was found"_s.arg(nameOf(c)));
}

} // namespace sendscope::http
