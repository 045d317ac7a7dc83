#include "app/settings/paths.h"

#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace sendscope::settings {
namespace {

/// QStandardPaths has no state folder before Qt 6.7.
QString stateFolder()
{
    const QString folder = qEnvironmentVariable("XDG_STATE_HOME");
    if (QDir::isAbsolutePath(folder))
        return folder + u"/sendscope"_s;
    return QDir::homePath() + u"/.local/state/sendscope"_s;
}

Paths pathsIn(const QString &config, const QString &state, const QString &data)
{
    return {config + u"/sendscope.ini"_s, state + u"/window.ini"_s, state + u"/stalls.json"_s, data,
            data + u"/Live.sendscope"_s};
}

} // namespace

Paths Paths::fromEnvironment()
{
    const QString home = qEnvironmentVariable("SENDSCOPE_HOME");
    if (!home.isEmpty()) {
        const QString folder = QDir(home).absolutePath();
        return pathsIn(folder, folder, folder);
    }
    return pathsIn(
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/sendscope"_s,
        stateFolder(),
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/sendscope"_s);
}

} // namespace sendscope::settings
