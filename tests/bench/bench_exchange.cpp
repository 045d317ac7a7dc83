// NDJSON of many requests out of a capture and into a new one, by the program as people run it,
// beside cat of the same file and the durable accept of the same requests.
//
// Usage: bench_exchange [REQUESTS [RUNS]]
//
// What comes out of the new capture must be, byte for byte, what came out of the first (but for the
// numbers and for how it came): exit 1 if not.

#include "tests/bench/bigcapture.h"
#include "tests/bench/figures.h"
#include "tests/bench/loadclient.h"
#include "tests/bench/manyevents.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace sendscope;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kRequests = 100'000;
constexpr double kOutMs = 1'000;
constexpr double kInMs = 2'000;
constexpr int kConnections = 256;

/// Runs a program to its end. False: it failed, and has said why.
bool run(const QString &program, const QStringList &words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, words);
    process.waitForFinished(-1);
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

/// The time of one run in milliseconds; ends the bench where it fails.
double timed(const QString &program, const QStringList &words)
{
    bool isDone = false;
    const double took = bench::medianMs([&] { isDone = run(program, words); }, 1);
    if (!isDone)
        std::exit(1);
    return took;
}

bool exportTo(const QString &capture, const QString &file)
{
    return run(QStringLiteral(SENDSCOPE_CLI),
               {u"export"_s, capture, u"--format"_s, u"ndjson"_s, u"--with-secrets"_s,
                u"--output"_s, file});
}

/// The line without its request number and without how it came.
QByteArray comparable(QByteArray line)
{
    for (const auto &[begin, end] : {std::pair{"\"request\":", ","}, {"\"via\":\"", "\""}}) {
        const qsizetype from = line.indexOf(begin) + qsizetype(qstrlen(begin));
        line.remove(from, line.indexOf(end, from) - from);
    }
    return line;
}

bool isSame(const QString &one, const QString &other)
{
    QFile a(one);
    QFile b(other);
    if (!a.open(QIODevice::ReadOnly) || !b.open(QIODevice::ReadOnly))
        return false;
    while (!a.atEnd()) {
        if (comparable(a.readLine()) != comparable(b.readLine()))
            return false;
    }
    return b.atEnd();
}

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

/// How long the listener takes to have so many of the same requests on disk, and say so.
double acceptMs(qint64 count, const QString &folder)
{
    std::vector<QByteArray> requests;
    for (qint64 n = 0; n < 4'096; ++n)
        requests.push_back(bench::postRequest(bench::eventBody(n)));
    const quint16 port = freePort();
    QProcess listener;
    listener.setStandardOutputFile(QProcess::nullDevice());
    listener.start(QStringLiteral(SENDSCOPE_CLI),
                   {u"listen"_s, u"--capture"_s, folder + u"/accept.sendscope"_s, u"--listen"_s,
                    u"127.0.0.1:%1"_s.arg(port)});
    QTcpSocket probe;
    do {
        listener.waitForFinished(20);
        probe.connectToHost(QHostAddress::LocalHost, port);
    } while (listener.state() == QProcess::Running && !probe.waitForConnected(100));
    const bench::LoadResult load = bench::runLoad(port, kConnections, 2s, requests);
    listener.terminate();
    listener.waitForFinished(10'000);
    return 1'000 * double(count) / std::max(load.perSecond(), 1.0);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    const qint64 count = std::max(1LL, words.value(1, QString::number(kRequests)).toLongLong());
    const int runs = std::max(1, words.value(2, u"5"_s).toInt());
    const auto made = bench::bigCapture(count);
    if (!made) {
        std::fputs(qPrintable(base::sentence(made.error()) + u'\n'), stderr);
        return 1;
    }
    // Beside the program, so that the disk measured is the one the project stands on.
    const QTemporaryDir folder(QCoreApplication::applicationDirPath() + u"/exchange-XXXXXX"_s);
    const QString file = folder.filePath(u"out.ndjson"_s);
    const QString again = folder.filePath(u"again.ndjson"_s);
    const QString capture = folder.filePath(u"in.sendscope"_s);
    if (!exportTo(*made, file))
        return 1;

    const QString cli = QStringLiteral(SENDSCOPE_CLI);
    std::vector<double> out;
    std::vector<double> in;
    std::vector<double> cat;
    std::vector<double> accept;
    for (int i = 0; i < runs; ++i) {
        cat.push_back(timed(u"sh"_s, {u"-c"_s, u"cat \"$0\" > \"$1\""_s, file, again}));
        out.push_back(timed(cli,
                            {u"export"_s, *made, u"--format"_s, u"ndjson"_s, u"--with-secrets"_s,
                             u"--output"_s, again}));
        QFile::remove(capture);
        accept.push_back(acceptMs(count, folder.path()));
        in.push_back(timed(cli, {u"import"_s, file, u"--capture"_s, capture}));
    }
    std::printf("NDJSON of %lld requests, %.1f MB\n", static_cast<long long>(count),
                double(QFile(file).size()) / 1e6);
    bench::print("  out", bench::median(out), kOutMs, "ms");
    bench::print("  out (bound: cat into a file)", bench::median(out), bench::median(cat), "ms");
    bench::print("  in", bench::median(in), kInMs, "ms");
    bench::print("  in (bound: durable accept, 256 connections)", bench::median(in),
                 bench::median(accept), "ms");
    if (!exportTo(capture, again) || !isSame(file, again)) {
        std::fputs("What was imported is not what was exported.\n", stderr);
        return 1;
    }
    return 0;
}
