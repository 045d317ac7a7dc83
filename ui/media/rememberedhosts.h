#pragma once

#include <QString>

namespace sendscope::settings {
class Settings;
enum class Key;
} // namespace sendscope::settings

namespace sendscope::ui {

/// The hosts whose media the user said may be fetched without asking again: media::hostOf() of
/// their links. They are settings, so they hold for later runs as well.
class RememberedHosts
{
public:
    /// The settings outlive this.
    explicit RememberedHosts(settings::Settings &settings)
        : m_settings(settings)
    {
    }

    /// Whether links of this host are fetched without a click.
    bool contains(const QString &host) const;

    /// Whether they may lead into the user's own network.
    bool mayBeLocal(const QString &host) const;

    /// \p isLocal: the host led into the own network, and the user was told so.
    void remember(const QString &host, bool isLocal);
    void forget(const QString &host);

private:
    void keep(settings::Key key, const QStringList &hosts);

    settings::Settings &m_settings;
};

} // namespace sendscope::ui
