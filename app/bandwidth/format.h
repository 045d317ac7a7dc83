#pragma once

#include <QByteArrayView>

namespace sendscope::bandwidth {

/// The formats that the documented schema names for a text. Texts are UTF-8, decoded.
enum class Format : quint8 {
    Any,
    DateTime, ///< RFC 3339, with a zone: 2020-06-25T18:42:36.979Z
    Uri,      ///< RFC 3986, absolute. The braces of Bandwidth's own examples ({accountId}) pass.
    Base64,   ///< RFC 4648, section 4, with its padding.
    Decimal,  ///< A number: 37.7749
    Integer,  ///< Digits, mostly spelled as a number.
};

/// Takes no memory.
bool isOfFormat(QByteArrayView text, Format format);

} // namespace sendscope::bandwidth
