#include "app/event/jsontext.h"

#include "app/event/contentcoding.h"
#include "app/event/refusal.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace sendscope::event {
namespace {

using Type = JsonSpan::Type;

constexpr quint64 kEveryByte = 0x0101010101010101;
constexpr quint64 kHighBits = 0x80 * kEveryByte;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The worth of a hexadecimal digit; -1 for anything else.
int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

quint64 eightBytes(const char *from)
{
    quint64 bytes = 0;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

/// High bits where a byte is zero. Bytes above the first zero may be flagged wrongly, which does
/// not matter to a caller who only asks whether there is one.
quint64 zeroBytes(quint64 bytes)
{
    return (bytes - kEveryByte) & ~bytes & kHighBits;
}

/// Whether one of eight bytes ends, escapes, or may not stand in a run of plain string characters:
/// quote, backslash, control character, or anything that is not ASCII.
bool hasSpecial(quint64 bytes)
{
    const quint64 controls = (bytes - 0x20 * kEveryByte) & ~bytes;
    return (((controls | bytes) & kHighBits) | zeroBytes(bytes ^ ('"' * kEveryByte))
            | zeroBytes(bytes ^ ('\\' * kEveryByte)))
        != 0;
}

constexpr auto kIsPlain = [] {
    std::array<bool, 256> isPlain{};
    for (size_t c = 0x20; c < 0x80; ++c)
        isPlain[c] = c != '"' && c != '\\';
    return isPlain;
}();

/// The first character at or after `at` that needs a look, or `end`.
const char *skipPlain(const char *at, const char *end)
{
    while (end - at >= 8 && !hasSpecial(eightBytes(at)))
        at += 8;
    while (at != end && kIsPlain[uchar(*at)])
        ++at;
    return at;
}

const char *skipSpace(const char *at, const char *end)
{
    for (;;) {
        while (end - at >= 8 && eightBytes(at) == ' ' * kEveryByte)
            at += 8;
        if (at == end || (*at != ' ' && *at != '\n' && *at != '\r' && *at != '\t'))
            return at;
        ++at;
    }
}

/// Bytes of the UTF-8 character at `at`, by the table of well-formed sequences (Unicode, table
/// 3-7). Zero for none, -1 where the text ends inside one.
qsizetype characterLength(const char *at, const char *end)
{
    const uchar lead = uchar(*at);
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;

    const qsizetype length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uchar lowest = 0x80;
    uchar highest = 0xBF;
    if (lead == 0xE0)
        lowest = 0xA0;
    else if (lead == 0xED)
        highest = 0x9F;
    else if (lead == 0xF0)
        lowest = 0x90;
    else if (lead == 0xF4)
        highest = 0x8F;

    for (qsizetype i = 1; i < length; ++i) {
        if (end - at == i)
            return -1;
        const uchar c = uchar(at[i]);
        if (c < lowest || c > highest)
            return 0;
        lowest = 0x80;
        highest = 0xBF;
    }
    return length;
}

/// QString::fromUtf8() would drop a U+FEFF at the front.
QString decoded(QByteArrayView utf8)
{
    return QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom)(utf8);
}

QString hex(char32_t number, int digits)
{
    return QString::number(uint(number), 16).toUpper().rightJustified(digits, u'0');
}

/// What stands at a place, in words for an error: printable ASCII as it is, all else by its number,
/// since it may well be what one cannot see.
QString found(const char *at, const char *end)
{
    if (at == end)
        return u"the end of the text"_s;
    if (isLetter(*at)) {
        const char *last = std::min(end, at + 16);
        const char *word = std::find_if_not(at, last, isLetter);
        return QString::fromLatin1(at, word - at);
    }
    switch (*at) {
    case ' ':
        return u"a space"_s;
    case '\t':
        return u"a tab"_s;
    case '\n':
    case '\r':
        return u"a line break"_s;
    default:
        break;
    }
    if (*at > 0x20 && *at < 0x7F)
        return QChar::fromLatin1(*at);
    const qsizetype length = characterLength(at, end);
    if (length < 2)
        return u"byte 0x"_s + hex(uchar(*at), 2);
    return u"U+"_s + hex(decoded({at, length}).toUcs4().value(0), 4);
}

/// Goes through a text once. One value begins inside another at most kMaxDepth times, and where
/// they begin stands on a stack of its own, so that no input can use up the thread's.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text);

