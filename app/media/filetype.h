#pragma once

#include <QByteArray>
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
    Heic, ///< And its kin: HEIF, AVIF.
    Svg,
    Text,
    Xml,
    Smil,
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

/// The usual media type: "image/png". Empty for Unknown, and where one name stands for many kinds:
/// Video, Audio.
QByteArray mimeType(FileType type);

/// Whether it is decoded into a picture, where there is a decoder for it.
bool isPictureType(FileType type);

/// Whether it is shown as the text it is.
bool isTextType(FileType type);

/// A name under which a file may be saved: the last part of the URL, made harmless, at most 120
/// bytes, with an extension of the type that was found; "bin" for Unknown.
QString safeFileName(const QString &url, FileType type);

} // namespace sendscope::media
