// How long the window stands still: a capture of a million events, two thousand arriving each
// second, a filter being typed. Beside it a QTableView of that size that shows nothing of worth.
//
// Usage: bench_window [EVENTS [SECONDS-A-RUN [RUNS]]]
//
// Ends with 1 where the table does not show what SQLite counts, or the selection was lost.
// Offscreen unless QT_QPA_PLATFORM says otherwise.

#include "app/engine/engine.h"
#include "tests/bench/bigcapture.h"
#include "tests/bench/figures.h"
#include "tests/bench/loadclient.h"
#include "tests/bench/manyevents.h"
#include "tests/bench/trivialtable.h"
#include "tests/bench/typist.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/eventtableview.h"
#include "ui/filter/filterbar.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/watch/stallwatch.h"
#include "ui/widgets/judgedfield.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <sqlite3.h>

#include <functional>

using namespace Qt::StringLiterals;
using namespace sendscope;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kEvents = 1'000'000;
constexpr int kPerSecond = 2'000;
constexpr int kConnections = 16;
constexpr QSize kWindowSize{1440, 900};
constexpr double kLimitMs = 50;

/// Events arrive a little longer than is measured.
constexpr std::chrono::milliseconds kMargin = 1s;

/// Beyond this something hangs.
constexpr auto kPatience = 3min;

/// Words that stand in values only, never in a name, so that SQL can count by the bytes.
constexpr auto kFilterText = u"delivered \"campaign 7\"";
constexpr auto kFilterSql =
    "SELECT count(*) FROM requests WHERE CAST(body AS TEXT) LIKE '%delivered%'"
    " AND CAST(body AS TEXT) LIKE '%campaign 7\"%'";
constexpr auto kAllSql = "SELECT count(*) FROM events";

/// The last event of the message in the middle that the filter lets through.
event::EventId matchingEvent(qint64 events)
{
    constexpr qint64 kTags = 20;
    const qint64 message = events / 2 / bench::kEventsOfMessage / kTags * kTags + 7;
    return {message * bench::kEventsOfMessage + bench::kEventsOfMessage};
}

