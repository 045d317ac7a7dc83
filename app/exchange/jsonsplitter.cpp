#include "app/exchange/jsonsplitter.h"

#include <QIODevice>

#include <array>
#include <cstring>

namespace sendscope::exchange {
namespace {

/// Read at a time.
constexpr qsizetype kReadBytes = 512 * 1024;

/// What a byte outside of strings means for where a value ends.
enum class Mark : quint8 { None, Open, Close, Quote };

constexpr auto kMarks = [] {
    std::array<Mark, 256> marks{};
    marks['{'] = marks['['] = Mark::Open;
    marks['}'] = marks[']'] = Mark::Close;
    marks['"'] = Mark::Quote;
    return marks;
}();

/// Bytes inside of a string that neither end nor escape anything, and may stand there.
constexpr auto kIsInsideText = [] {
    std::array<bool, 256> isPlain{};
    for (size_t c = 0x20; c < isPlain.size(); ++c)
        isPlain[c] = c != '"' && c != '\\';
    return isPlain;
}();

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool canBegin(char c)
{
    return c == '{' || c == '[';
}

/// Goes through a value's bytes as they come, as far as it takes to know where it ends.
class EndFinder
{
public:
    enum class Found { Nothing, End, Fault };

    /// From *at on; leaves it behind the last byte that was used.
    Found look(const char *&at, const char *end)
    {
        while (at != end) {
            if (m_isInString) {
                if (const Found found = lookInString(at, end); found != Found::End)
                    return found;
                continue;
            }
            const Mark mark = kMarks[uchar(*at)];
            ++at;
            if (mark == Mark::None)
                continue;
            if (mark == Mark::Quote)
                m_isInString = true;
            else if (mark == Mark::Open)
                ++m_depth;
            else if (--m_depth == 0)
                return Found::End;
        }
        return Found::Nothing;
    }

private:
    /// End: of the string.
    Found lookInString(const char *&at, const char *end)
    {
        for (;;) {
            while (at != end && kIsInsideText[uchar(*at)])
                ++at;
            if (at == end)
                return Found::Nothing;
            const char c = *at;
            if (c == '\\' && end - at < 2)
                return Found::Nothing;
            at += c == '\\' ? 2 : 1;
            if (c == '"') {
                m_isInString = false;
                return Found::End;
            }
            if (c != '\\')
                return Found::Fault; // No line end, and no other control, stands in a string.
        }
    }

    qint64 m_depth = 0;
    bool m_isInString = false;
};

} // namespace

JsonSplitter::JsonSplitter(QIODevice &device)
    : m_device(device)
{
}

base::Result<std::optional<QByteArray>> JsonSplitter::next()
{
    m_isWhole = true;
    m_isTooLong = false;
    if (!m_hasStarted)
        start();
    if (!skipSpace()) {
        if (!m_error.isEmpty())
            return base::Error{base::Error::Code::FileUnreadable, {{}, m_error}};
        return std::optional<QByteArray>();
    }
    const qsizetype length = canBegin(m_buffer[m_at]) ? findEnd() : lengthOfOther();
    m_at = m_begin + length;
    if (!m_error.isEmpty())
        return base::Error{base::Error::Code::FileUnreadable, {{}, m_error}};
    return std::optional(QByteArray::fromRawData(m_buffer.constData() + m_begin, length));
}

void JsonSplitter::skipLine()
{
    m_at = m_begin;
    for (;;) {
        const qsizetype lineEnd = m_buffer.indexOf('\n', m_at);
        moveTo(lineEnd < 0 ? m_buffer.size() : lineEnd + 1);
        if (m_at == m_buffer.size() && !readMore())
            return;
        if (lineEnd >= 0 && canBegin(m_buffer[m_at]))
            return;
    }
}

Place JsonSplitter::placeOf(qint64 byteOfValue) const
{
    const qsizetype at = std::min(m_begin + qsizetype(byteOfValue), m_buffer.size());
    Place place{m_offset + at, m_line, 0};
    qint64 lineBegin = m_lineBegin;
    const QByteArrayView before = QByteArrayView(m_buffer).first(at);
    for (qsizetype i = m_begin; (i = before.indexOf('\n', i)) >= 0; ++i) {
        ++place.line;
        lineBegin = m_offset + i + 1;
    }
    place.column = place.offset - lineBegin + 1;
    return place;
}

void JsonSplitter::start()
{
    m_hasStarted = true;
    while (m_buffer.size() < 3 && readMore()) { }
    if (m_buffer.startsWith("\xEF\xBB\xBF"))
        moveTo(3);
}

/// Makes this the beginning of what is looked at, and counts the lines up to there.
void JsonSplitter::moveTo(qsizetype at)
{
    const QByteArrayView before = QByteArrayView(m_buffer).first(at);
    for (qsizetype i = m_begin; (i = before.indexOf('\n', i)) >= 0; ++i) {
        ++m_line;
        m_lineBegin = m_offset + i + 1;
    }
    m_begin = at;
    m_at = at;
}

/// Drops what stands before m_begin, and reads on. False: there is no more.
bool JsonSplitter::readMore()
{
    if (m_hasEnded)
        return false;
    // Moved to the front by hand, so that the buffer keeps its room.
    const qsizetype left = m_buffer.size() - m_begin;
    std::memmove(m_buffer.data(), m_buffer.data() + m_begin, size_t(left));
    m_buffer.resize(left);
    m_offset += m_begin;
    m_at -= m_begin;
    m_begin = 0;

    const qsizetype size = m_buffer.size();
    m_buffer.resize(size + kReadBytes);
    const qint64 count = m_device.read(m_buffer.data() + size, kReadBytes);
    m_buffer.resize(size + std::max<qint64>(count, 0));
    m_hasEnded = count <= 0;
    if (count < 0)
        m_error = m_device.errorString();
    return !m_hasEnded;
}

/// False: nothing follows.
bool JsonSplitter::skipSpace()
{
    for (;;) {
        qsizetype at = m_at;
        while (at < m_buffer.size() && isSpace(m_buffer[at]))
            ++at;
        moveTo(at);
        if (at < m_buffer.size())
            return true;
        if (!readMore())
            return false;
    }
}

/// Bytes of the value that begins at m_begin.
qsizetype JsonSplitter::findEnd()
{
    EndFinder finder;
    qsizetype length = 0;
    for (;;) {
        const char *const begin = m_buffer.constData() + m_begin;
        const char *at = begin + length;
        const auto found = finder.look(at, begin + (m_buffer.size() - m_begin));
        length = at - begin;
        m_isTooLong = length > kMaxValueBytes;
        m_isWhole = found == EndFinder::Found::End && !m_isTooLong;
        if (found != EndFinder::Found::Nothing || m_isTooLong)
            return length;
        if (!readMore())
            return m_buffer.size() - m_begin;
    }
}

/// As much of what is no value as it takes to say so.
qsizetype JsonSplitter::lengthOfOther()
{
    constexpr qsizetype kEnough = 64;
    m_isWhole = false;
    while (m_buffer.size() - m_begin < kEnough && readMore()) { }
    const qsizetype lineEnd = m_buffer.indexOf('\n', m_begin);
    const qsizetype length = (lineEnd < 0 ? m_buffer.size() : lineEnd) - m_begin;
    return std::min(length, kEnough);
}

} // namespace sendscope::exchange