    bool scan();

    std::vector<JsonSpan> spans;
    base::Error error;
    bool hasByteOrderMark = false;

private:
    /// An object or array that is still open.
    struct Level
    {
        qint32 container;
        qint32 last; ///< Its newest key or element; -1 while it has none.
        bool isArray;
    };

    bool scanNext();
    bool scanValue(const QString &wanted);
    bool scanString(Type type);
    bool scanEscape();
    bool scanNumber();
    bool scanDigits();
    bool scanWord(QByteArrayView word, Type type);

    bool open(Type type);
    void close();
    qint32 add(Type type, const char *begin);
    void link(qint32 span);

    void skipSpace() { m_at = event::skipSpace(m_at, m_end); }
    char peek() const { return m_at == m_end ? '\0' : *m_at; }
    qint64 offset(const char *at) const { return at - m_begin; }

    bool fail(RefusalReason reason, const char *at, const QString &what);
    bool failEmpty(QByteArrayView text);
    bool failExpecting(const QString &wanted);
    bool failAtEnd(const QString &inside);

    const char *const m_begin;
    const char *const m_end;
    const char *m_at;
    int m_depth = 0;
    std::array<Level, JsonText::kMaxDepth> m_levels;
};

Scanner::Scanner(QByteArrayView text)
    : m_begin(text.data())
    , m_end(text.data() + text.size())
    , m_at(text.data())
{
    // Pretty-printed events have a span every 16 bytes. A long text may be one string, so it has to
    // prove that it needs more room than this.
    spans.reserve(size_t(std::min<qsizetype>(text.size() / 12 + 4, 4096)));
}

bool Scanner::scan()
{
    const QByteArrayView text(m_begin, m_end - m_begin);
    hasByteOrderMark = text.startsWith("\xEF\xBB\xBF");
    if (hasByteOrderMark)
        m_at += 3;
    else if (text.startsWith("\xFF\xFE") || text.startsWith("\xFE\xFF"))
        return fail(RefusalReason::InvalidUtf8, m_at,
                    u"the mark at byte 0 stands for UTF-16, JSON is sent in UTF-8"_s);

    skipSpace();
    if (m_at == m_end)
        return failEmpty(text);

    if (!scanValue(u"a value"_s))
        return false;
    while (m_depth > 0) {
        if (!scanNext())
            return false;
    }
    skipSpace();
    return m_at == m_end || failExpecting(u"the end of the text"_s);
}

/// Goes on in the innermost open object or array: its end, or one more member or element.
bool Scanner::scanNext()
{
    const Level &level = m_levels[size_t(m_depth - 1)];
    const bool isFirst = level.last < 0;

    skipSpace();
    if (peek() == (level.isArray ? ']' : '}')) {
        ++m_at;
        close();
        return true;
    }
    if (!isFirst) {
        if (peek() != ',')
            return failExpecting(level.isArray ? u"a comma or ]"_s : u"a comma or }"_s);
        ++m_at;
        skipSpace();
    }
    if (level.isArray)
        return scanValue(isFirst ? u"a value or ]"_s : u"a value"_s);

    if (peek() != '"')
        return failExpecting(isFirst ? u"a name in quotes or }"_s : u"a name in quotes"_s);
    if (!scanString(Type::Key))
        return false;
    skipSpace();
    if (peek() != ':')
        return failExpecting(u"a colon"_s);
    ++m_at;
    skipSpace();
    return scanValue(u"a value"_s);
}

