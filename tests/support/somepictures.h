#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QColor>
#include <QImage>
#include <QSize>
#include <QtEndian>

namespace sendscope::tests {

/// A picture of one colour, in a format that Qt writes.
inline QByteArray picture(const char *format, QSize size, const QColor &colour = Qt::red,
                          int quality = -1)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, quality);
    return bytes;
}

/// A GIF of one red pixel that has this many frames, each shown for a tenth of a second; Qt writes
/// none.
inline QByteArray gif(int frames)
{
    QByteArray bytes = QByteArray::fromHex("47494638396101000100800000ff0000ffffff");
    if (frames > 1)
        bytes += QByteArray::fromHex("21ff0b4e45545343415045322e300301000000");
    for (int i = 0; i < frames; ++i)
        bytes += QByteArray::fromHex("21f904000a0000002c000000000100010000020244"
                                     "0100");
    return bytes + ';';
}

/// A WebP that moves, made of stills of one size; empty where this Qt writes no WebP.
inline QByteArray webp(QSize size, const QList<QColor> &colours)
{
    const auto number = [](quint32 value, int bytes) {
        QByteArray little(4, '\0');
        qToLittleEndian(value, little.data());
        return little.first(bytes);
    };
    const auto chunk = [&number](const QByteArray &name, const QByteArray &content) {
        return name + number(quint32(content.size()), 4) + content
            + QByteArray(content.size() % 2, '\0');
    };
    const QByteArray extent =
        number(quint32(size.width()) - 1, 3) + number(quint32(size.height()) - 1, 3);
    QByteArray body =
        chunk("VP8X", QByteArray("\x02\0\0\0", 4) + extent) + chunk("ANIM", QByteArray(6, '\0'));
    for (const QColor &colour : colours) {
        const QByteArray still = picture("webp", size, colour, 100);
        if (still.isEmpty())
            return {};
        const QByteArray frame = still.sliced(12); // without RIFF, its length and WEBP
        body += chunk("ANMF", QByteArray(6, '\0') + extent + number(80, 3) + '\0' + frame);
    }
    return "RIFF" + number(quint32(body.size()) + 4, 4) + "WEBP" + body;
}

} // namespace sendscope::tests
