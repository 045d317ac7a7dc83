// From the start of the program to its first frame, the last capture being one of a million events.
// Beside it the same window with nothing behind it: no capture, no listener, an engine that was
// never started.
//
// Usage: bench_start [EVENTS [RUNS]]
//
// Measured is the program itself, from before the process begins until its window's picture was
// handed to the window system. The rows come later: see bench_open. Offscreen unless
// QT_QPA_PLATFORM says otherwise.

#include "app/engine/engine.h"
#include "tests/bench/bigcapture.h"
#include "tests/bench/figures.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/watch/firstframe.h"

#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <optional>

using namespace Qt::StringLiterals;
using namespace sendscope;

namespace {

constexpr qint64 kEvents = 1'000'000;
constexpr double kLimitMs = 400;
constexpr double kTimesBare = 1.5;
constexpr int kPatienceMs = 60'000;

/// The bound: what the program does until its first frame, but for what stands behind the window.
int showBare(int argc, char *argv[])
{
    QApplication application(argc, argv);
    ui::Theme theme;
    theme.install();
    engine::Engine engine(engine::EngineOptions{});
    settings::Settings settings;
    ui::MainWindow window(engine, theme, settings, settings::Paths::fromEnvironment());
    const ui::FirstFrame firstFrame(window);
    QObject::connect(&firstFrame, &ui::FirstFrame::painted, &window, [&] {
        std::printf("first frame %lld\n", static_cast<long long>(engine.clock().ticks().count()));
        std::fflush(stdout);
    });
    window.show();
    return QApplication::exec();
}

/// Milliseconds to the first frame that a program tells of; it is ended then. None: it never did.
std::optional<double> firstFrameMs(const QString &program, const QStringList &arguments)
{
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SENDSCOPE_HOME"_s, home.path());
    environment.insert(u"SENDSCOPE_TELL_FIRST_FRAME"_s, u"1"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);

    const base::SystemClock clock;
    const base::Ticks begun = clock.ticks();
    process.start(program, arguments);
    while (!process.canReadLine() && process.waitForReadyRead(kPatienceMs))
        continue;
    const QList<QByteArray> words = process.readLine().trimmed().split(' ');
    process.terminate();
    if (!process.waitForFinished(kPatienceMs))
        process.kill();
    if (words.size() != 3 || words[0] != "first" || words[1] != "frame")
        return std::nullopt;
    const base::Ticks painted(words[2].toLongLong());
    return std::chrono::duration<double, std::milli>(painted - begun).count();
}

int measure(qint64 events, int runs)
{
    const auto capture = bench::bigCapture(events);
    if (!capture) {
        std::fputs(qPrintable(base::sentence(capture.error()) + u'\n'), stderr);
        return 1;
    }
    const bench::ScratchCopy copy(*capture);
    std::vector<double> ours;
    std::vector<double> bare;
    for (int run = 0; run < runs; ++run) {
        const auto without = firstFrameMs(QCoreApplication::applicationFilePath(), {u"--bare"_s});
        const auto with =
            firstFrameMs(QStringLiteral(SENDSCOPE_WINDOW),
                         {u"--capture"_s, copy.path(), u"--listen"_s, u"127.0.0.1:0"_s});
        if (!without || !with) {
            std::fputs("No first frame was told of\n", stderr);
            return 1;
        }
        bare.push_back(*without);
        ours.push_back(*with);
    }
    bench::print("first frame (bound: 1.5 bare windows)", bench::median(ours),
                 kTimesBare * bench::median(bare), "ms");
    bench::print("first frame", bench::median(ours), kLimitMs, "ms");
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc == 2 && QByteArrayView(argv[1]) == "--bare")
        return showBare(argc, argv);
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const qint64 events = std::max(1LL, words.value(1, QString::number(kEvents)).toLongLong());
    return measure(events, std::max(1, words.value(2, QString::number(bench::kRuns)).toInt()));
}
