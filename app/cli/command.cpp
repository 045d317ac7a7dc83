#include "app/cli/command.h"

#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::cli {

std::span<const Command> commands()
{
    static const std::array kAll{kListen, kEvents, kMessages, kShow,    kReplay, kGenerate, kImport,
                                 kExport, kWait,   kCheck,    kExplain, kMarker, kDoctor};
    return kAll;
}

QString helpFor(const Command &command)
{
    const QList<settings::Option> options = command.options();
    QString help = u"Usage: sendscope-cli "_s + QLatin1StringView(command.name);
    if (*command.positionals)
        help += u' ' + QLatin1StringView(command.positionals);
    if (!options.isEmpty())
        help += u" [OPTION]..."_s;
    if (command.takesProgram)
        help += u" [-- COMMAND ARG...]"_s;
    return help + u"\n\n"_s + QLatin1StringView(command.sentence) + u"\n\n"_s
        + settings::helpFor(options);
}

QString helpForAll()
{
    QString help =
        u"Usage: sendscope-cli COMMAND [OPTION]...\n\n"
        "Receives Bandwidth's messaging events, finds them again, and sends them on.\n\n"_s;
    for (const Command &command : commands()) {
        help += u"  "_s + QString(QLatin1StringView(command.name)).leftJustified(12)
            + QLatin1StringView(command.sentence) + u'\n';
    }
    return help + u"\nsendscope-cli COMMAND --help tells more; --version tells the version.\n"_s;
}

} // namespace sendscope::cli
