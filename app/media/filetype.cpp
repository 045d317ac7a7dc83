#include "app/media/filetype.h"

#include <QList>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::media {
namespace {

constexpr qsizetype kMaxNameBytes = 120;

struct Signature
{
    QByteArrayView bytes;
    qsizetype offset;
    FileType type;
};

template <size_t Size>
constexpr QByteArrayView raw(const char (&bytes)[Size])
{
    return {bytes, qsizetype(Size) - 1};
}

constexpr auto kSignatures = std::to_array<Signature>({
    {raw("\x89PNG\r\n\x1a\n"), 0, FileType::Png},
    {raw("\xff\xd8\xff"), 0, FileType::Jpeg},
    {raw("GIF87a"), 0, FileType::Gif},
    {raw("GIF89a"), 0, FileType::Gif},
    {raw("II*\0"), 0, FileType::Tiff},
    {raw("MM\0*"), 0, FileType::Tiff},
    {raw("%PDF-"), 0, FileType::Pdf},
    {raw("\x1a\x45\xdf\xa3"), 0, FileType::Video},                 // Matroska, WebM
    {raw("\x30\x26\xb2\x75\x8e\x66\xcf\x11"), 0, FileType::Video}, // Windows Media
    {raw("\0\0\1\xba"), 0, FileType::Video},                       // MPEG
    {raw("\0\0\1\xb3"), 0, FileType::Video},
    {raw("FLV\1"), 0, FileType::Video},
    {raw("ID3"), 0, FileType::Audio}, // MP3
    {raw("\xff\xfb"), 0, FileType::Audio},
    {raw("\xff\xf3"), 0, FileType::Audio},
    {raw("\xff\xf2"), 0, FileType::Audio},
    {raw("\xff\xf1"), 0, FileType::Audio}, // AAC
    {raw("\xff\xf9"), 0, FileType::Audio},
    {raw("#!AMR"), 0, FileType::Audio},
    {raw("fLaC"), 0, FileType::Audio},
    {raw("MThd"), 0, FileType::Audio},
});

/// What may follow "RIFF" and a length, and "ftyp" after one.
constexpr auto kRiffKinds = std::to_array<Signature>({
    {raw("WEBP"), 8, FileType::Webp},
    {raw("WAVE"), 8, FileType::Audio},
    {raw("AVI "), 8, FileType::Video},
});

constexpr auto kBrands = std::to_array<Signature>({
    {raw("M4A "), 8, FileType::Audio},
    {raw("M4B "), 8, FileType::Audio},
    {raw("heic"), 8, FileType::Heic},
    {raw("heix"), 8, FileType::Heic},
    {raw("heif"), 8, FileType::Heic},
    {raw("mif1"), 8, FileType::Heic},
    {raw("msf1"), 8, FileType::Heic},
    {raw("avif"), 8, FileType::Heic},
});

bool hasAt(QByteArrayView bytes, qsizetype offset, QByteArrayView part)
{
    return bytes.size() >= offset + part.size() && bytes.sliced(offset, part.size()) == part;
}

template <typename Table>
FileType find(const Table &table, QByteArrayView bytes, FileType otherwise)
{
    const auto entry =
        std::find_if(table.begin(), table.end(), [bytes](const Signature &signature) {
            return hasAt(bytes, signature.offset, signature.bytes);
        });
    return entry == table.end() ? otherwise : entry->type;
}

/// "BM" alone begins many a text, so the header's length is looked at as well.
bool isBmp(QByteArrayView bytes)
{
    constexpr auto kHeaderLengths = std::to_array<char>({12, 40, 52, 56, 64, 108, 124});
    return hasAt(bytes, 0, "BM") && hasAt(bytes, 15, raw("\0\0\0"))
        && std::find(kHeaderLengths.begin(), kHeaderLengths.end(), bytes[14])
        != kHeaderLengths.end();
}

FileType sniffOgg(QByteArrayView bytes)
{
    return hasAt(bytes, 28, raw("\x80theora")) ? FileType::Video : FileType::Audio;
}

bool begins(QByteArrayView text, QByteArrayView word)
{
    return text.size() >= word.size()
        && text.first(word.size()).compare(word, Qt::CaseInsensitive) == 0;
}

QByteArrayView withoutSpace(QByteArrayView text)
{
    const auto isSpace = [](char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
    };
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    return text;
}

/// What comes after \p end; nothing where that does not occur.
QByteArrayView after(QByteArrayView text, QByteArrayView end)
{
    const qsizetype at = text.indexOf(end);
    return at < 0 ? QByteArrayView() : text.sliced(at + end.size());
}

/// The text from the first element on, past declarations and comments.
QByteArrayView firstElement(QByteArrayView text)
{
    for (text = withoutSpace(text); text.startsWith('<'); text = withoutSpace(text)) {
        if (text.startsWith("<!--"))
            text = after(text, "-->");
        else if (text.startsWith("<?"))
            text = after(text, "?>");
        else if (text.startsWith("<!"))
            text = after(text, ">");
        else
            break;
    }
    return text;
}

bool isText(QByteArrayView bytes)
{
    const auto isBinary = [](char c) {
        return quint8(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    };
    return !bytes.isEmpty() && bytes.isValidUtf8()
        && std::none_of(bytes.begin(), bytes.end(), isBinary);
}

FileType sniffText(QByteArrayView bytes)
{
    if (!isText(bytes))
        return FileType::Unknown;
    if (bytes.startsWith(raw("\xef\xbb\xbf")))
        bytes = bytes.sliced(3);
    const QByteArrayView text = withoutSpace(bytes);
    if (begins(text, "BEGIN:VCARD"))
        return FileType::Vcard;
    if (begins(text, "<!doctype html"))
        return FileType::Html;
    const QByteArrayView element = firstElement(text);
    for (const QByteArrayView name : {"<html", "<head", "<body", "<script", "<title", "<meta"}) {
        if (begins(element, name))
            return FileType::Html;
    }
    if (begins(element, "<svg"))
        return FileType::Svg;
    if (begins(element, "<smil"))
        return FileType::Smil;
    const bool isElement =
        element.size() > 1 && element[0] == '<' && QChar::isLetter(uint(quint8(element[1])));
    return isElement || text.startsWith("<?xml") ? FileType::Xml : FileType::Text;
}

/// The extensions a type may have; the first is given to a file that has none of them.
QStringList extensions(FileType type)
{
    switch (type) {
    case FileType::Png:
        return {u"png"_s};
    case FileType::Jpeg:
        return {u"jpg"_s, u"jpeg"_s};
    case FileType::Gif:
        return {u"gif"_s};
    case FileType::Webp:
        return {u"webp"_s};
    case FileType::Bmp:
        return {u"bmp"_s};
    case FileType::Tiff:
        return {u"tiff"_s, u"tif"_s};
    case FileType::Heic:
        return {u"heic"_s, u"heif"_s, u"avif"_s};
    case FileType::Svg:
        return {u"svg"_s};
    case FileType::Text:
        return {u"txt"_s, u"csv"_s, u"ics"_s, u"json"_s};
    case FileType::Xml:
        return {u"xml"_s};
    case FileType::Smil:
        return {u"smil"_s, u"smi"_s, u"xml"_s};
    case FileType::Vcard:
        return {u"vcf"_s};
    case FileType::Video:
        return {u"mp4"_s, u"3gp"_s,  u"avi"_s, u"flv"_s, u"m4v"_s,  u"mkv"_s,
                u"mov"_s, u"mpeg"_s, u"mpg"_s, u"ogv"_s, u"webm"_s, u"wmv"_s};
    case FileType::Audio:
        return {u"mp3"_s, u"aac"_s, u"amr"_s, u"flac"_s, u"m4a"_s,
                u"mid"_s, u"oga"_s, u"ogg"_s, u"opus"_s, u"wav"_s};
    case FileType::Pdf:
        return {u"pdf"_s};
    case FileType::Html:
        return {u"html"_s, u"htm"_s};
    case FileType::Unknown:
        break;
    }
    return {u"bin"_s};
}

/// Not as it is: what means something in a path, to a shell's listing or to the eye.
bool isHarmful(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // those that turn text round, or show nothing
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return c == QChar::ReplacementCharacter
            || (c < 0x80 && QByteArrayView("/\\:*?\"<>|").contains(char(c)));
    }
}

QString harmless(const QString &name)
{
    QString kept;
    for (const char32_t c : name.toUcs4())
        kept += isHarmful(c) ? QString(u'_') : QString::fromUcs4(&c, 1);
    return kept;
}

/// Cuts what Windows takes off the end, and what hides a file or makes it an option at the front.
QString trimmed(QString name)
{
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    const auto isKept = [](QChar c) { return c != u'.' && c != u'-' && c != u' '; };
    name.remove(0, std::find_if(name.begin(), name.end(), isKept) - name.begin());
    return name;
}

bool isDevice(const QString &stem)
{
    const QString name = stem.section(u'.', 0, 0).trimmed().toUpper();
    const bool isNumbered = name.size() == 4 && (name.startsWith(u"COM") || name.startsWith(u"LPT"))
        && name[3].isDigit();
    return isNumbered || name == u"CON" || name == u"PRN" || name == u"AUX" || name == u"NUL";
}

/// The last part of the path, decoded.
QString nameIn(const QString &url)
{
    const QString path = QUrl(url).path(QUrl::FullyEncoded);
    const QString last = path.sliced(path.lastIndexOf(u'/') + 1);
    return QString::fromUtf8(QByteArray::fromPercentEncoding(last.toLatin1()));
}

/// Takes the extension off \p name, if it has one.
QString takeExtension(QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    if (dot <= 0 || name.size() - dot > 6)
        return {};
    const QString extension = name.sliced(dot + 1).toLower();
    name.truncate(dot);
    return extension;
}

} // namespace

