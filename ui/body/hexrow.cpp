#include "ui/body/hexrow.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

int offsetDigits(qint64 size)
{
    return std::max(4, int(QString::number(std::max<qint64>(0, size - 1), 16).size()));
}

} // namespace

QString hexText(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex(bytes.size() > 1 ? ' ' : '\0'));
}

QChar byteCharacter(char byte)
{
    return byte >= 0x20 && byte < 0x7F ? QChar::fromLatin1(byte) : QChar(0x00B7);
}

QString hexOffset(qint64 offset, qint64 size)
{
    return QString::number(offset, 16).rightJustified(offsetDigits(size), u'0');
}

int hexBytesPerRow(int characters, qint64 size)
{
    // A byte takes two digits, a gap and its character; every fourth gap is wider by half a cell.
    for (const int bytes : {16, 8}) {
        if (offsetDigits(size) + 2 + bytes * 4 + bytes / 4 + 1 <= characters)
            return bytes;
    }
    return 4;
}

} // namespace sendscope::ui
