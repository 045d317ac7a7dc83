#pragma once

#include <QByteArrayView>
#include <QString>

namespace sendscope::ui {

/// "00 0d ff": two digits a byte, parted by spaces. For copying and for the test that reads a row.
QString hexText(QByteArrayView bytes);

/// One byte as a character: printable ASCII as it is, anything else as a middle dot.
QChar byteCharacter(char byte);

/// "0001f4": as many digits as the largest offset of so many bytes needs, at least four.
QString hexOffset(qint64 offset, qint64 size);

/// 16 where so many characters fit beside the offset, else 8, else 4.
int hexBytesPerRow(int characters, qint64 size);

} // namespace sendscope::ui
