#include "app/filter/needle.h"

#include <array>
#include <cstring>

namespace sendscope::filter {
namespace {

// Sixteen bytes at once. The extension is that of g++ and clang on every processor, and becomes
// plain code where there are no vectors.
using Bytes = quint8 __attribute__((vector_size(16)));
constexpr qsizetype kBytes = sizeof(Bytes);

Bytes repeated(char c)
{
    Bytes bytes;
    std::memset(&bytes, quint8(c), sizeof bytes);
    return bytes;
}

Bytes loaded(const char *place)
{
    Bytes bytes;
    std::memcpy(&bytes, place, sizeof bytes);
    return bytes;
}

template <typename Vector>
bool isAnySet(Vector bytes)
{
    quint64 halves[2];
    static_assert(sizeof halves == sizeof bytes);
    std::memcpy(halves, &bytes, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

} // namespace

Needle::Needle(QByteArray folded)
    : m_text(std::move(folded))
{
    for (const char c : m_text)
        m_caseBits += c >= 'a' && c <= 'z' ? '\x20' : '\0';
}

qsizetype Needle::find(QByteArrayView text, qsizetype from) const
{
    const qsizetype size = m_text.size();
    if (size == 0)
        return from <= text.size() ? from : -1;

    // Places where both the first and the last byte fit are few; only there all of it is compared.
    const qsizetype last = size - 1;
    const Bytes firstBits = repeated(m_caseBits.front());
    const Bytes firstByte = repeated(m_text.front());
    const Bytes lastBits = repeated(m_caseBits.back());
    const Bytes lastByte = repeated(m_text.back());

    const char *const begin = text.data();
    qsizetype at = from;
    for (; at + last + kBytes <= text.size(); at += kBytes) {
        const auto fits = ((loaded(begin + at) | firstBits) == firstByte)
            & ((loaded(begin + at + last) | lastBits) == lastByte);
        if (!isAnySet(fits))
            continue;
        std::array<quint8, sizeof(Bytes)> places;
        std::memcpy(places.data(), &fits, sizeof fits);
        for (qsizetype i = 0; i < kBytes; ++i) {
            if (places[size_t(i)] && isAt(begin + at + i))
                return at + i;
        }
    }
    for (; at + last < text.size(); ++at) {
        if (isAt(begin + at))
            return at;
    }
    return -1;
}

bool Needle::isAt(const char *place) const
{
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        if (char(place[i] | m_caseBits[i]) != m_text[i])
            return false;
    }
    return true;
}

} // namespace sendscope::filter
