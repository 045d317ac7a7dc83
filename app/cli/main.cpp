#include "app/cli/command.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <unistd.h>

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

/// The words that are for us: a program that we run has its own after two dashes.
QStringList ownWords(const QStringList &words)
{
    return words.first(
        std::distance(words.cbegin(), std::find(words.cbegin(), words.cend(), u"--"_s)));
}

bool asksForHelp(const QStringList &words)
{
    const QStringList own = ownWords(words);
    return own.contains(u"--help"_s) || own.contains(u"-h"_s);
}

cli::ExitCode help(cli::Output &output, const cli::Command *command)
{
    output.writeRaw((command ? cli::helpFor(*command) : cli::helpForAll()).toUtf8());
    return cli::ExitCode::Done;
}

QString tryHelp(const cli::Command &command)
{
    return u"Try: sendscope-cli %1 --help"_s.arg(QLatin1StringView(command.name));
}

void tellProblems(cli::Output &output, const settings::Settings &settings)
{
    for (const base::Error &problem : settings.problems())
        output.tell(u"sendscope-cli: in the settings: "_s + base::sentence(problem) + u' '
                    + base::hint(problem));
}

cli::ExitCode run(const cli::Command &command, const QStringList &words, cli::Output &output)
{
    const QList<settings::Option> options = command.options();
    const auto arguments = settings::parseArguments(words, options);
    if (!arguments)
        return output.fail(arguments.error());
    const qsizetype count = arguments->positionals().size();
    const bool isCountRight = count >= command.leastPositionals && count <= command.mostPositionals;
    if (!isCountRight || (!arguments->afterDashes().isEmpty() && !command.takesProgram)) {
        const QLatin1StringView wanted(*command.positionals ? command.positionals
                                                            : "no further words");
        return output.failUsage(u"%1 takes %2."_s.arg(QLatin1StringView(command.name), wanted),
                                tryHelp(command));
    }

    if (command.takesProgram && words.endsWith(u"--"_s))
        return output.failUsage(u"Say which program to run after “--”."_s, tryHelp(command));

    cli::Context context{settings::Paths::fromEnvironment(), {}, *arguments, output};
    context.settings = settings::Settings::load(context.paths.settingsFile,
                                                QProcessEnvironment::systemEnvironment());
    tellProblems(output, context.settings);
    if (const auto done = settings::apply(*arguments, options, context.settings); !done)
        return output.fail(done.error());
    return command.run(context);
}

cli::ExitCode dispatch(QStringList words, cli::Output &output)
{
    const QString all = u"Try: sendscope-cli --help"_s;
    if (words.isEmpty())
        return output.failUsage(u"Say what to do."_s, all);

    QString name = words.takeFirst();
    if (name == u"--help" || name == u"-h" || (name == u"help" && words.isEmpty()))
        return help(output, nullptr);
    if (name == u"--version") {
        output.writeRaw("sendscope-cli " SENDSCOPE_VERSION "\n");
        return cli::ExitCode::Done;
    }
    const bool isAboutCommand = name == u"help";
    if (isAboutCommand)
        name = words.takeFirst();
    const cli::Command *command = find(name);
    if (!command)
        return output.failUsage(u"There is no command “%1”."_s.arg(name), all);
    if (isAboutCommand || asksForHelp(words))
        return help(output, command);
    return run(*command, words, output);
}

/// With stdin, stdout or stderr closed, the next file or socket to be opened would take its place,
/// and be written to by mistake. Writing to what stands there now fails.
void occupyStandardDescriptors()
{
    int descriptor = 0;
    do {
        descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    ::close(descriptor);
}

} // namespace

int main(int argc, char *argv[])
{
    // A reader that went away is found out by the write itself.
    std::signal(SIGPIPE, SIG_IGN);
    occupyStandardDescriptors();

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"sendscope-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SENDSCOPE_VERSION));
    const QStringList words = application.arguments().sliced(1);
    cli::Output output(ownWords(words).contains(u"--json"_s));
    return int(output.end(dispatch(words, output)));
}
