#include "ui/media/medialook.h"

#include "ui/widgets/valueformat.h"

#include <QCoreApplication>
#include <QStringList>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::ui {
namespace {

using media::Fetched;
using media::FileType;

struct LookWords
{
    Q_DECLARE_TR_FUNCTIONS(Media)
};

Icon iconOf(FileType type)
{
    switch (type) {
    case FileType::Png:
    case FileType::Jpeg:
    case FileType::Gif:
    case FileType::Webp:
    case FileType::Bmp:
    case FileType::Tiff:
    case FileType::Heic:
    case FileType::Svg:
        return Icon::Image;
    case FileType::Text:
    case FileType::Xml:
    case FileType::Smil:
    case FileType::Pdf:
    case FileType::Html:
        return Icon::Text;
    case FileType::Vcard:
        return Icon::Contact;
    case FileType::Video:
        return Icon::Video;
    case FileType::Audio:
        return Icon::Sound;
    case FileType::Unknown:
        break;
    }
    return Icon::Other;
}

Icon iconByEnding(const QString &name)
{
    static const QList<std::pair<Icon, QStringList>> endings{
        {Icon::Image,
         {u".jpg"_s, u".jpeg"_s, u".png"_s, u".gif"_s, u".webp"_s, u".bmp"_s, u".heic"_s, u".tif"_s,
          u".tiff"_s, u".svg"_s}},
        {Icon::Video, {u".mp4"_s, u".3gp"_s, u".mov"_s, u".webm"_s, u".m4v"_s}},
        {Icon::Sound, {u".mp3"_s, u".amr"_s, u".wav"_s, u".ogg"_s, u".m4a"_s, u".aac"_s}},
        {Icon::Contact, {u".vcf"_s, u".vcard"_s}},
        {Icon::Text,
         {u".txt"_s, u".xml"_s, u".smil"_s, u".smi"_s, u".html"_s, u".pdf"_s, u".csv"_s}},
    };
    for (const auto &[icon, ends] : endings) {
        for (const QString &end : ends) {
            if (name.endsWith(end, Qt::CaseInsensitive))
                return icon;
        }
    }
    return Icon::Other;
}

} // namespace

Icon mediaIcon(const QString &url, const MediaItem &item)
{
    const Icon known = iconOf(item.fetched.type);
    return known == Icon::Other ? iconByEnding(mediaName(url)) : known;
}

QString mediaName(const QString &url)
{
    const QString path = QUrl(url).path(QUrl::FullyDecoded);
    const QString last = path.mid(path.lastIndexOf(u'/') + 1);
    return onOneLine(last.isEmpty() ? url : last);
}

QString mediaFacts(const MediaItem &item)
{
    if (item.fetched.state != Fetched::State::Ready
        || (item.phase != MediaItem::Phase::Done && item.phase != MediaItem::Phase::Decoding))
        return {};

    QStringList facts;
    const QString type = media::typeName(item.fetched.type);
    const QString said = QString::fromLatin1(item.fetched.contentType.left(60));
    if (!type.isEmpty())
        facts += type;
    else
        facts += said.isEmpty() ? LookWords::tr("unknown kind")
                                : LookWords::tr("%1, says the host").arg(onOneLine(said));
    if (!item.picture.original.isEmpty())
        facts += LookWords::tr("%L1 × %L2")
                     .arg(item.picture.original.width())
                     .arg(item.picture.original.height());
    const auto frames = int(item.picture.frames.size());
    if (frames > 0 && frames < item.picture.frameCount)
        facts += LookWords::tr("%L1 of %L2 frames").arg(frames).arg(item.picture.frameCount);
    else if (frames > 0)
        facts += LookWords::tr("%L1 frames").arg(frames);
    facts += sizeText(item.fetched.bytes.size());
    return facts.join(u", "_s);
}

QString mediaLasting(const QString &url, const MediaItem &item, const media::MessageMedia &message,
                     const media::BandwidthHost &bandwidth, base::UtcTime now)
{
    if (item.isKept)
        return LookWords::tr("kept");
    if (!bandwidth.holds(url))
        return {};
    const auto left = media::expiryOf(message) - now;
    if (left <= 0s)
        return item.isReady() ? LookWords::tr("not kept") : LookWords::tr("expired");
    return left >= 2h ? LookWords::tr("expires in %1 h").arg(left / 1h)
                      : LookWords::tr("expires in %1 min").arg(left / 1min);
}

QString mediaSentence(const MediaItem &item)
{
    if (item.phase != MediaItem::Phase::Done)
        return {};
    if (item.fetched.state != Fetched::State::Ready)
        return media::sentence(item.fetched);
    if (item.fetched.bytes.isEmpty())
        return LookWords::tr("The file is empty.");
    if (item.text)
        return {};
    const QString type = media::typeName(item.fetched.type);
    if (item.fetched.type == FileType::Heic)
        return LookWords::tr("Nothing here decodes %1. It can be saved, or opened elsewhere.")
            .arg(type);
    if (!media::isPictureType(item.fetched.type))
        return LookWords::tr("There is no preview of this kind of file. It can be saved, or opened "
                             "elsewhere.");

    switch (item.picture.state) {
    case MediaPicture::State::Ready:
        return {};
    case MediaPicture::State::TooLarge:
        return LookWords::tr("This picture is too large to be shown. It can be saved.");
    case MediaPicture::State::NoDecoder:
        return LookWords::tr("To see %1, install the package qt6-image-formats-plugins. It can be "
                             "saved, or opened elsewhere.")
            .arg(type);
    case MediaPicture::State::NotAPicture:
    case MediaPicture::State::Damaged:
        break;
    }
    return LookWords::tr("This picture could not be decoded.");
}

} // namespace sendscope::ui
