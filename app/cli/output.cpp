#include "app/cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

/// A call of the system a line would cost more than making the line.
constexpr qsizetype kMostBuffered = 64 * 1024;

bool isControl(QChar c)
{
    const char16_t code = c.unicode();
    const bool isBidi = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069)
        || code == 0x200E || code == 0x200F || code == 0x061C;
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || isBidi;
}

/// One UTF-16 unit of a JSON string.
void appendEscaped(QByteArray &json, char16_t unit)
{
    constexpr char kHex[] = "0123456789abcdef";
    json += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        json += kHex[(unit >> shift) & 0xF];
}

/// The surrogate that three bytes of WTF-8 stand for; 0 if they are none.
char16_t surrogateAt(QByteArrayView text, qsizetype i)
{
    if (i + 2 >= text.size() || quint8(text[i]) != 0xED || quint8(text[i + 1]) < 0xA0)
        return 0;
    return char16_t(0xD000 | ((text[i + 1] & 0x3F) << 6) | (text[i + 2] & 0x3F));
}

} // namespace

Output::Output(bool isJson)
    : m_isJson(isJson)
    , m_isTerminal(isatty(STDOUT_FILENO) == 1)
{
}

Output::~Output()
{
    flush();
}

void Output::writeRaw(QByteArrayView bytes)
{
    m_buffer += bytes;
    if (m_buffer.size() >= kMostBuffered)
        flush();
}

void Output::flush()
{
    QByteArrayView rest = m_buffer;
    while (!rest.isEmpty() && !m_isGone) {
        const ssize_t written = ::write(STDOUT_FILENO, rest.data(), size_t(rest.size()));
        if (written >= 0)
            rest = rest.sliced(written);
        else if (errno != EINTR)
            m_isGone = true;
    }
    m_buffer.clear();
}

void Output::writeLine(const QString &line)
{
    writeRaw(withoutControls(line).toUtf8() + '\n');
}

void Output::tell(const QString &line)
{
    flush();
    const QByteArray bytes = withoutControls(line).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

ExitCode Output::fail(const base::Error &error)
{
    const QString sentence = base::sentence(error);
    const QString hint = base::hint(error);
    if (m_isJson) {
        tell(QString::fromUtf8("{\"error\":{\"code\":" + jsonString(base::codeName(error.code))
                               + ",\"message\":" + jsonString(sentence)
                               + ",\"hint\":" + jsonString(hint) + "}}"));
    } else {
        tell(u"sendscope-cli: "_s + sentence);
        if (!hint.isEmpty())
            tell(hint);
    }
    return exitCodeFor(error);
}

QString withoutControls(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        if (!isControl(c))
            shown += c;
        else if (c.unicode() < 0x100)
            shown += u"\\x%1"_s.arg(c.unicode(), 2, 16, QChar(u'0'));
        else
            shown += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
    }
    return shown;
}

QByteArray jsonString(const QString &text)
{
    return jsonString(QByteArrayView(text.toUtf8()));
}

QByteArray jsonString(QByteArrayView text)
{
    QByteArray json;
    json.reserve(text.size() + 2);
    json += '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (quint8(c) < 0x20 || c == 0x7F) {
            appendEscaped(json, char16_t(quint8(c)));
        } else if (const char16_t surrogate = surrogateAt(text, i)) {
            appendEscaped(json, surrogate);
            i += 2;
        } else {
            json += c;
        }
    }
    json += '"';
    return json;
}

} // namespace sendscope::cli