bool Scanner::scanValue(const QString &wanted)
{
    switch (peek()) {
    case '{':
        return open(Type::Object);
    case '[':
        return open(Type::Array);
    case '"':
        return scanString(Type::String);
    case 't':
        return scanWord("true", Type::True);
    case 'f':
        return scanWord("false", Type::False);
    case 'n':
        return scanWord("null", Type::Null);
    default:
        if (peek() == '-' || isDigit(peek()))
            return scanNumber();
        return failExpecting(wanted);
    }
}

bool Scanner::scanString(Type type)
{
    const char *const begin = m_at++;
    bool hasEscapes = false;
    for (;;) {
        m_at = skipPlain(m_at, m_end);
        if (m_at == m_end)
            return failAtEnd(type == Type::Key ? u"a name"_s : u"a string"_s);
        if (*m_at == '"')
            break;
        if (*m_at == '\\') {
            hasEscapes = true;
            if (!scanEscape())
                return false;
        } else if (uchar(*m_at) < 0x20) {
            return fail(RefusalReason::NotJson, m_at,
                        u"%1 stands in a string unescaped, at byte %2"_s.arg(
                            found(m_at, m_end), QString::number(offset(m_at))));
        } else {
            const qsizetype length = characterLength(m_at, m_end);
            if (length < 0)
                return failAtEnd(type == Type::Key ? u"a name"_s : u"a string"_s);
            if (length == 0)
                return fail(RefusalReason::InvalidUtf8, m_at,
                            u"0x%1 at byte %2 is not UTF-8"_s.arg(hex(uchar(*m_at), 2),
                                                                  QString::number(offset(m_at))));
            m_at += length;
        }
    }
    ++m_at;
    spans[size_t(add(type, begin))].hasEscapes = hasEscapes;
    return true;
}

bool Scanner::scanEscape()
{
    ++m_at;
    if (m_at == m_end)
        return failAtEnd(u"a string"_s);
    if (*m_at != 'u') {
        if (!std::strchr("\"\\/bfnrt", *m_at) || *m_at == '\0') {
            return fail(
                RefusalReason::NotJson, m_at,
                u"an escape such as \\n or \\u000A was expected at byte %1, \\%2 was found"_s.arg(
                    QString::number(offset(m_at)), found(m_at, m_end).left(16)));
        }
        ++m_at;
        return true;
    }
    ++m_at;
    for (int i = 0; i < 4; ++i, ++m_at) {
        if (m_at == m_end)
            return failAtEnd(u"a string"_s);
        if (hexValue(*m_at) < 0)
            return failExpecting(u"a hexadecimal digit"_s);
    }
    return true;
}

bool Scanner::scanNumber()
{
    const char *const begin = m_at;
    if (*m_at == '-')
        ++m_at;
    if (peek() == '0') {
        ++m_at;
        if (isDigit(peek()))
            return fail(RefusalReason::NotJson, m_at,
                        u"a number begins with a needless 0, at byte %1"_s.arg(offset(m_at - 1)));
    } else if (!scanDigits()) {
        return false;
    }
    if (peek() == '.') {
        ++m_at;
        if (!scanDigits())
            return false;
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!scanDigits())
            return false;
    }
    add(Type::Number, begin);
    return true;
}

/// One digit or more.
bool Scanner::scanDigits()
{
    if (m_at == m_end)
        return failAtEnd(u"a number"_s);
    if (!isDigit(*m_at))
        return failExpecting(u"a digit"_s);
    while (isDigit(peek()))
        ++m_at;
    return true;
}

bool Scanner::scanWord(QByteArrayView word, Type type)
{
    const QByteArrayView rest(m_at, m_end - m_at);
    if (!rest.startsWith(word)) {
        if (word.startsWith(rest))
            return failAtEnd(u"the word "_s + QLatin1StringView(word));
        return failExpecting(u"a value"_s);
    }
    const char *const begin = m_at;
    m_at += word.size();
    if (m_at != m_end && isLetter(*m_at)) {
        m_at = begin;
        return failExpecting(u"a value"_s);
    }
    add(type, begin);
    return true;
}

