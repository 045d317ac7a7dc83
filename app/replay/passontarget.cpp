#include "app/replay/passontarget.h"

#include "app/replay/target.h"

#include <QCoreApplication>

namespace sendscope::replay {
namespace {

struct PassOnWords
{
    Q_DECLARE_TR_FUNCTIONS(PassOnTarget)
};

base::Error unusable(const QString &text, const QString &right)
{
    return {base::Error::Code::InvalidInput, {text, right}};
}

} // namespace

base::Result<QUrl> parsePassOnTarget(const QString &text)
{
    const auto url = parseTarget(text.trimmed());
    if (url && !url->userInfo().isEmpty())
        return unusable(url->toDisplayString(QUrl::RemoveUserInfo),
                        PassOnWords::tr("an address without user name and password"));
    return url;
}

base::Result<void> checkLeadsElsewhere(const QUrl &target, const std::vector<quint16> &ownPorts)
{
    if (!leadsToUs(target, ownPorts))
        return {};
    return unusable(
        target.toDisplayString(),
        PassOnWords::tr("another address, for Sendscope itself listens there, and what is "
                        "passed on would come back."));
}

} // namespace sendscope::replay
