// Replay: how far from its plan each request is sent at original pace, and how many a second leave
// at full speed with their attempts stored, beside wrk, or a load client of our own, against the
// same target.
//
// Usage: bench_replay [RUNS [REQUESTS-AT-FULL-SPEED]]

#include "app/store/batchinserter.h"
#include "app/store/captureopening.h"
#include "tests/bench/figures.h"
#include "tests/bench/loadclient.h"
#include "tests/bench/manyevents.h"
#include "tests/bench/targetserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace sendscope;
using namespace std::chrono_literals;

namespace {

constexpr int kMinuteRequests = 600;
constexpr auto kMinute = 60s;
constexpr double kReachMs = 5;
constexpr double kReachOfBound = 0.3;

/// When each request of a minute arrived, after the first: at random, as calls do, and the last one
/// when the minute is over.
std::vector<std::chrono::microseconds> arrivalsOfAMinute()
{
    QRandomGenerator random(1);
    std::vector<std::chrono::microseconds> arrivals{0us, kMinute};
    while (arrivals.size() < kMinuteRequests)
        arrivals.push_back(std::chrono::microseconds(random.bounded(qint64(60'000'000))));
    std::sort(arrivals.begin(), arrivals.end());
    return arrivals;
}

/// A capture of so many requests, which arrived then.
bool makeCapture(const QString &path, const std::vector<std::chrono::microseconds> &arrivals)
{
    const auto capture = store::openForWriting(path, store::IfDamaged::Refuse);
    if (!capture)
        return false;
    store::Connection &connection = *capture->connection;
    auto inserter = store::BatchInserter::prepare(connection);
    const base::UtcTime start(1'700'000'000s);
    event::DraftBatch batch;
    for (size_t i = 0; i < arrivals.size(); ++i) {
        batch.requests.push_back(bench::draftEvent(qint64(i)));
        batch.requests.back().request.arrived = start + arrivals[i];
    }
    auto transaction = store::Transaction::begin(connection, store::Transaction::Kind::Write);
    store::RunBook runs(event::Via::Listener);
    return inserter->insert(runs, std::move(batch), start) && inserter->endRuns(start)
        && transaction->commit();
}

/// What one run of the program took, from its first request to its last at the target.
struct Replayed
{
    bool isDone = false;
    std::vector<bench::TargetServer::Clock::time_point> arrivals;

    std::chrono::duration<double> took() const { return arrivals.back() - arrivals.front(); }
};

Replayed replay(bench::TargetServer &target, const QString &capture, const QStringList &options)
{
    target.takeArrivals();
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(QStringLiteral(SENDSCOPE_CLI),
                  QStringList{u"replay"_s, capture, u"--to"_s,
                              u"http://127.0.0.1:%1/"_s.arg(target.port()), u"--json"_s}
                      + options);
    process.waitForFinished(-1);
    return {process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            target.takeArrivals()};
}

/// How far each request was from its plan at the target, in ms: p99 and the most. The plan is laid
/// so that half of them are early and half of them late.
std::pair<double, double> distances(const Replayed &replayed,
                                    const std::vector<std::chrono::microseconds> &arrivals,
                                    double speed)
{
    std::vector<double> off;
    for (size_t i = 0; i < arrivals.size(); ++i) {
        const std::chrono::duration<double, std::milli> real =
            replayed.arrivals[i] - replayed.arrivals.front();
        off.push_back(real.count() - double(arrivals[i].count()) / 1000 / speed);
    }
    const double middle = bench::median(off);
    for (double &one : off)
        one = std::abs(one - middle);
    std::sort(off.begin(), off.end());
    return {off[off.size() * 99 / 100], off.back()};
}

void comparePace(bench::TargetServer &target, const QString &capture,
                 const std::vector<std::chrono::microseconds> &arrivals, int speed)
{
    const Replayed replayed = replay(target, capture, {u"--speed"_s, QString::number(speed)});
    if (!replayed.isDone || replayed.arrivals.size() != arrivals.size()) {
        std::printf("replay at %dx did not come to its end\n", speed);
        return;
    }
    const auto [p99, most] = distances(replayed, arrivals, speed);
    std::printf("replay of a minute at %2dx: took %.3f s; each send off its plan by p99 %.2f ms, "
                "at most %.2f ms (reach %.0f ms)\n",
                speed, replayed.took().count(), p99, most, kReachMs);
    std::fflush(stdout);
}

std::vector<QByteArray> bodies()
{
    std::vector<QByteArray> requests;
    for (qint64 n = 0; n < 4'096; ++n)
        requests.push_back(bench::postRequest(bench::eventBody(n)));
    return requests;
}

/// wrk posts one body over and over; 0: it is not here.
double wrkPerSecond(const QTemporaryDir &folder, quint16 port, int connections)
{
    const QString wrk = QStandardPaths::findExecutable(u"wrk"_s);
    if (wrk.isEmpty())
        return 0;
    QFile script(folder.filePath(u"post.lua"_s));
    if (!script.open(QIODevice::WriteOnly))
        return 0;
    script.write("wrk.method = 'POST'\nwrk.headers['Content-Type'] = 'application/json'\n"
                 "wrk.body = [==["
                 + bench::eventBody(0) + "]==]\n");
    script.close();
    QProcess process;
    process.start(wrk,
                  {u"-t1"_s, u"-c"_s, QString::number(connections), u"-d3"_s, u"-s"_s,
                   script.fileName(), u"http://127.0.0.1:%1/"_s.arg(port)});
    process.waitForFinished(-1);
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        if (line.startsWith("Requests/sec:"))
            return line.sliced(13).trimmed().toDouble();
    }
    return 0;
}

void compareFullSpeed(bench::TargetServer &target, const QTemporaryDir &folder, qint64 requests,
                      int connections, int runs)
{
    const std::vector<QByteArray> load = bodies();
    std::vector<double> bound;
    std::vector<double> ours;
    std::vector<double> ratios;
    const char *name = "wrk";
    for (int run = 0; run < runs; ++run) {
        bound.push_back(wrkPerSecond(folder, target.port(), connections));
        if (bound.back() == 0) {
            name = "the load client";
            bound.back() = bench::runLoad(target.port(), connections, 3s, load).perSecond();
        }
        const QString capture = folder.filePath(u"full%1.sendscope"_s.arg(run));
        if (!makeCapture(capture, std::vector<std::chrono::microseconds>(size_t(requests))))
            return;
        const Replayed replayed =
            replay(target, capture,
                   {u"--speed"_s, u"max"_s, u"--concurrency"_s, QString::number(connections)});
        QFile::remove(capture);
        if (!replayed.isDone || qint64(replayed.arrivals.size()) != requests) {
            std::printf("replay at full speed did not come to its end\n");
            return;
        }
        ours.push_back(double(requests) / replayed.took().count());
        ratios.push_back(ours.back() / bound.back());
    }
    std::printf("replay at full speed, %3d connections: %7.0f/s; %s %7.0f/s; ratio %.2f "
                "(reach %.2f)\n",
                connections, bench::median(ours), name, bench::median(bound), bench::median(ratios),
                kReachOfBound);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    const int runs = std::max(1, words.value(1, u"3"_s).toInt());
    const qint64 requests = std::max<qint64>(1'000, words.value(2, u"30000"_s).toLongLong());
    // Beside the program, so that the disk measured is the one the project stands on.
    const QTemporaryDir folder(QCoreApplication::applicationDirPath() + u"/replay-XXXXXX"_s);
    bench::TargetServer target;
    const std::vector<std::chrono::microseconds> arrivals = arrivalsOfAMinute();
    const QString minute = folder.filePath(u"minute.sendscope"_s);
    if (target.port() == 0 || !makeCapture(minute, arrivals)) {
        std::printf("The capture or the target could not be made.\n");
        return 1;
    }
    for (const int connections : {1, 32})
        compareFullSpeed(target, folder, requests, connections, runs);
    comparePace(target, minute, arrivals, 10);
    comparePace(target, minute, arrivals, 1);
    return 0;
}
