#include "app/engine/enginesettings.h"

using namespace Qt::StringLiterals;

namespace sendscope::engine {
namespace {

using settings::Key;

http::Limits limits(const settings::Settings &settings)
{
    http::Limits limits;
    limits.requestLineBytes = settings.number(Key::LimitRequestLine);
    limits.headBytes = settings.number(Key::LimitHead);
    limits.fields = settings.number(Key::LimitFields);
    limits.chunkExtensionBytes = settings.number(Key::LimitChunkExtensions);
    limits.bodyBytes = settings.number(Key::LimitBody);
    limits.pipelined = int(settings.number(Key::LimitPipelined));
    limits.connections = int(settings.number(Key::LimitConnections));
    limits.head = settings.duration(Key::DeadlineHead);
    limits.bodyProgress = settings.duration(Key::DeadlineBodyProgress);
    limits.body = settings.duration(Key::DeadlineBody);
    limits.idle = settings.duration(Key::DeadlineIdle);
    return limits;
}

} // namespace

QString chosenCapture(const settings::Settings &settings, const settings::Paths &paths,
                      const QString &named)
{
    if (!named.isEmpty())
        return named;
    const QString chosen = settings.text(Key::Capture);
    return chosen.isEmpty() ? paths.liveCapture : chosen;
}

base::Result<EngineOptions> engineOptions(const settings::Settings &settings,
                                          const settings::Paths &paths, const QString &named)
{
    EngineOptions options;
    options.capturePath = chosenCapture(settings, paths, named);
    if (options.capturePath == paths.liveCapture)
        options.ifDamaged = store::IfDamaged::MoveAside;
    for (const QString &text : settings.list(Key::ListenAddresses)) {
        const auto endpoint = listen::parseEndpoint(text);
        if (!endpoint)
            return endpoint.error();
        options.endpoints.push_back(*endpoint);
    }

    const QString path = settings.text(Key::ListenPath);
    if (!path.isEmpty() && !path.startsWith(u'/'))
        return base::Error{base::Error::Code::InvalidInput, {path, u'/' + path}, 0};
    options.path = path.toUtf8();

    const QString pair = settings.text(Key::ListenCredentials);
    if (!pair.isEmpty()) {
        auto credentials = http::Credentials::parse(pair);
        if (!credentials)
            return credentials.error();
        options.credentials = *credentials;
    }
    options.takesAnyMethod = settings.flag(Key::ListenAnyMethod);
    options.notJsonStatus = int(settings.number(Key::ListenNotJsonStatus));
    options.limits = limits(settings);
    options.overdueAfter = settings.duration(Key::OverdueAfter);
    return options;
}

} // namespace sendscope::engine
