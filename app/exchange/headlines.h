#pragma once

#include "app/event/headtext.h"

namespace sendscope::exchange {

/// The parts of a request line that people read; empty where it has none.
struct RequestLine
{
    QByteArrayView method;
    QByteArrayView target;
};

/// Borrows the head, which may be any bytes.
RequestLine requestLineOf(QByteArrayView head);

/// What stands after the first line end.
QByteArrayView withoutFirstLine(QByteArrayView head);

/// Calls back with the name and the value of each field up to an empty line, as
/// event::HeaderList reads them, but copies nothing.
template <typename OnField>
void forEachField(QByteArrayView lines, OnField onField)
{
    while (!lines.isEmpty()) {
        const QByteArrayView line = event::takeLine(lines);
        if (line.isEmpty())
            return;
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            onField(line, QByteArrayView());
        else
            onField(line.first(colon), event::withoutBlanks(line.sliced(colon + 1)));
    }
}

} // namespace sendscope::exchange
