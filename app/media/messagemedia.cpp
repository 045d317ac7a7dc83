#include "app/media/messagemedia.h"

#include "app/bandwidth/tollfree.h"
#include "app/media/bandwidthhost.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::media {

MessageMedia mediaOf(const bandwidth::EventFacts &facts, base::UtcTime arrived)
{
    MessageMedia media;
    for (const QByteArray &url : facts.media)
        media.urls += QString::fromUtf8(url);
    std::stable_partition(media.urls.begin(), media.urls.end(),
                          [](const QString &url) { return !isArrangement(url); });
    media.time = facts.time.value_or(arrived);
    media.isOutbound = facts.direction == "out";
    media.isTollFree = bandwidth::isTollFreeNumber(facts.ours);
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

base::UtcTime expiryOf(const MessageMedia &media)
{
    return media.time + kBandwidthKeeps;
}

} // namespace sendscope::media