/// Runs the event loop until it is so. False: it took too long.
bool waitUntil(const std::function<bool()> &isSo)
{
    const QDeadlineTimer deadline(kPatience);
    while (!isSo()) {
        if (deadline.hasExpired())
            return false;
        QEventLoop loop;
        QTimer::singleShot(20ms, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

void runFor(std::chrono::milliseconds span)
{
    QEventLoop loop;
    QTimer::singleShot(span, &loop, &QEventLoop::quit);
    loop.exec();
}

double toMs(std::chrono::microseconds span)
{
    return std::chrono::duration<double, std::milli>(span).count();
}

/// The load as a process of its own: prints how many were stored.
int runLoad(const QStringList &words)
{
    const qint64 first = words[4].toLongLong();
    const auto span = std::chrono::milliseconds(words[3].toLongLong());
    std::vector<QByteArray> requests;
    for (qint64 n = 0; n < 2 * kPerSecond * span / 1s; ++n)
        requests.push_back(bench::postRequest(bench::eventBody(first + n)));
    const bench::LoadResult result =
        bench::runLoad(words[2].toUShort(), kConnections, span, requests, kPerSecond);
    std::printf("%lld\n", static_cast<long long>(result.answered));
    return result.otherStatus == 0 && result.broken == 0 ? 0 : 1;
}

/// Posts events to the window for a while.
class Load
{
public:
    Load(quint16 port, std::chrono::milliseconds span, qint64 first)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(),
                        {u"--load"_s, QString::number(port), QString::number(span.count()),
                         QString::number(first)});
    }

    /// How many were answered 2xx; -1: something went wrong. Runs the event loop.
    qint64 end()
    {
        if (!waitUntil([this] { return m_process.state() == QProcess::NotRunning; })
            || m_process.exitCode() != 0)
            return -1;
        return m_process.readAllStandardOutput().trimmed().toLongLong();
    }

private:
    QProcess m_process;
};

/// The program's window on a capture that it records into.
class Scene
{
public:
    explicit Scene(const QString &capture)
    {
        m_paths.settingsFile = m_folder.filePath(u"sendscope.ini"_s);
        m_paths.stateFile = m_folder.filePath(u"window.ini"_s);
        m_theme.install();
        engine::EngineOptions options;
        options.capturePath = capture;
        options.endpoints = {{QHostAddress(QHostAddress::LocalHost), 0}};
        m_engine = std::make_unique<engine::Engine>(options);
        m_window = std::make_unique<ui::MainWindow>(*m_engine, m_theme, m_settings, m_paths);
        m_table = m_window->findChild<ui::EventTableView *>();
        m_filter = m_window->findChild<ui::FilterBar *>();
        m_window->show();
        m_window->setWindowState(Qt::WindowNoState); // The offscreen screen is small.
        m_window->resize(kWindowSize);
        m_engine->start();
    }

    const engine::Engine &engine() const { return *m_engine; }
    ui::EventTableView &table() { return *m_table; }
    ui::FilterBar &filter() { return *m_filter; }
    quint16 port() const { return m_engine->status().endpoints.front().port; }
    bool isListening() const
    {
        return m_engine->status().listening == engine::EngineStatus::Listening::On;
    }
    qint64 shownRows() const { return m_table->model()->rowCount(); }

    /// As a click on a column's head does.
    void sortBy(const index::Order &order) { emit m_table->orderAsked(order); }
    bool isSortedBy(const index::Order &order) const
    {
        return qobject_cast<const ui::EventTableModel *>(m_table->model())->order() == order;
    }

private:
    const QTemporaryDir m_folder;
    settings::Paths m_paths;
    settings::Settings m_settings;
    ui::Theme m_theme;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<ui::MainWindow> m_window;
    ui::EventTableView *m_table = nullptr;
    ui::FilterBar *m_filter = nullptr;
};

/// The longest stalls of several runs of the same.
struct Stalls
{
    std::vector<double> ours;
    std::vector<double> bound;
    std::vector<double> perSecond; ///< Events that arrived.
    qint64 overLimit = 0;

    void add(const base::StallRecord &record)
    {
        ours.push_back(toMs(record.longest));
        overLimit += record.overLimit;
    }

    void print(const char *name) const
    {
        const double longest = bench::median(ours);
        bench::print(name, longest, kLimitMs, "ms");
        bench::print("  beside a trivial table", longest, bench::median(bound), "ms");
        std::printf("  worst run %.1f ms; %lld stalls over the limit in %zu runs; %.0f events/s\n",
                    *std::max_element(ours.begin(), ours.end()), static_cast<long long>(overLimit),
                    ours.size(), bench::median(perSecond));
    }
};

/// The bound: a table of that size which gets as many rows.
double trivialStallMs(qint64 rows, std::chrono::milliseconds span)
{
    bench::TrivialTable table(int(rows), kPerSecond);
    table.resize(kWindowSize);
    table.show();
    runFor(500ms); // The first picture is none of it.
    const base::SystemClock clock;
    const ui::StallWatch watch(clock, {});
    runFor(span);
    return toMs(watch.record().longest);
}

/// What happens in a run, all of it while events arrive.
class Bench
{
public:
    Bench(Scene &scene, qint64 events, std::chrono::milliseconds span)
        : m_scene(scene)
        , m_span(span)
        , m_expected(events)
    {
    }

    /// Rows arrive at the end of all rows, which the table follows.
    bool arriving(Stalls &stalls)
    {
        m_scene.filter().clear();
        m_scene.table().follow();
        return run(stalls, [this] {
            runFor(m_span);
            return true;
        });
    }

    /// Rows arrive, and somebody looks for some of them.
    bool typing(Stalls &stalls)
    {
        m_scene.filter().field()->setFocus();
        return run(stalls, [this] {
            bench::Typist typist(*m_scene.filter().field(), QString::fromUtf16(kFilterText));
            runFor(m_span);
            typist.finish();
            return waitUntil([&] { return typist.isDone(); })
                && m_scene.filter().field()->text() == QString::fromUtf16(kFilterText);
        });
    }

    /// The same in a table that is sorted by a column; then back to the order of arrival.
    bool typingSorted(Stalls &stalls)
    {
        m_scene.filter().clear();
        m_scene.sortBy({event::Field::Lag, true});
        if (!waitUntil([this] { return m_scene.isSortedBy({event::Field::Lag, true}); }))
            return false;
        const bool isDone = typing(stalls);
        m_scene.sortBy({});
        return waitUntil([this] { return m_scene.isSortedBy({}); }) && isDone;
    }

    qint64 expected() const { return m_expected; } ///< Events in the capture now.

private:
    template <typename Work>
    bool run(Stalls &stalls, Work work)
    {
        stalls.bound.push_back(trivialStallMs(m_expected, m_span));
        Load load(m_scene.port(), m_span + kMargin, m_expected);
        runFor(500ms); // Until it posts.
        {
            const ui::StallWatch watch(m_scene.engine().clock(), {});
            if (!work()) {
                std::fprintf(stderr, "The filter could not be typed: it says %s\n",
                             qPrintable(m_scene.filter().field()->text()));
                return false;
            }
            stalls.add(watch.record());
        }
        const qint64 stored = load.end();
        if (stored < 0) {
            std::fputs("The load failed\n", stderr);
            return false;
        }
        m_expected += stored;
        stalls.perSecond.push_back(double(stored) / (toMs(m_span + kMargin) / 1000));
        return true;
    }

    Scene &m_scene;
    const std::chrono::milliseconds m_span;
    qint64 m_expected;
};

/// One number by plain SQL; -1: it cannot be asked.
qint64 count(const QString &capture, const char *sql)
{
    sqlite3 *database = nullptr;
    sqlite3_stmt *statement = nullptr;
    qint64 result = -1;
    if (sqlite3_open_v2(capture.toUtf8().constData(), &database, SQLITE_OPEN_READONLY, nullptr)
            == SQLITE_OK
        && sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK
        && sqlite3_step(statement) == SQLITE_ROW)
        result = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return result;
}

bool isSo(const char *what, const std::function<bool()> &condition)
{
    const bool holds = waitUntil(condition);
    std::printf("%-44s %s\n", what, holds ? "yes" : "NO");
    std::fflush(stdout);
    return holds;
}

/// Whether the window shows what is on disk, with the filter that stands in it and without.
bool isRight(Scene &scene, const QString &capture, qint64 expected, event::EventId chosen)
{
    const auto keepsSelection = [&] {
        return scene.table().currentEvent() == chosen
            && scene.table().selectedEvents() == index::RowList{chosen};
    };
    scene.filter().setText(QString::fromUtf16(kFilterText));
    const qint64 filtered = count(capture, kFilterSql);
    const qint64 all = count(capture, kAllSql);
    bool isFine =
        isSo("all acknowledged events are in the capture", [&] { return all == expected; });
    isFine = isSo("the filter shows what SQL finds", [&] { return scene.shownRows() == filtered; })
        && isFine;
    isFine = isSo("the selection was kept", keepsSelection) && isFine;
    scene.filter().clear();
    isFine =
        isSo("without a filter all are shown", [&] { return scene.shownRows() == all; }) && isFine;
    return isSo("and the selection was kept", keepsSelection) && isFine;
}

int measure(qint64 events, std::chrono::seconds span, int runs)
{
    const auto capture = bench::bigCapture(events);
    if (!capture) {
        std::fputs(qPrintable(base::sentence(capture.error()) + u'\n'), stderr);
        return 1;
    }
    const bench::ScratchCopy copy(*capture);
    Scene scene(copy.path());
    runFor(500ms); // The first picture is measured by bench_start.
    {
        const ui::StallWatch watch(scene.engine().clock(), {});
        if (!waitUntil([&] { return scene.isListening() && scene.shownRows() == events; })) {
            std::fputs("The capture did not open\n", stderr);
            return 1;
        }
        bench::print("longest stall while the capture opens", toMs(watch.record().longest),
                     kLimitMs, "ms");
    }
    const event::EventId chosen = matchingEvent(events);
    scene.table().setCurrentEvent(chosen);

    Bench bench(scene, events, span);
    Stalls arriving;
    Stalls typing;
    Stalls sorted;
    for (int run = 0; run < runs; ++run) {
        if (!bench.arriving(arriving) || !bench.typing(typing) || !bench.typingSorted(sorted))
            return 1;
    }
    arriving.print("longest stall, rows arriving");
    typing.print("longest stall, a filter being typed");
    sorted.print("the same, sorted by a column");
    return isRight(scene, copy.path(), bench.expected(), chosen) ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc == 5 && QByteArrayView(argv[1]) == "--load") {
        const QCoreApplication application(argc, argv);
        return runLoad(QCoreApplication::arguments());
    }
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const qint64 events = std::max(1'000LL, words.value(1, QString::number(kEvents)).toLongLong());
    const std::chrono::seconds span(std::max(1, words.value(2, u"8"_s).toInt()));
    return measure(events, span, std::max(1, words.value(3, u"3"_s).toInt()));
}
