#include "app/cli/output.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

/// Handed to the system at a time.
constexpr qsizetype kGatheredBytes = 64 * 1024;

bool isControl(char16_t unit)
{
    const bool isBidi = (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069)
        || unit == 0x200E || unit == 0x200F || unit == 0x061C;
    const bool isLineEnd = unit == 0x2028 || unit == 0x2029;
    return unit < 0x20 || (unit >= 0x7F && unit <= 0x9F) || isBidi || isLineEnd;
}

bool isLoneSurrogate(QStringView text, qsizetype i)
{
    if (text[i].isHighSurrogate())
        return i + 1 == text.size() || !text[i + 1].isLowSurrogate();
    return text[i].isLowSurrogate() && (i == 0 || !text[i - 1].isHighSurrogate());
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

Output::Output(bool isJson, int descriptor)
    : m_isJson(isJson)
    , m_descriptor(descriptor)
    , m_isTerminal(isatty(descriptor) == 1)
{
}

bool Output::isReaderGone()
{
    pollfd state{m_descriptor, 0, 0};
    if (::poll(&state, 1, 0) == 1 && (state.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0)
        m_isGone = true;
    return m_isGone;
}

void Output::writeRaw(const QByteArray &bytes)
{
    if (!m_isTerminal) {
        write(bytes);
        return;
    }
    QList<QByteArray> lines = bytes.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
        writeLine(QString::fromUtf8(line));
    }
}

void Output::writeJson(const QByteArray &json)
{
    write(m_isTerminal ? jsonWithoutControls(json) : json);
}

void Output::writeLine(const QString &line)
{
    write(withoutControls(line).toUtf8() + '\n');
}

void Output::write(const QByteArray &bytes)
{
    m_gathered += bytes;
    if (m_gathered.size() >= kGatheredBytes)
        flush();
}

void Output::flush()
{
    QByteArrayView left = m_gathered;
    while (!left.isEmpty() && !m_isGone) {
        const ssize_t written = ::write(m_descriptor, left.data(), size_t(left.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            m_isGone = true;
            m_writeError = errno == EPIPE ? 0 : errno;
            break;
        }
        left = left.sliced(written);
    }
    m_gathered.clear();
}

ExitCode Output::end(ExitCode code)
{
    flush();
    if (m_writeError == 0)
        return code;
    return fail({base::Error::Code::FileUnwritable,
                 {m_descriptor == STDOUT_FILENO ? u"stdout"_s : u"stderr"_s,
                  QString::fromLocal8Bit(std::strerror(m_writeError))}});
}

void Output::tell(const QString &line)
{
    flush(); // On a terminal both come in the order they were written.
    const QByteArray bytes = withoutControls(line).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

ExitCode Output::fail(const base::Error &error)
{
    tellFailure(base::codeName(error.code), base::sentence(error), base::hint(error));
    return exitCodeFor(error);
}

ExitCode Output::failUsage(const QString &sentence, const QString &hint)
{
    return failAs(ExitCode::Usage, base::codeName(base::Error::Code::InvalidInput), sentence, hint);
}

ExitCode Output::failAs(ExitCode code, const QString &name, const QString &sentence,
                        const QString &hint)
{
    tellFailure(name, sentence, hint);
    return code;
}

void Output::tellFailure(const QString &code, const QString &sentence, const QString &hint)
{
    if (m_isJson) {
        tell(QString::fromUtf8("{\"error\":{\"code\":" + jsonString(code) + ",\"message\":"
                               + jsonString(sentence) + ",\"hint\":" + jsonString(hint) + "}}"));
        return;
    }
    tell(u"sendscope-cli: "_s + sentence);
    if (!hint.isEmpty())
        tell(hint);
}

QString withoutControls(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (!isControl(unit) && !isLoneSurrogate(text, i))
            shown += text[i];
        else if (unit < 0x100)
            shown += u"\\x%1"_s.arg(unit, 2, 16, QChar(u'0'));
        else
            shown += u"\\u%1"_s.arg(unit, 4, 16, QChar(u'0'));
    }
    return shown;
}

QByteArray jsonWithoutControls(const QByteArray &json)
{
    QString shown;
    shown.reserve(json.size());
    const QString text = QString::fromUtf8(json);
    for (const QChar c : text) {
        // Below a space JSON has line ends and tabs between its tokens, and nothing in strings.
        if (isControl(c.unicode()) && c.unicode() >= 0x20)
            shown += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            shown += c;
    }
    return shown.toUtf8();
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