bool Scanner::open(Type type)
{
    if (m_depth == JsonText::kMaxDepth)
        return fail(
            RefusalReason::TooDeep, m_at,
            u"more than %1 levels deep, at byte %2"_s.arg(JsonText::kMaxDepth).arg(offset(m_at)));
    const char *const begin = m_at++;
    const qint32 container = add(type, begin);
    m_levels[size_t(m_depth++)] = {container, -1, type == Type::Array};
    return true;
}

void Scanner::close()
{
    --m_depth;
    spans[size_t(m_levels[size_t(m_depth)].container)].end = quint32(offset(m_at));
}

/// Adds a span that ends here. A container's end is set once it is reached.
qint32 Scanner::add(Type type, const char *begin)
{
    const qint32 index = qint32(spans.size());
    JsonSpan span;
    span.begin = quint32(offset(begin));
    span.end = quint32(offset(m_at));
    span.type = type;
    if (m_depth > 0) {
        Level &level = m_levels[size_t(m_depth - 1)];
        span.parent = level.container;
        // A member's value has no sibling: the way through an object goes from key to key.
        if (level.isArray || type == Type::Key) {
            if (level.last >= 0)
                spans[size_t(level.last)].next = index;
            level.last = index;
        }
    }
    spans.push_back(span);
    return index;
}

bool Scanner::fail(RefusalReason reason, const char *at, const QString &what)
{
    error = {base::Error::Code::Malformed, {what, QString::fromLatin1(name(reason))}, offset(at)};
    return false;
}

/// Has no place: there is nothing to point at.
bool Scanner::failEmpty(QByteArrayView text)
{
    fail(RefusalReason::EmptyBody, m_begin,
         text.isEmpty() ? u"there is no text"_s : u"there is white space only"_s);
    error.offset = -1;
    return false;
}

bool Scanner::failExpecting(const QString &wanted)
{
    return fail(RefusalReason::NotJson, m_at,
                u"%1 was expected at byte %2, %3 was found"_s.arg(
                    wanted, QString::number(offset(m_at)), found(m_at, m_end)));
}

bool Scanner::failAtEnd(const QString &inside)
{
    return fail(RefusalReason::NotJson, m_end, u"the text ends inside "_s + inside);
}

/// Goes through what stands between the quotes of a string that scan() has accepted: runs of bytes
/// as they came, and each escape as the UTF-16 unit it stands for.
template <typename OnBytes, typename OnUnit>
void decode(QByteArrayView text, OnBytes onBytes, OnUnit onUnit)
{
    while (!text.isEmpty()) {
        const qsizetype escape = text.indexOf('\\');
        if (escape != 0) {
            const qsizetype plain = escape < 0 ? text.size() : escape;
            onBytes(text.first(plain));
            text = text.sliced(plain);
            continue;
        }
        const char kind = text[1];
        if (kind == 'u') {
            int unit = 0;
            for (const char digit : text.sliced(2, 4))
                unit = unit * 16 + hexValue(digit);
            onUnit(char16_t(unit));
            text = text.sliced(6);
            continue;
        }
        switch (kind) {
        case 'b':
            onUnit(u'\b');
            break;
        case 'f':
            onUnit(u'\f');
            break;
        case 'n':
            onUnit(u'\n');
            break;
        case 'r':
            onUnit(u'\r');
            break;
        case 't':
            onUnit(u'\t');
            break;
        default: // a quote, a backslash or a slash
            onUnit(char16_t(uchar(kind)));
            break;
        }
        text = text.sliced(2);
    }
}

