#include "app/media/bytecount.h"

#include <QLocale>

namespace sendscope::media {

QString byteCount(qint64 bytes)
{
    const QLocale locale;
    if (bytes >= 1'000'000) {
        const double millions = double(bytes) / 1e6;
        const bool isRound = bytes % 1'000'000 == 0;
        return QStringLiteral("%1 MB").arg(locale.toString(millions, 'f', isRound ? 0 : 1));
    }
    if (bytes >= 1'000)
        return QStringLiteral("%1 kB").arg(locale.toString(double(bytes) / 1e3, 'f', 0));
    return QStringLiteral("%1 bytes").arg(bytes);
}

} // namespace sendscope::media
