#include "app/media/messagemedia.h"

#include "app/media/bandwidthhost.h"

#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::media {
namespace {

constexpr auto kTollFreeCodes =
    std::to_array<QByteArrayView>({"800", "833", "844", "855", "866", "877", "888"});

} // namespace

MessageMedia mediaOf(const bandwidth::EventFacts &facts, base::UtcTime arrived)
{
    MessageMedia media;
    for (const QByteArray &url : facts.media)
        media.urls += QString::fromUtf8(url);
    std::stable_partition(media.urls.begin(), media.urls.end(),
                          [](const QString &url) { return !isArrangement(url); });
    media.time = facts.time.value_or(arrived);
    media.isOutbound = facts.direction == "out";
    media.isTollFree = isTollFreeNumber(facts.ours);
    media.isRich = facts.channel.compare("RBM", Qt::CaseInsensitive) == 0;
    return media;
}

bool isArrangement(const QString &url)
{
    const QString path = QUrl(url).path();
    const QStringList endings{u".smil"_s, u".smi"_s, u".xml"_s};
    return std::any_of(endings.begin(), endings.end(), [&path](const QString &ending) {
        return path.endsWith(ending, Qt::CaseInsensitive);
    });
}

bool isTollFreeNumber(QByteArrayView number)
{
    return number.size() == 12 && number.startsWith("+1")
        && std::find(kTollFreeCodes.begin(), kTollFreeCodes.end(), number.sliced(2, 3))
        != kTollFreeCodes.end();
}

base::UtcTime expiryOf(const MessageMedia &media)
{
    return media.time + kBandwidthKeeps;
}

} // namespace sendscope::media
