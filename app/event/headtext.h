#pragma once

#include <QByteArrayView>

namespace sendscope::event {

/// Space or tab: all the white space that HTTP knows within a line (RFC 9110, 5.6.3).
constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Without the blanks at both ends; other white space belongs to a field's value (RFC 9110, 5.5).
QByteArrayView withoutBlanks(QByteArrayView text);

/// Takes one line off the front, without its line end.
QByteArrayView takeLine(QByteArrayView &lines);

} // namespace sendscope::event
