#include "app/http/headguard.h"

#include <llhttp.h>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace sendscope::http {
namespace {

using event::RefusalReason;

Fault fault(int status, RefusalReason reason, qint64 offset, const QString &detail = {})
{
    return {status, {reason, offset, detail}};
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isAlpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isOneOf(char c, QByteArrayView set)
{
    return set.contains(c);
}

bool isTokenChar(char c)
{
    return isDigit(c) || isAlpha(c) || isOneOf(c, "!#$%&'*+-.^_`|~");
}

bool equals(QByteArrayView text, QByteArrayView lower)
{
    return text.size() == lower.size() && text.compare(lower, Qt::CaseInsensitive) == 0;
}

/// Only SP and HTAB may stand round a value; other white space belongs to it, and makes it wrong.
QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isOneOf(text.front(), " \t"))
        text = text.sliced(1);
    while (!text.isEmpty() && isOneOf(text.back(), " \t"))
        text.chop(1);
    return text;
}

bool isMethod(QByteArrayView text)
{
#define SENDSCOPE_METHOD(number, symbol, spelling) QByteArrayView(#spelling),
    static constexpr auto kMethods =
        std::to_array<QByteArrayView>({HTTP_METHOD_MAP(SENDSCOPE_METHOD)});
#undef SENDSCOPE_METHOD
    return std::find(kMethods.begin(), kMethods.end(), text) != kMethods.end();
}

/// The name of a reg-name or IP literal, and the port if there is one (RFC 9110, 7.2). None: no
/// such thing.
bool isHost(QByteArrayView text)
{
    qsizetype end = 0;
    if (text.startsWith('[')) {
        end = text.indexOf(']') + 1;
        const QByteArrayView address = end > 0 ? text.sliced(1, end - 2) : QByteArrayView();
        const auto fits = [](char c) { return isHex(c) || isOneOf(c, ":."); };
        if (address.isEmpty() || !std::all_of(address.begin(), address.end(), fits))
            return false;
    } else {
        while (end < text.size() && text[end] != ':') {
            const char c = text[end];
            if (c == '%') {
                if (text.size() - end < 3 || !isHex(text[end + 1]) || !isHex(text[end + 2]))
                    return false;
                end += 3;
            } else if (isDigit(c) || isAlpha(c) || isOneOf(c, "-._~!$&'()*+,;=")) {
                ++end;
            } else {
                return false;
            }
        }
        if (end == 0)
            return text.isEmpty();
    }

    const QByteArrayView port = text.sliced(end);
    return port.isEmpty()
        || (port.front() == ':' && std::all_of(port.begin() + 1, port.end(), isDigit));
}

} // namespace

HeadGuard::HeadGuard(qint64 bodyLimit)
    : m_bodyLimit(bodyLimit)
{
}

void HeadGuard::begin()
{
    m_sentence.reset();
    m_fields = 0;
    m_minorVersion = 1;
    m_contentLength.reset();
    m_hasTransferEncoding = false;
    m_hasHost = false;
}

std::optional<Fault> HeadGuard::method(QByteArrayView method)
{
    if (method == "PROXY")
        return fault(400, RefusalReason::NotHttp, 0, u"the PROXY protocol is not spoken here"_s);
    if (isMethod(method) || method == "PRI") // HTTP/2 shows itself at the end of the line
        return std::nullopt;
    return fault(501, RefusalReason::UnknownMethod, 0);
}

std::optional<Fault> HeadGuard::requestLine(QByteArrayView line)
{
    if (line == "PRI * HTTP/2.0")
        return fault(505, RefusalReason::Http2, 0);
    if (line.startsWith("PRI "))
        return fault(501, RefusalReason::UnknownMethod, 0);

    const qsizetype target = line.indexOf(' ') + 1;
    const qsizetype space = line.indexOf(' ', target);
    if (space < 0)
        return fault(400, RefusalReason::BadRequestLine, line.size(), u"no HTTP version"_s);
    if (space == target)
        return fault(400, RefusalReason::BadRequestLine, target, u"two spaces"_s);

    const QByteArrayView version = line.sliced(space + 1);
    const bool isVersion = version.size() == 8 && version.startsWith("HTTP/") && isDigit(version[5])
        && version[6] == '.' && isDigit(version[7]);
    if (!isVersion)
        return fault(400, RefusalReason::BadRequestLine, space + 1, u"no HTTP version"_s);
    if (version[5] != '1' || version[7] > '1')
        return fault(505, RefusalReason::BadVersion, space + 1);

    m_minorVersion = version[7] - '0';
    return std::nullopt;
}

