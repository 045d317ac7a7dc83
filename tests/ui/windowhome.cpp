#include "tests/ui/windowhome.h"

using namespace Qt::StringLiterals;

namespace sendscope::tests {

WindowHome::WindowHome()
{
    if (!m_folder.isValid())
        qFatal("No temporary folder: %s", qPrintable(m_folder.errorString()));
    m_paths.settingsFile = path(u"sendscope.ini"_s);
    m_paths.stateFile = path(u"window.ini"_s);
    m_paths.dataFolder = m_folder.path();
    m_paths.liveCapture = path(u"Live.sendscope"_s);
    m_settings = settings::Settings::load(m_paths.settingsFile, {});
}

engine::EngineOptions WindowHome::recording(quint16 port) const
{
    engine::EngineOptions options;
    options.capturePath = m_paths.liveCapture;
    options.endpoints = {{QHostAddress(QHostAddress::LocalHost), port}};
    return options;
}

engine::EngineOptions WindowHome::viewing() const
{
    engine::EngineOptions options;
    options.capturePath = m_paths.liveCapture;
    options.isRecording = false;
    return options;
}

} // namespace sendscope::tests
