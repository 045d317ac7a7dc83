#pragma once

#include <QByteArrayView>
#include <QChar>

namespace sendscope::filter {

/// 0 to 9 and no other script's.
constexpr bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Without a branch in its loop: it is asked of every value there is.
constexpr bool isAscii(QByteArrayView text)
{
    unsigned char all = 0;
    for (const char c : text)
        all |= static_cast<unsigned char>(c);
    return all < 0x80;
}

} // namespace sendscope::filter
