#include "app/exchange/headlines.h"

namespace sendscope::exchange {

QByteArrayView withoutFirstLine(QByteArrayView head)
{
    event::takeLine(head);
    return head;
}

RequestLine requestLineOf(QByteArrayView head)
{
    const QByteArrayView line = event::takeLine(head);
    const qsizetype space = line.indexOf(' ');
    if (space < 0)
        return {line, {}};
    const QByteArrayView rest = line.sliced(space + 1);
    const qsizetype version = rest.lastIndexOf(' ');
    return {line.first(space), version < 0 ? rest : rest.first(version)};
}

} // namespace sendscope::exchange
