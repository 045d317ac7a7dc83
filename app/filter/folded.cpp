#include "app/filter/filter.h"

#include <QChar>

#include <algorithm>

namespace sendscope::filter {
namespace {

bool isContinuation(char c)
{
    return (quint8(c) & 0xC0) == 0x80;
}

/// How many bytes the character has that begins there: 1 for ASCII and for what begins no
/// character.
qsizetype sizeOfCharacter(QByteArrayView text)
{
    const auto lead = quint8(text.front());
    const qsizetype size = lead < 0xC2 ? 1
        : lead < 0xE0                  ? 2
        : lead < 0xF0                  ? 3
        : lead < 0xF5                  ? 4
                                       : 1;
    if (size > text.size() || !std::all_of(text.begin() + 1, text.begin() + size, isContinuation))
        return 1;
    return size;
}

char32_t decoded(QByteArrayView character)
{
    auto result = char32_t(quint8(character.front())) & (0x7FU >> character.size());
    for (const char c : character.sliced(1))
        result = result << 6 | (char32_t(quint8(c)) & 0x3F);
    return result;
}

void appendEncoded(QByteArray &out, char32_t c)
{
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        out += char(0xC0 | c >> 6);
        out += char(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += char(0xE0 | c >> 12);
        out += char(0x80 | (c >> 6 & 0x3F));
        out += char(0x80 | (c & 0x3F));
    } else {
        out += char(0xF0 | c >> 18);
        out += char(0x80 | (c >> 12 & 0x3F));
        out += char(0x80 | (c >> 6 & 0x3F));
        out += char(0x80 | (c & 0x3F));
    }
}

} // namespace

QByteArray folded(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size());
    while (!text.isEmpty()) {
        const qsizetype size = sizeOfCharacter(text);
        if (size == 1) {
            const char c = text.front();
            result += c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
        } else {
            const char32_t was = decoded(text.first(size));
            const char32_t is = QChar::toCaseFolded(was);
            if (is == was)
                result += text.first(size);
            else
                appendEncoded(result, is);
        }
        text = text.sliced(size);
    }
    return result;
}

} // namespace sendscope::filter
