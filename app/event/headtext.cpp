#include "app/event/headtext.h"

namespace sendscope::event {

QByteArrayView withoutBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

QByteArrayView takeLine(QByteArrayView &lines)
{
    const qsizetype end = lines.indexOf('\n');
    QByteArrayView line = end < 0 ? lines : lines.first(end);
    lines = end < 0 ? QByteArrayView() : lines.sliced(end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace sendscope::event
