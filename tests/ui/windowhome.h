#pragma once

#include "app/engine/engine.h"
#include "app/settings/paths.h"
#include "app/settings/settings.h"

#include <QTemporaryDir>

namespace sendscope::tests {

/// What one window of a test keeps, in a folder that goes with it.
class WindowHome
{
public:
    WindowHome();

    const settings::Paths &paths() const { return m_paths; }
    settings::Settings &settings() { return m_settings; }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Of an engine that records into Live, on a port of this machine; 0: a free one.
    engine::EngineOptions recording(quint16 port = 0) const;

    engine::EngineOptions viewing() const; ///< Of one that only shows Live.

private:
    QTemporaryDir m_folder;
    settings::Paths m_paths;
    settings::Settings m_settings;
};

} // namespace sendscope::tests
