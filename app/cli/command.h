#pragma once

#include "app/cli/output.h"
#include "app/settings/option.h"
#include "app/settings/paths.h"
#include "app/settings/settings.h"

#include <QList>

#include <span>

namespace sendscope::cli {

/// What a command works with.
struct Context
{
    settings::Paths paths;
    settings::Settings settings; ///< With the command's options in force.
    settings::Arguments arguments;
    Output &output;
};

/// One command, as --help, man pages and completions know it.
struct Command
{
    const char *name;
    const char *positionals; ///< "CAPTURE EVENT", "[CAPTURE]"; empty for none.
    int leastPositionals;
    int mostPositionals;
    const char *sentence;
    QList<settings::Option> (*options)();
    ExitCode (*run)(Context &context);
    bool takesProgram = false; ///< "-- COMMAND ARG..." may follow.
};

/// All commands, in the order in which --help shows them.
std::span<const Command> commands();

// One file a command.
extern const Command kListen;
extern const Command kEvents;
extern const Command kMessages;
extern const Command kShow;
extern const Command kReplay;
extern const Command kGenerate;
extern const Command kImport;
extern const Command kExport;
extern const Command kWait;
extern const Command kMarker;
extern const Command kCheck;
extern const Command kExplain;
extern const Command kDoctor;

/// "Usage: …" and the options of one command.
QString helpFor(const Command &command);

/// "Usage: …" and all commands.
QString helpForAll();

} // namespace sendscope::cli
