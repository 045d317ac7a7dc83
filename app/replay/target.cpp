#include "app/replay/target.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkInterface>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

struct TargetWords
{
    Q_DECLARE_TR_FUNCTIONS(Target)
};

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

base::Result<QUrl> parseTarget(const QString &text)
{
    const QString typed = text.trimmed();
    const QUrl url(typed.contains("://"_L1) ? typed : "http://"_L1 + typed, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (typed.isEmpty() || !url.isValid() || !isWeb || url.host().isEmpty()) {
        return base::Error{
            base::Error::Code::InvalidInput,
            {text, TargetWords::tr("an address such as http://localhost:3000/hook")}};
    }
    return url;
}

int portOf(const QUrl &target)
{
    return target.port(target.scheme() == "https"_L1 ? kHttpsPort : kHttpPort);
}

bool leadsToUs(const QUrl &target, const std::vector<quint16> &ownPorts)
{
    const bool isOwnPort =
        std::find(ownPorts.begin(), ownPorts.end(), portOf(target)) != ownPorts.end();
    return isOwnPort && isThisMachine(target.host());
}

} // namespace sendscope::replay
