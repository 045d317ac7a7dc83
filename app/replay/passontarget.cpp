#include "app/replay/passontarget.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkInterface>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PassOnTarget)
};

base::Error unusable(const QString &text, const QString &right)
{
    return {base::Error::Code::InvalidInput, {text, right}};
}

bool isThisMachine(const QString &host)
{
    if (host == "localhost"_L1 || host.endsWith(".localhost"_L1))
        return true;
    const QHostAddress address(host);
    return address.isLoopback() || address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6)
        || QNetworkInterface::allAddresses().contains(address);
}

} // namespace

base::Result<QUrl> parsePassOnTarget(const QString &text)
{
    const QString typed = text.trimmed();
    const QUrl url(typed.contains("://"_L1) ? typed : "http://"_L1 + typed, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (typed.isEmpty() || !url.isValid() || !isWeb || url.host().isEmpty())
        return unusable(typed, Words::tr("an address such as http://localhost:3000/hook"));
    if (!url.userInfo().isEmpty())
        return unusable(url.toDisplayString(QUrl::RemoveUserInfo),
                        Words::tr("an address without user name and password"));
    return url;
}

base::Result<void> checkLeadsElsewhere(const QUrl &target, const std::vector<quint16> &ownPorts)
{
    const int port = target.port(target.scheme() == "https"_L1 ? kHttpsPort : kHttpPort);
    const bool isOwnPort = std::find(ownPorts.begin(), ownPorts.end(), port) != ownPorts.end();
    if (!isOwnPort || !isThisMachine(target.host()))
        return {};
    return unusable(target.toDisplayString(),
                    Words::tr("another address, for Sendscope itself listens there, and what is "
                              "passed on would come back."));
}

} // namespace sendscope::replay
