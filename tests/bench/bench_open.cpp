// Opening a capture as the window does, beside a plain SELECT of the same rows on one thread.
//
// Usage: bench_open [EVENTS [RUNS]]
//
// Each opening is a process of its own, so that the memory it takes is its own too. The capture is
// in the system's cache after the first run, for the bound as for us.

#include "app/engine/engine.h"
#include "tests/bench/bigcapture.h"
#include "tests/bench/figures.h"
#include "tests/bench/memory.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTimer>

#include <sqlite3.h>

#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace sendscope;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kEvents = 1'000'000;
constexpr double kFirstScreenMs = 300;
constexpr double kTimesSelect = 3;
constexpr double kBytesEach = 250;

/// Beyond this something hangs.
constexpr auto kPatience = 10min;

/// What one opening took, as its process prints it.
struct Opening
{
    double firstMs = 0; ///< From start to the first snapshot with rows.
    double allMs = 0;   ///< To the one with all rows.
    double bytesEach = 0;
    double textEach = 0;
};

/// Opens the capture in this process and prints what that took.
int open(const QString &path, bool isRecording, qint64 events)
{
    const qint64 before = bench::residentBytes();
    engine::EngineOptions options;
    options.capturePath = path;
    options.isRecording = isRecording;
    engine::Engine engine(options);
    Opening result;
    const base::Ticks begun = engine.clock().ticks();
    const auto passedMs = [&] {
        return std::chrono::duration<double, std::milli>(engine.clock().ticks() - begun).count();
    };
    const auto look = [&] {
        const qint64 count = engine.snapshot()->count();
        if (count > 0 && result.firstMs == 0)
            result.firstMs = passedMs();
        if (count == events && !engine.status().isLoading)
            QCoreApplication::exit(0);
    };
    QObject::connect(&engine, &engine::Engine::snapshotPublished, &engine, look);
    QObject::connect(&engine, &engine::Engine::statusChanged, &engine, look);
    QObject::connect(&engine, &engine::Engine::openFailed, &engine, [](const base::Error &error) {
        std::fputs(qPrintable(base::sentence(error) + u'\n'), stderr);
        QCoreApplication::exit(1);
    });
    QTimer::singleShot(kPatience, &engine, [] { QCoreApplication::exit(1); });
    engine.start();
    if (const int code = QCoreApplication::exec(); code != 0)
        return code;

    result.allMs = passedMs();
    result.bytesEach = double(bench::residentBytes() - before) / double(events);
    result.textEach = double(bench::searchTextBytes(*engine.snapshot())) / double(events);
    std::printf("%f %f %f %f\n", result.firstMs, result.allMs, result.bytesEach, result.textEach);
    return 0;
}

/// The same in a process of its own. None: it failed, and has said why.
std::optional<Opening> openElsewhere(const QString &path, bool isRecording, qint64 events)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {isRecording ? u"--recording"_s : u"--viewing"_s, path, QString::number(events)});
    process.waitForFinished(-1);
    const QList<QByteArray> words = process.readAllStandardOutput().trimmed().split(' ');
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0
        || words.size() != 4)
        return std::nullopt;
    return Opening{words[0].toDouble(), words[1].toDouble(), words[2].toDouble(),
                   words[3].toDouble()};
}

/// The bound: all heads and bodies through SQLite's C API, their bytes looked at by nobody.
double selectMs(const QString &path)
{
    return bench::medianMs(
        [&] {
            sqlite3 *database = nullptr;
            sqlite3_stmt *statement = nullptr;
            if (sqlite3_open_v2(path.toUtf8().constData(), &database, SQLITE_OPEN_READONLY, nullptr)
                    != SQLITE_OK
                || sqlite3_prepare_v2(database, "SELECT id, head, body FROM requests", -1,
                                      &statement, nullptr)
                    != SQLITE_OK)
                std::abort();
            qint64 bytes = 0;
            while (sqlite3_step(statement) == SQLITE_ROW) {
                if (!sqlite3_column_blob(statement, 1) || !sqlite3_column_blob(statement, 2))
                    std::abort();
                bytes += sqlite3_column_bytes(statement, 1) + sqlite3_column_bytes(statement, 2);
            }
            if (bytes == 0)
                std::abort();
            sqlite3_finalize(statement);
            sqlite3_close(database);
        },
        1);
}

bool compare(const char *way, const QString &path, bool isRecording, qint64 events, int runs)
{
    std::vector<double> first;
    std::vector<double> all;
    std::vector<double> bound;
    std::vector<double> bytes;
    double textEach = 0;
    for (int run = 0; run < runs; ++run) {
        bound.push_back(kTimesSelect * selectMs(path));
        const auto opening = openElsewhere(path, isRecording, events);
        if (!opening)
            return false;
        first.push_back(opening->firstMs);
        all.push_back(opening->allMs);
        bytes.push_back(opening->bytesEach);
        textEach = opening->textEach;
    }
    std::printf("%s, %lld events\n", way, static_cast<long long>(events));
    bench::print("  first screen", bench::median(first), kFirstScreenMs, "ms");
    bench::print("  all filterable (bound: 3 SELECTs)", bench::median(all), bench::median(bound),
                 "ms");
    bench::print("  memory an event (bound: 250 and text once)", bench::median(bytes),
                 kBytesEach + textEach, "bytes");
    return true;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    if (words.size() == 4 && words[1].startsWith(u"--"))
        return open(words[2], words[1] == u"--recording", words[3].toLongLong());

    const qint64 events = std::max(1LL, words.value(1, QString::number(kEvents)).toLongLong());
    const int runs = std::max(1, words.value(2, u"5"_s).toInt());
    const auto capture = bench::bigCapture(events);
    if (!capture) {
        std::fputs(qPrintable(base::sentence(capture.error()) + u'\n'), stderr);
        return 1;
    }
    const bench::ScratchCopy copy(*capture);
    return compare("viewing", *capture, false, events, runs)
            && compare("recording", copy.path(), true, events, runs)
        ? 0
        : 1;
}
