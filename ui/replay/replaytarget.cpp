#include "ui/replay/replaytarget.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkInterface>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr qsizetype kMaxRecent = 10;
constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

int portOf(const QUrl &target)
{
    return target.port(target.scheme() == "https"_L1 ? kHttpsPort : kHttpPort);
}

} // namespace

base::Result<QUrl> parseReplayTarget(const QString &text)
{
    const QString typed = text.trimmed();
    const QUrl url(typed.contains("://"_L1) ? typed : "http://"_L1 + typed, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (typed.isEmpty() || !url.isValid() || !isWeb || url.host().isEmpty()) {
        return base::Error{base::Error::Code::InvalidInput,
                           {text,
                            QCoreApplication::translate(
                                "ReplayTarget", "an address such as http://localhost:3000/hook")}};
    }
    return url;
}

bool isOwnAddress(const QUrl &target, const std::vector<quint16> &ownPorts)
{
    const int port = portOf(target);
    if (std::find(ownPorts.begin(), ownPorts.end(), port) == ownPorts.end())
        return false;

    const QString host = target.host();
    if (host == "localhost"_L1 || host.endsWith(".localhost"_L1))
        return true;
    const QHostAddress address(host);
    return address.isLoopback() || address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6)
        || QNetworkInterface::allAddresses().contains(address);
}

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    return one.scheme() == other.scheme() && one.host() == other.host()
        && portOf(one) == portOf(other);
}

QStringList withRecentTarget(QStringList targets, const QString &target)
{
    targets.removeAll(target);
    targets.prepend(target);
    return targets.first(std::min(targets.size(), kMaxRecent));
}

} // namespace sendscope::ui
