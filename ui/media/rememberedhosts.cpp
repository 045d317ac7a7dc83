#include "ui/media/rememberedhosts.h"

#include "app/settings/settings.h"

#include <tuple>

namespace sendscope::ui {

using settings::Key;

bool RememberedHosts::contains(const QString &host) const
{
    return !host.isEmpty() && m_settings.list(Key::MediaHosts).contains(host);
}

bool RememberedHosts::mayBeLocal(const QString &host) const
{
    return !host.isEmpty() && m_settings.list(Key::MediaLocalHosts).contains(host);
}

void RememberedHosts::remember(const QString &host, bool isLocal)
{
    if (!contains(host))
        keep(Key::MediaHosts, m_settings.list(Key::MediaHosts) + QStringList(host));
    if (isLocal && !mayBeLocal(host))
        keep(Key::MediaLocalHosts, m_settings.list(Key::MediaLocalHosts) + QStringList(host));
}

void RememberedHosts::forget(const QString &host)
{
    for (const Key key : {Key::MediaHosts, Key::MediaLocalHosts}) {
        QStringList hosts = m_settings.list(key);
        if (hosts.removeAll(host) > 0)
            keep(key, hosts);
    }
}

void RememberedHosts::keep(Key key, const QStringList &hosts)
{
    // A setting that cannot be written still holds for this run.
    std::ignore = m_settings.keep(key, hosts.join(u','));
}

} // namespace sendscope::ui
