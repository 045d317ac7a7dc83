#include "app/exchange/headlines.h"

namespace sendscope::exchange {

QByteArrayView takeLine(QByteArrayView &lines)
{
    const qsizetype end = lines.indexOf('\n');
    QByteArrayView line = end < 0 ? lines : lines.first(end);
    lines = end < 0 ? QByteArrayView() : lines.sliced(end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

QByteArrayView withoutFirstLine(QByteArrayView head)
{
    takeLine(head);
    return head;
}

QByteArrayView withoutSpace(QByteArrayView value)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!value.isEmpty() && isSpace(value.front()))
        value = value.sliced(1);
    while (!value.isEmpty() && isSpace(value.back()))
        value.chop(1);
    return value;
}

RequestLine requestLineOf(QByteArrayView head)
{
    const QByteArrayView line = takeLine(head);
    const qsizetype space = line.indexOf(' ');
    if (space < 0)
        return {line, {}};
    const QByteArrayView rest = line.sliced(space + 1);
    const qsizetype version = rest.lastIndexOf(' ');
    return {line.first(space), version < 0 ? rest : rest.first(version)};
}

} // namespace sendscope::exchange
