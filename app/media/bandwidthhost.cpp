#include "app/media/bandwidthhost.h"

#include "app/net/origin.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::media {
namespace {

/// "..", also where it is coded: a server may resolve it to something that is no file.
bool leadsElsewhere(const QString &path)
{
    static const QRegularExpression separator(u"[/\\\\]"_s);
    const QString decoded = QString::fromUtf8(QByteArray::fromPercentEncoding(path.toLatin1()));
    const QStringList parts = decoded.split(separator);
    return std::any_of(parts.begin(), parts.end(), [](const QString &part) {
        return part == u"." || part == u".." || part.contains(u'%');
    });
}

} // namespace

bool BandwidthHost::holds(const QUrl &url) const
{
    static const QRegularExpression file(
        QRegularExpression::anchoredPattern(u"/api/v2/users/(?!%7B)[^/]+/media/.+"_s));
    const auto usable = net::usableUrl(url);
    if (!usable || net::originOf(*usable) != net::originOf(media))
        return false;
    const QString path = usable->path(QUrl::FullyEncoded);
    return file.match(path).hasMatch() && !leadsElsewhere(path);
}

bool BandwidthHost::holds(const QString &url) const
{
    return holds(QUrl(url));
}

} // namespace sendscope::media
