#include "app/net/origin.h"

using namespace Qt::StringLiterals;

namespace sendscope::net {
namespace {

int usualPort(const QUrl &url)
{
    return url.scheme() == u"https" ? 443 : 80;
}

/// Host and, where it is not the usual one, port.
QString authority(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded);
    if (host.contains(u':'))
        host = u'[' + host + u']';
    const int port = url.port(usualPort(url));
    return port == usualPort(url) ? host : host + u':' + QString::number(port);
}

} // namespace

QString originOf(const QUrl &url)
{
    return url.scheme() + u"://"_s + authority(url);
}

QByteArray hostFieldOf(const QUrl &url)
{
    return authority(url).toLatin1();
}

base::Result<QUrl> usableUrl(const QUrl &url)
{
    const QUrl usable = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    const bool isWeb = usable.scheme() == u"http" || usable.scheme() == u"https";
    if (!usable.isValid() || !isWeb || usable.host().isEmpty() || usable.port() == 0) {
        return base::Error{base::Error::Code::InvalidInput,
                           {usable.toDisplayString(), u"an http or https URL"_s}};
    }
    return usable;
}

base::Result<QUrl> redirectTarget(const QUrl &from, QByteArrayView location)
{
    const auto target = usableUrl(from.resolved(QUrl::fromEncoded(location.toByteArray())));
    if (!target)
        return target;
    if (from.scheme() == u"https" && target->scheme() != u"https") {
        return base::Error{base::Error::Code::TlsFailed,
                           {originOf(*target), u"the host sends on from https to http"_s}};
    }
    return target;
}

} // namespace sendscope::net
