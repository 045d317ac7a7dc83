#include "app/cli/command.h"

#include <QCoreApplication>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace sendscope;

namespace {

const cli::Command *find(const QString &name)
{
    const auto all = cli::commands();
    const auto found = std::find_if(all.begin(), all.end(), [&name](const cli::Command &command) {
        return QLatin1StringView(command.name) == name;
    });
    return found == all.end() ? nullptr : &*found;
}

cli::ExitCode usage(cli::Output &output, const QString &sentence, const cli::Command *command)
{
    output.tell(u"sendscope-cli: "_s + sentence);
    const QString name = command ? QLatin1StringView(command->name) + u' ' : QString();
    output.tell(u"Try: sendscope-cli "_s + name + u"--help"_s);
    return cli::ExitCode::Usage;
}

void tellProblems(cli::Output &output, const settings::Settings &settings)
{
    for (const base::Error &problem : settings.problems())
        output.tell(u"sendscope-cli: in the settings: "_s + base::sentence(problem) + u' '
                    + base::hint(problem));
}

cli::ExitCode run(const cli::Command &command, const QStringList &words)
{
    const QList<settings::Option> options = command.options();
    cli::Output output(words.contains(u"--json"_s));
    const auto arguments = settings::parseArguments(words, options);
    if (!arguments)
        return output.fail(arguments.error());

    const qsizetype count = arguments->positionals().size();
    if (count < command.leastPositionals || count > command.mostPositionals)
        return usage(output,
                     u"This takes %1."_s.arg(*command.positionals
                                                 ? QLatin1StringView(command.positionals)
                                                 : QLatin1StringView("no further words")),
                     &command);

    cli::Context context{settings::Paths::fromEnvironment(), {}, *arguments, output};
    context.settings = settings::Settings::load(context.paths.settingsFile,
                                                QProcessEnvironment::systemEnvironment());
    tellProblems(output, context.settings);
    if (const auto done = settings::apply(*arguments, options, context.settings); !done)
        return output.fail(done.error());
    return command.run(context);
}

cli::ExitCode dispatch(QStringList words)
{
    cli::Output output(false);
    if (words.isEmpty())
        return usage(output, u"Say what to do."_s, nullptr);

    const QString name = words.takeFirst();
    if (name == u"--help" || name == u"-h" || name == u"help") {
        output.writeRaw(cli::helpForAll().toUtf8());
        return cli::ExitCode::Done;
    }
    if (name == u"--version") {
        output.writeRaw("sendscope-cli " SENDSCOPE_VERSION "\n");
        return cli::ExitCode::Done;
    }
    const cli::Command *command = find(name);
    if (!command)
        return usage(output, u"There is no command “%1”."_s.arg(name), nullptr);
    const auto dashes = std::find(words.cbegin(), words.cend(), u"--"_s);
    if (std::find(words.cbegin(), dashes, u"--help"_s) != dashes) {
        output.writeRaw(cli::helpFor(*command).toUtf8());
        return cli::ExitCode::Done;
    }
    return run(*command, words);
}

} // namespace

int main(int argc, char *argv[])
{
    // A reader that went away is found out by the write itself.
    std::signal(SIGPIPE, SIG_IGN);

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"sendscope-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SENDSCOPE_VERSION));
    return int(dispatch(application.arguments().sliced(1)));
}