FileType sniff(QByteArrayView bytes)
{
    if (const FileType type = find(kSignatures, bytes, FileType::Unknown);
        type != FileType::Unknown)
        return type;
    if (hasAt(bytes, 0, "RIFF"))
        return find(kRiffKinds, bytes, FileType::Unknown);
    if (hasAt(bytes, 4, "ftyp"))
        return find(kBrands, bytes, FileType::Video);
    if (hasAt(bytes, 0, "OggS"))
        return sniffOgg(bytes);
    return isBmp(bytes) ? FileType::Bmp : sniffText(bytes);
}

QString typeName(FileType type)
{
    switch (type) {
    case FileType::Png:
        return u"PNG"_s;
    case FileType::Jpeg:
        return u"JPEG"_s;
    case FileType::Gif:
        return u"GIF"_s;
    case FileType::Webp:
        return u"WebP"_s;
    case FileType::Bmp:
        return u"BMP"_s;
    case FileType::Tiff:
        return u"TIFF"_s;
    case FileType::Heic:
        return u"HEIC"_s;
    case FileType::Svg:
        return u"SVG"_s;
    case FileType::Text:
        return u"Text"_s;
    case FileType::Xml:
        return u"XML"_s;
    case FileType::Smil:
        return u"SMIL"_s;
    case FileType::Vcard:
        return u"vCard"_s;
    case FileType::Video:
        return u"Video"_s;
    case FileType::Audio:
        return u"Audio"_s;
    case FileType::Pdf:
        return u"PDF"_s;
    case FileType::Html:
        return u"HTML"_s;
    case FileType::Unknown:
        break;
    }
    return {};
}

