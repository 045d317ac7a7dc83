#pragma once

#include <QByteArrayView>
#include <QString>

namespace sendscope::media {

enum class FileType {
    Png,
    Jpeg,
    Gif,
    Webp,
    Bmp,
    Tiff,
    Svg,
    Text,
    Xml,
    Vcard,
    Video,
    Audio,
    Pdf,
    Html,
    Unknown
};

/// What a file is, by content alone: neither its name nor what its host says counts.
FileType sniff(QByteArrayView bytes);

/// The usual name of a type: "PNG", "vCard"; for Unknown empty.
QString typeName(FileType type);

/// A name under which a file may be saved: the last part of the URL, made harmless, at most 120
/// bytes, with an extension of the type that was found; "bin" for Unknown.
QString safeFileName(const QString &url, FileType type);

} // namespace sendscope::media
