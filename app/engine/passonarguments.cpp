#include "app/engine/passonarguments.h"

#include "app/replay/passontarget.h"

using namespace Qt::StringLiterals;

namespace sendscope::engine {

QList<settings::Option> passOnArguments()
{
    return {{"forward", "URL",
             "Pass every request on to an app, once it is stored. Senders are answered at once."},
            {"relay", "",
             "With --forward: senders get the app's answer; 504 if none comes within 9 s, 502 if "
             "it cannot be reached."}};
}

base::Result<std::optional<replay::PassOnOptions>>
passOnOptions(const settings::Arguments &arguments)
{
    const bool isRelay = arguments.has(u"relay"_s);
    if (!arguments.has(u"forward"_s)) {
        if (isRelay)
            return base::Error{base::Error::Code::InvalidInput,
                               {u"--relay"_s, u"--forward URL --relay"_s}};
        return std::optional<replay::PassOnOptions>();
    }
    const auto target = replay::parsePassOnTarget(arguments.value(u"forward"_s));
    if (!target)
        return target.error();
    replay::PassOnOptions options;
    options.target = *target;
    options.mode = isRelay ? http::PassMode::Relay : http::PassMode::Watch;
    return std::optional(options);
}

} // namespace sendscope::engine