QByteArray mimeType(FileType type)
{
    switch (type) {
    case FileType::Png:
        return "image/png"_ba;
    case FileType::Jpeg:
        return "image/jpeg"_ba;
    case FileType::Gif:
        return "image/gif"_ba;
    case FileType::Webp:
        return "image/webp"_ba;
    case FileType::Bmp:
        return "image/bmp"_ba;
    case FileType::Tiff:
        return "image/tiff"_ba;
    case FileType::Heic:
        return "image/heic"_ba;
    case FileType::Svg:
        return "image/svg+xml"_ba;
    case FileType::Text:
        return "text/plain"_ba;
    case FileType::Xml:
        return "application/xml"_ba;
    case FileType::Smil:
        return "application/smil"_ba;
    case FileType::Vcard:
        return "text/vcard"_ba;
    case FileType::Pdf:
        return "application/pdf"_ba;
    case FileType::Html:
        return "text/html"_ba;
    case FileType::Video:
    case FileType::Audio:
    case FileType::Unknown:
        break;
    }
    return {};
}

bool isPictureType(FileType type)
{
    switch (type) {
    case FileType::Png:
    case FileType::Jpeg:
    case FileType::Gif:
    case FileType::Webp:
    case FileType::Bmp:
    case FileType::Tiff:
        return true;
    default:
        return false;
    }
}

bool isTextType(FileType type)
{
    switch (type) {
    case FileType::Svg:
    case FileType::Text:
    case FileType::Xml:
    case FileType::Smil:
    case FileType::Vcard:
    case FileType::Html:
        return true;
    default:
        return false;
    }
}

QString safeFileName(const QString &url, FileType type)
{
    QString stem = trimmed(harmless(nameIn(url)));
    QString extension = takeExtension(stem);
    const QStringList usual = extensions(type);
    if (!usual.contains(extension))
        extension = usual.first();

    while (stem.toUtf8().size() + 1 + extension.size() > kMaxNameBytes)
        stem.chop(stem.back().isLowSurrogate() ? 2 : 1);
    stem = trimmed(stem);
    if (stem.isEmpty())
        stem = u"media"_s;
    if (isDevice(stem))
        stem.prepend(u'_');
    return stem + u'.' + extension;
}

} // namespace sendscope::media