std::optional<Fault> HeadGuard::field(QByteArrayView line, qint64 offset)
{
    if (isOneOf(line.front(), " \t")) {
        if (m_fields == 0)
            return fault(400, RefusalReason::BadHeader, offset,
                         u"white space before the first field"_s);
        condemn(fault(400, RefusalReason::FoldedHeader, offset));
        return std::nullopt;
    }

    ++m_fields;
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = trimmed(line.sliced(colon + 1));
    const qint64 valueOffset = offset + (value.isEmpty() ? colon + 1 : value.data() - line.data());
    if (equals(name, "content-length"))
        return readContentLength(value, offset, valueOffset);
    if (equals(name, "transfer-encoding"))
        return readTransferEncoding(value, offset, valueOffset);
    if (equals(name, "host"))
        readHost(value, offset, valueOffset);
    // An HTTP/1.0 client cannot mean it (RFC 9110, 10.1.1).
    if (equals(name, "expect") && m_minorVersion > 0 && !equals(value, "100-continue"))
        condemn(fault(417, RefusalReason::BadExpectation, valueOffset));
    return std::nullopt;
}

std::optional<Fault> HeadGuard::end(qint64 offset)
{
    if (!m_hasHost && m_minorVersion > 0)
        condemn(fault(400, RefusalReason::BadHost, offset, u"the header ends without one"_s));
    return m_sentence;
}

/// Trailers are never merged into the header; those that would mean framing there are not even
/// shown.
std::optional<Fault> HeadGuard::trailer(QByteArrayView line, qint64 offset)
{
    if (isOneOf(line.front(), " \t"))
        return fault(400, RefusalReason::BadTrailer, offset, u"a folded line"_s);
    const QByteArrayView name = line.first(line.indexOf(':'));
    if (equals(name, "content-length") || equals(name, "transfer-encoding"))
        return fault(400, RefusalReason::BadTrailer, offset, u"framing after the body"_s);
    return std::nullopt;
}

std::optional<Fault> HeadGuard::readContentLength(QByteArrayView value, qint64 line, qint64 offset)
{
    if (m_hasTransferEncoding)
        return fault(400, RefusalReason::LengthAndChunked, line);
    if (m_contentLength)
        return fault(400, RefusalReason::BadContentLength, line, u"it is there twice"_s);
    if (value.isEmpty())
        return fault(400, RefusalReason::BadContentLength, offset, u"it is empty"_s);

    quint64 length = 0;
    for (qsizetype i = 0; i < value.size(); ++i) {
        constexpr quint64 kMax = std::numeric_limits<quint64>::max();
        if (!isDigit(value[i]))
            return fault(400, RefusalReason::BadContentLength, offset + i,
                         u"a digit was expected"_s);
        const quint64 digit = quint64(value[i] - '0');
        if (length > (kMax - digit) / 10)
            return fault(400, RefusalReason::BadContentLength, offset,
                         u"the number is beyond 64 bits"_s);
        length = length * 10 + digit;
    }

    m_contentLength = length;
    if (length > quint64(m_bodyLimit))
        condemn(fault(413, RefusalReason::BodyTooLarge, offset,
                      u"%1 bytes are announced, %2 are allowed"_s.arg(length).arg(m_bodyLimit)));
    return std::nullopt;
}

std::optional<Fault> HeadGuard::readTransferEncoding(QByteArrayView value, qint64 line,
                                                     qint64 offset)
{
    if (m_contentLength)
        return fault(400, RefusalReason::LengthAndChunked, line);
    if (m_minorVersion == 0)
        return fault(400, RefusalReason::BadTransferEncoding, line, u"HTTP/1.0 has none"_s);
    if (m_hasTransferEncoding)
        return fault(400, RefusalReason::BadTransferEncoding, line, u"it is there twice"_s);
    m_hasTransferEncoding = true;
    if (equals(value, "chunked"))
        return std::nullopt;

    bool hasOther = false;
    for (QByteArrayView rest = value;;) {
        const qsizetype comma = rest.indexOf(',');
        const QByteArrayView coding = trimmed(comma < 0 ? rest : rest.first(comma));
        if (coding.isEmpty() || !std::all_of(coding.begin(), coding.end(), isTokenChar))
            return fault(400, RefusalReason::BadTransferEncoding, offset);
        hasOther = hasOther || !equals(coding, "chunked");
        if (comma < 0)
            break;
        rest = rest.sliced(comma + 1);
    }
    if (!hasOther)
        return fault(400, RefusalReason::BadTransferEncoding, offset, u"chunked twice"_s);
    condemn(fault(501, RefusalReason::UnsupportedTransferEncoding, offset));
    return std::nullopt;
}

void HeadGuard::readHost(QByteArrayView value, qint64 line, qint64 offset)
{
    if (m_hasHost)
        condemn(fault(400, RefusalReason::BadHost, line, u"it is there twice"_s));
    else if (!isHost(value))
        condemn(fault(400, RefusalReason::BadHost, offset));
    m_hasHost = true;
}

/// The first thing wrong is the one that is told.
void HeadGuard::condemn(Fault fault)
{
    if (!m_sentence)
        m_sentence = std::move(fault);
}

} // namespace sendscope::http
