#include "app/engine/engine.h"
#include "app/engine/enginesettings.h"
#include "app/engine/passonarguments.h"
#include "app/engine/unixsignals.h"
#include "app/settings/option.h"
#include "app/settings/paths.h"
#include "app/settings/settings.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/media/mediaworkerprocess.h"
#include "ui/theme/theme.h"
#include "ui/watch/firstframe.h"
#include "ui/watch/stallwatch.h"
#include "ui/widgets/menukey.h"
#include "ui/windows/windowdoor.h"
#include "ui/windows/windowlist.h"

#include <QApplication>

#include <csignal>
#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;
using namespace sendscope;

namespace {

using settings::Key;

enum ExitCode { Done = 0, Usage = 2, Environment = 3 }; // Those of sendscope-cli.

QList<settings::Option> options()
{
    QList<settings::Option> all;
    for (const Key key : {Key::Capture, Key::ListenAddresses, Key::ListenPath,
                          Key::ListenCredentials, Key::Theme, Key::Watch})
        all.append(settings::optionFor(settings::entry(key)));
    all.append(engine::passOnArguments());
    all.append({"version", "", "Say which version this is."});
    all.append({"help", "", "Say what can be given."});
    return all;
}

void tell(std::FILE *stream, const QString &text)
{
    std::fputs(qPrintable(text + u'\n'), stream);
}

int fail(const base::Error &error, ExitCode code)
{
    tell(stderr, u"sendscope: "_s + base::sentence(error) + u' ' + base::hint(error));
    return code;
}

QString help()
{
    return u"Usage: sendscope [OPTION]... [FILE]\n\n"
           "Shows Bandwidth messaging events the moment they arrive. With FILE, shows that capture "
           "without listening.\n\n"_s
        + settings::helpFor(options());
}

/// Qt ends the process with a page of plugin names where there is none.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

ui::Theme::Choice themeChoice(const settings::Settings &settings)
{
    const QString text = settings.text(Key::Theme);
    return text == "light"_L1 ? ui::Theme::Choice::Light
        : text == "dark"_L1   ? ui::Theme::Choice::Dark
                              : ui::Theme::Choice::System;
}

/// For whoever measures the start: the reading of the system's monotonic clock.
void tellFirstFrame(const base::Clock &clock)
{
    tell(stdout, u"first frame %1"_s.arg(clock.ticks().count()));
    std::fflush(stdout);
}

int runWindow(int argc, char *argv[], settings::Settings &settings, const settings::Paths &paths,
              const engine::EngineOptions &engineOptions)
{
    QApplication application(argc, argv);
    QApplication::setWindowIcon(QIcon(u":/sendscope.svg"_s));
    const engine::UnixSignals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, &application,
                     &QApplication::quit);

    ui::Theme theme;
    theme.setChoice(themeChoice(settings));
    theme.install();
    const ui::MenuKey menuKey;
    if (ui::WindowDoor::knock(engineOptions.capturePath)) {
        tell(stderr, u"sendscope: This capture has a window already, which came to the front."_s);
        return Done;
    }

    const base::SystemClock clock;
    std::optional<ui::StallWatch> watch;
    ui::WindowList windows(theme, settings, paths, engineOptions);
    QApplication::setQuitOnLastWindowClosed(false); // For a moment there may be none.
    QObject::connect(&windows, &ui::WindowList::emptied, &application, &QApplication::quit,
                     Qt::QueuedConnection);
    QObject::connect(&windows, &ui::WindowList::opening, &windows, [&](ui::MainWindow &window) {
        if (watch)
            return;
        // Watched once it can be seen: until then nobody waits for a key to be answered.
        auto *firstFrame = new ui::FirstFrame(window, &window);
        QObject::connect(firstFrame, &ui::FirstFrame::painted, &windows, [&] {
            if (settings.flag(Key::Watch) && !watch)
                watch.emplace(clock, paths.stallFile);
            if (qEnvironmentVariableIsSet("SENDSCOPE_TELL_FIRST_FRAME"))
                tellFirstFrame(clock);
        });
    });
    if (engineOptions.isRecording)
        windows.record(engineOptions.capturePath);
    else
        windows.view(engineOptions.capturePath);
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    if (ui::isMediaWorker(argc, argv))
        return ui::runMediaWorker(argc, argv);

    std::signal(SIGPIPE, SIG_IGN); // A peer that went away is found out by the write itself.
    QCoreApplication::setApplicationName(u"sendscope"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SENDSCOPE_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Sendscope"_s);

    QStringList words;
    for (int i = 1; i < argc; ++i)
        words.append(QString::fromLocal8Bit(argv[i]));
    const auto arguments = settings::parseArguments(words, options());
    if (!arguments)
        return fail(arguments.error(), Usage);
    if (arguments->has(u"help"_s)) {
        tell(stdout, help());
        return Done;
    }
    if (arguments->has(u"version"_s)) {
        tell(stdout, u"sendscope " SENDSCOPE_VERSION ""_s);
        return Done;
    }
    if (!hasDisplay())
        return fail({base::Error::Code::NoDisplay, {}}, Environment);

    const settings::Paths paths = settings::Paths::fromEnvironment();
    settings::Settings settings =
        settings::Settings::load(paths.settingsFile, QProcessEnvironment::systemEnvironment());
    for (const base::Error &problem : settings.problems())
        fail(problem, Done);
    if (const auto applied = settings::apply(*arguments, options(), settings); !applied)
        return fail(applied.error(), Usage);

    const QString viewed = arguments->positionals().value(0);
    auto engineOptions = engine::engineOptions(settings, paths, viewed);
    if (!engineOptions)
        return fail(engineOptions.error(), Usage);
    engineOptions->isRecording = viewed.isEmpty();
    const auto passOn = engine::passOnOptions(*arguments);
    if (!passOn)
        return fail(passOn.error(), Usage);
    engineOptions->passOn = *passOn;
    return runWindow(argc, argv, settings, paths, *engineOptions);
}