void appendUtf8(QByteArray &to, char32_t c)
{
    const auto tail = [&to](char32_t bits) { to.append(char(0x80 | (bits & 0x3F))); };
    if (c < 0x80) {
        to.append(char(c));
    } else if (c < 0x800) {
        to.append(char(0xC0 | (c >> 6)));
        tail(c);
    } else if (c < 0x10000) {
        to.append(char(0xE0 | (c >> 12)));
        tail(c >> 6);
        tail(c);
    } else {
        to.append(char(0xF0 | (c >> 18)));
        tail(c >> 12);
        tail(c >> 6);
        tail(c);
    }
}

} // namespace

base::Result<JsonText> JsonText::scan(const QByteArray &bytes)
{
    if (bytes.size() > kMaxReadableBytes)
        return base::Error{base::Error::Code::LimitPassed, {u"The JSON text"_s, u"64 MiB"_s}};

    Scanner scanner(bytes);
    if (!scanner.scan())
        return std::move(scanner.error);

    JsonText text;
    text.m_bytes = bytes;
    text.m_spans = std::move(scanner.spans);
    text.m_hasByteOrderMark = scanner.hasByteOrderMark;
    return text;
}

qint32 JsonText::firstChild(qint32 container) const
{
    const size_t next = size_t(container) + 1;
    return next < m_spans.size() && m_spans[next].parent == container ? qint32(next) : -1;
}

qint32 JsonText::member(qint32 object, QByteArrayView key) const
{
    if (span(object).type != Type::Object)
        return -1;
    // Events are read by some thirty names each: a key of another length is none of them.
    const char *const bytes = m_bytes.constData();
    const auto size = quint32(key.size());
    qint32 newest = -1;
    for (qint32 at = firstChild(object); at >= 0;) {
        const JsonSpan &name = m_spans[size_t(at)];
        const bool isIt = name.hasEscapes ? text(at) == key
                                          : name.end - name.begin - 2 == size
                && std::memcmp(bytes + name.begin + 1, key.data(), size) == 0;
        if (isIt)
            newest = value(at);
        at = name.next;
    }
    return newest;
}

QByteArrayView JsonText::raw(qint32 index) const
{
    const JsonSpan &at = span(index);
    return QByteArrayView(m_bytes).sliced(at.begin, at.end - at.begin);
}

QByteArray JsonText::text(qint32 index) const
{
    const JsonSpan &at = span(index);
    if (at.type != Type::String && at.type != Type::Key)
        return raw(index).toByteArray();
    const QByteArrayView inside = raw(index).sliced(1).chopped(1);
    if (!at.hasEscapes)
        return inside.toByteArray();

    QByteArray text;
    text.reserve(inside.size());
    char16_t high = 0; // waits for the other half of its pair
    const auto flush = [&text, &high] {
        if (high != 0)
            appendUtf8(text, high);
        high = 0;
    };
    decode(
        inside,
        [&](QByteArrayView bytes) {
            flush();
            text.append(bytes);
        },
        [&](char16_t unit) {
            if (high != 0 && QChar::isLowSurrogate(unit)) {
                appendUtf8(text, QChar::surrogateToUcs4(high, unit));
                high = 0;
                return;
            }
            flush();
            if (QChar::isHighSurrogate(unit))
                high = unit;
            else
                appendUtf8(text, unit);
        });
    flush();
    return text;
}

QByteArray JsonText::borrowedText(qint32 index) const
{
    const JsonSpan &at = span(index);
    if (at.hasEscapes)
        return text(index);
    const bool isQuoted = at.type == Type::String || at.type == Type::Key;
    const qsizetype quote = isQuoted ? 1 : 0;
    return QByteArray::fromRawData(m_bytes.constData() + at.begin + quote,
                                   qsizetype(at.end - at.begin) - 2 * quote);
}

QString JsonText::displayText(qint32 index) const
{
    const JsonSpan &at = span(index);
    if (!at.hasEscapes)
        return decoded(text(index));

    QString text;
    decode(
        raw(index).sliced(1).chopped(1), [&](QByteArrayView bytes) { text += decoded(bytes); },
        [&](char16_t unit) { text += QChar(unit); });
    return text;
}

} // namespace sendscope::event
