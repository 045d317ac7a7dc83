#include "app/base/stallrecord.h"
#include "app/event/fieldcatalogue.h"
#include "tests/cli/programs.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <unistd.h>

#include <csignal>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QJsonObject errorOf(const tests::Ended &ended)
{
    return QJsonDocument::fromJson(ended.err).object().value(u"error"_s).toObject();
}

} // namespace

/// The program itself, as people run it.
class ProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void helps_data();
    void helps();
    void refuses_data();
    void refuses();
    void tellsErrorsAsJson();
    void tellsThatStdoutIsFull();
    void tellsThatStdoutIsClosed();
    void endsQuietlyWhenNobodyReads();
    void generatesTheSameForTheSameSeed();
    void generatesIntoAFile();
    void listensUntilItIsEnded_data();
    void listensUntilItIsEnded();
    void offersTheNextFreePort();
    void tellsOfACaptureInUse();
    void cannotReachATarget();
    void sendsOnByteForByteInOrder();
    void sendsNothingInADryRun();
    void writesEventsForPrograms();
    void writesTheColumnsAskedFor();
    void countsAttempts();
    void leavesOutWhatWasNotForIt();
    void looksAfterItself();
    void tellsHowLongTheWindowStoodStill();

private:
    QString path(const QString &name) const { return m_home->path(name); }
    void prepare(QProcess &process) const;
    tests::Ended run(const QStringList &words) const;

    /// Starts listening into a capture. Returns the URL; empty if it does not listen.
    QString startListening(QProcess &process, const QString &capture) const;

    /// Ends a listener; -1 when it did not end by itself.
    static int stop(QProcess &process, int signal = SIGINT);

    std::unique_ptr<tests::ProgramHome> m_home;
};

void ProgramTest::init()
{
    m_home = std::make_unique<tests::ProgramHome>();
}

void ProgramTest::prepare(QProcess &process) const
{
    m_home->prepare(process);
}

tests::Ended ProgramTest::run(const QStringList &words) const
{
    QProcess process;
    prepare(process);
    process.setArguments(words);
    process.start();
    return tests::ProgramHome::end(process);
}

QString ProgramTest::startListening(QProcess &process, const QString &capture) const
{
    prepare(process);
    process.setArguments(
        {u"listen"_s, u"--capture"_s, capture, u"--listen"_s, u"127.0.0.1:0"_s, u"--json"_s});
    process.start();
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(30'000))
            return {};
    }
    return QJsonDocument::fromJson(process.readLine()).object().value(u"listening"_s).toString();
}

int ProgramTest::stop(QProcess &process, int signal)
{
    ::kill(pid_t(process.processId()), signal);
    return tests::ProgramHome::end(process).code;
}

void ProgramTest::helps_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("part");

    QTest::newRow("all") << QStringList{u"--help"_s} << "generate "_ba;
    QTest::newRow("short") << QStringList{u"-h"_s} << "generate "_ba;
    QTest::newRow("version") << QStringList{u"--version"_s} << "sendscope-cli "_ba;
    for (const char *name : {"listen", "events", "show", "replay", "generate", "wait", "check",
                             "explain", "marker", "doctor"}) {
        const QString command = QString::fromLatin1(name);
        QTest::newRow(name) << QStringList{command, u"--help"_s} << "--json"_ba;
        QTest::addRow("%s -h", name) << QStringList{command, u"-h"_s} << "--json"_ba;
        QTest::addRow("help %s", name) << QStringList{u"help"_s, command} << "--json"_ba;
    }
}

void ProgramTest::helps()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, part);

    const tests::Ended ended = run(words);

    QCOMPARE(ended.code, 0);
    QVERIFY(ended.out.contains(part));
    QCOMPARE(ended.err, QByteArray());
}

void ProgramTest::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");

    QTest::newRow("nothing") << QString() << 2 << u"--help"_s;
    QTest::newRow("no command") << u"evnts"_s << 2 << u"evnts"_s;
    QTest::newRow("no option") << u"events --filtr a"_s << 2 << u"--filter"_s;
    QTest::newRow("one dash") << u"events -json"_s << 2 << u"--json"_s;
    QTest::newRow("no value") << u"events --limit"_s << 2 << u"--limit N"_s;
    QTest::newRow("too many words") << u"doctor now"_s << 2 << u"no further words"_s;
    QTest::newRow("words after dashes") << u"events -- x"_s << 2 << u"events takes"_s;
    QTest::newRow("no number") << u"events --limit many"_s << 2 << u"a whole number"_s;
    QTest::newRow("no column") << u"events --columns mesage.id"_s << 2 << u"message.id"_s;
    QTest::newRow("first and last") << u"events --limit 1 --last 1"_s << 2 << u"one of"_s;
    QTest::newRow("no format") << u"events --format xml"_s << 2 << u"ndjson"_s;
    QTest::newRow("unclosed filter") << u"events --filter (a"_s << 2 << u")"_s;
    QTest::newRow("no capture") << u"events"_s << 4 << u"Live.sendscope"_s;
    QTest::newRow("another file") << u"events /etc/hostname"_s << 4 << u"/etc/hostname"_s;
    QTest::newRow("no event number") << u"show x.sendscope first"_s << 2 << u"first"_s;
    QTest::newRow("show too little") << u"show x.sendscope"_s << 2 << u"CAPTURE EVENT"_s;
    QTest::newRow("no target") << u"replay x.sendscope"_s << 2 << u"--to"_s;
    QTest::newRow("target no URL") << u"replay x.sendscope --to ftp://a/"_s << 2 << u"http"_s;
    QTest::newRow("no messages") << u"generate --count 0"_s << 2 << u"1 or more"_s;
    QTest::newRow("no rate") << u"generate --to http://a/ --rate 0"_s << 2 << u"1 or more"_s;
    QTest::newRow("rate alone") << u"generate --rate 3"_s << 2 << u"--to"_s;
    QTest::newRow("two outputs") << u"generate --to http://a/ --output b"_s << 2 << u"one of"_s;
    QTest::newRow("no scenario") << u"generate --scenario lost"_s << 2 << u"delivered"_s;
    QTest::newRow("no address") << u"listen --listen here"_s << 2 << u"here"_s;
    QTest::newRow("no status") << u"listen --not-json-status 99"_s << 2 << u"200"_s;
}

void ProgramTest::refuses()
{
    QFETCH(const QString, line);
    QFETCH(const int, code);
    QFETCH(const QString, part);

    const tests::Ended ended = run(line.split(u' ', Qt::SkipEmptyParts));

    QCOMPARE(ended.code, code);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(QString::fromUtf8(ended.err).contains(part), ended.err);
}

void ProgramTest::tellsErrorsAsJson()
{
    const QJsonObject missing = errorOf(run({u"events"_s, u"--json"_s}));
    const QJsonObject usage = errorOf(run({u"nonsense"_s, u"--json"_s}));
    const QJsonObject words = errorOf(run({u"show"_s, u"--json"_s}));

    QCOMPARE(missing.value(u"code"_s), u"not-found"_s);
    QVERIFY(missing.value(u"message"_s).toString().contains(u"Live.sendscope"));
    QVERIFY(missing.contains(u"hint"_s));
    QCOMPARE(usage.value(u"code"_s), u"invalid-input"_s);
    QVERIFY(usage.value(u"hint"_s).toString().contains(u"--help"));
    QCOMPARE(words.value(u"code"_s), u"invalid-input"_s);
}

void ProgramTest::tellsThatStdoutIsFull()
{
    QProcess process;
    prepare(process);
    process.setArguments({u"generate"_s});
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start();

    const tests::Ended ended = tests::ProgramHome::end(process);

    QCOMPARE(ended.code, 3);
    QVERIFY(ended.err.contains("stdout"));
}

void ProgramTest::tellsThatStdoutIsClosed()
{
    QProcess process;
    prepare(process);
    process.setArguments({u"generate"_s});
    process.setChildProcessModifier([] { ::close(STDOUT_FILENO); });
    process.start();

    QCOMPARE(tests::ProgramHome::end(process).code, 3);
}

void ProgramTest::endsQuietlyWhenNobodyReads()
{
    QProcess process;
    prepare(process);
    process.setArguments({u"generate"_s, u"--count"_s, u"5000"_s});
    process.start();
    QVERIFY(process.waitForReadyRead(30'000));
    process.closeReadChannel(QProcess::StandardOutput);

    const tests::Ended ended = tests::ProgramHome::end(process);

    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.err, QByteArray());
}

void ProgramTest::generatesTheSameForTheSameSeed()
{
    const QStringList words{u"generate"_s, u"--count"_s, u"20"_s, u"--seed"_s};

    const tests::Ended first = run(words + QStringList(u"7"_s));
    const tests::Ended again = run(words + QStringList(u"7"_s));
    const tests::Ended other = run(words + QStringList(u"8"_s));

    QCOMPARE(first.code, 0);
    QVERIFY(first.out.count('\n') >= 20);
    QCOMPARE(again.out, first.out);
    QVERIFY(other.out != first.out);
}

void ProgramTest::generatesIntoAFile()
{
    const tests::Ended written =
        run({u"generate"_s, u"--scenario"_s, u"group"_s, u"--output"_s, path(u"a"_s)});

    QCOMPARE(written.code, 0);
    QCOMPARE(written.out, QByteArray());
    QFile file(path(u"a"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), run({u"generate"_s, u"--scenario"_s, u"group"_s}).out);
    QCOMPARE(run({u"generate"_s, u"--output"_s, path(u"none/a"_s)}).code, 3);
}

void ProgramTest::listensUntilItIsEnded_data()
{
    QTest::addColumn<int>("signal");

    QTest::newRow("interrupted") << SIGINT;
    QTest::newRow("terminated") << SIGTERM;
}

void ProgramTest::listensUntilItIsEnded()
{
    QFETCH(const int, signal);
    const QString capture = path(u"a.sendscope"_s);
    QProcess listener;

    const QString url = startListening(listener, capture);
    QVERIFY(url.startsWith(u"http://127.0.0.1:"));
    QCOMPARE(run({u"generate"_s, u"--to"_s, url}).code, 0);

    QCOMPARE(stop(listener, signal), 0);
    QVERIFY(!QFile::exists(capture + u"-wal"_s));
    QVERIFY(!run({u"events"_s, capture}).out.isEmpty());
}

void ProgramTest::offersTheNextFreePort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));

    const tests::Ended ended =
        run({u"listen"_s, u"--json"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(other.serverPort())});

    QCOMPARE(ended.code, 3);
    QCOMPARE(errorOf(ended).value(u"code"_s), u"port-in-use"_s);
    QVERIFY(errorOf(ended).value(u"hint"_s).toString().startsWith(u"Port "));
}

void ProgramTest::tellsOfACaptureInUse()
{
    const QString capture = path(u"a.sendscope"_s);
    QProcess listener;
    QVERIFY(!startListening(listener, capture).isEmpty());

    const tests::Ended second =
        run({u"listen"_s, u"--json"_s, u"--capture"_s, capture, u"--listen"_s, u"127.0.0.1:0"_s});

    QCOMPARE(second.code, 3);
    QCOMPARE(errorOf(second).value(u"code"_s), u"capture-in-use"_s);
    QCOMPARE(stop(listener), 0);
}

void ProgramTest::cannotReachATarget()
{
    QString nobody;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        nobody = u"http://127.0.0.1:%1/"_s.arg(server.serverPort());
    }
    const QString capture = path(u"a.sendscope"_s);
    QProcess listener;
    const QString url = startListening(listener, capture);
    QCOMPARE(run({u"generate"_s, u"--to"_s, url}).code, 0);
    QCOMPARE(stop(listener), 0);

    QCOMPARE(run({u"generate"_s, u"--to"_s, nobody}).code, 5);
    QCOMPARE(run({u"replay"_s, capture, u"--to"_s, nobody}).code, 5);
}

void ProgramTest::sendsOnByteForByteInOrder()
{
    const QString from = path(u"from.sendscope"_s);
    const QString to = path(u"to.sendscope"_s);
    QProcess source;
    const QString sourceUrl = startListening(source, from);
    QCOMPARE(run({u"generate"_s, u"--count"_s, u"5"_s, u"--to"_s, sourceUrl}).code, 0);
    QCOMPARE(stop(source), 0);
    QProcess target;
    const QString targetUrl = startListening(target, to);

    const tests::Ended replayed =
        run({u"replay"_s, from, u"--to"_s, targetUrl, u"--speed"_s, u"max"_s});

    QVERIFY2(replayed.code == 0, replayed.err);
    QVERIFY(!QFile::exists(from + u"-wal"_s));
    QCOMPARE(stop(target), 0);
    const qsizetype count = run({u"events"_s, from, u"--json"_s}).out.count('\n');
    QVERIFY(count >= 5);
    QCOMPARE(run({u"events"_s, to, u"--json"_s}).out.count('\n'), count);
    for (int event = 1; event <= count; ++event) {
        const QString number = QString::number(event);
        const tests::Ended sent = run({u"show"_s, from, number, u"--raw"_s});
        QCOMPARE(sent.code, 0);
        QVERIFY(!sent.out.isEmpty());
        QCOMPARE(run({u"show"_s, to, number, u"--raw"_s}).out, sent.out);
    }
    QVERIFY(run({u"show"_s, from, u"1"_s}).out.contains("Sent on to " + targetUrl.toUtf8()));
}

void ProgramTest::sendsNothingInADryRun()
{
    const QString capture = path(u"a.sendscope"_s);
    QProcess listener;
    const QString url = startListening(listener, capture);
    QCOMPARE(run({u"generate"_s, u"--to"_s, url}).code, 0);

    const tests::Ended ended =
        run({u"replay"_s, capture, u"--to"_s, url, u"--dry-run"_s, u"--json"_s});

    QCOMPARE(ended.code, 0);
    QCOMPARE(QJsonDocument::fromJson(ended.out.left(ended.out.indexOf('\n')))
                 .object()
                 .value(u"request"_s),
             1);
    QCOMPARE(run({u"events"_s, capture, u"--json"_s}).out.count('\n'), ended.out.count('\n'));
    QCOMPARE(stop(listener), 0);
}

void ProgramTest::writesEventsForPrograms()
{
    const QString capture = path(u"a.sendscope"_s);
    QProcess listener;
    const QString url = startListening(listener, capture);
    QCOMPARE(run({u"generate"_s, u"--count"_s, u"9"_s, u"--to"_s, url}).code, 0);
    QCOMPARE(stop(listener), 0);

    const QList<QByteArray> lines = run({u"events"_s, capture, u"--json"_s}).out.split('\n');
    const tests::Ended array = run({u"events"_s, capture, u"--format"_s, u"json"_s});

    QVERIFY(lines.size() > 9);
    for (qsizetype i = 0; i < lines.size() - 1; ++i) {
        const QJsonObject object = QJsonDocument::fromJson(lines[i]).object();
        QCOMPARE(object.value(u"event"_s), i + 1);
        for (const QString &key : object.keys())
            QVERIFY2(key == u"payload" || event::findField(key.toUtf8()), qPrintable(key));
        const QJsonObject payload = object.value(u"payload"_s).toObject();
        QCOMPARE(object.value(u"type"_s), payload.value(u"type"_s));
        QCOMPARE(object.value(u"message.text"_s), payload[u"message"_s][u"text"_s]);
        QCOMPARE(object.value(u"message.to"_s), payload[u"message"_s][u"to"_s]);
    }
    QCOMPARE(QJsonDocument::fromJson(array.out).array().size(), lines.size() - 1);
    const tests::Ended last = run({u"events"_s, capture, u"--json"_s, u"--last"_s, u"2"_s});
    QCOMPARE(last.out, lines[lines.size() - 3] + '\n' + lines[lines.size() - 2] + '\n');
    const tests::Ended first = run({u"events"_s, capture, u"--json"_s, u"--limit"_s, u"1"_s});
    QCOMPARE(first.out, lines[0] + '\n');
    QCOMPARE(run({u"events"_s, capture, u"--last"_s, u"0"_s}).out, QByteArray());
}

void ProgramTest::writesTheColumnsAskedFor()
{
    const QString capture = path(u"a.sendscope"_s);
    QProcess listener;
    const QString url = startListening(listener, capture);
    QCOMPARE(run({u"generate"_s, u"--scenario"_s, u"failed:4720"_s, u"--count"_s, u"2"_s, u"--to"_s,
                  url})
                 .code,
             0);
    QCOMPARE(stop(listener), 0);
    const QStringList words{u"events"_s, capture, u"--columns"_s, u"type,errorCode,message.to"_s};

    const tests::Ended table = run(words);
    const tests::Ended json = run(words + QStringList(u"--json"_s));

    const QList<QByteArray> lines = json.out.trimmed().split('\n');
    QVERIFY(json.out.contains("4720"));
    for (const QByteArray &line : lines) {
        QCOMPARE(QJsonDocument::fromJson(line).object().keys(),
                 QStringList({u"errorCode"_s, u"message.to"_s, u"type"_s}));
    }
    // In line: every recipient begins at the same place.
    QSet<qsizetype> begins;
    for (const QByteArray &line : table.out.trimmed().split('\n'))
        begins.insert(line.lastIndexOf("  "));
    QCOMPARE(begins.size(), 1);
}

void ProgramTest::countsAttempts()
{
    const QString capture = path(u"a.sendscope"_s);
    QProcess listener;
    const QString url = startListening(listener, capture);
    QCOMPARE(run({u"generate"_s, u"--to"_s, url}).code, 0);
    QCOMPARE(stop(listener), 0);
    QProcess target;
    const QString targetUrl = startListening(target, path(u"b.sendscope"_s));

    QCOMPARE(run({u"replay"_s, capture, u"--to"_s, targetUrl}).code, 0);
    QCOMPARE(run({u"replay"_s, capture, u"--to"_s, targetUrl}).code, 0);

    const QStringList columns{u"--columns"_s, u"attempts"_s, u"--limit"_s, u"1"_s};
    QCOMPARE(run(QStringList{u"events"_s, capture} + columns).out.trimmed(), "2"_ba);
    QVERIFY(run({u"show"_s, capture, u"1"_s, u"--json"_s}).out.contains("\"attempts\":2"));
    QCOMPARE(stop(target), 0);
}

void ProgramTest::leavesOutWhatWasNotForIt()
{
    const QString capture = path(u"a.sendscope"_s);
    QProcess listener;
    const QUrl url(startListening(listener, capture));
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(url.port()));
    QVERIFY(socket.waitForConnected());
    socket.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QVERIFY(socket.waitForDisconnected());
    QCOMPARE(run({u"generate"_s, u"--to"_s, url.toString()}).code, 0);
    QCOMPARE(stop(listener), 0);

    const tests::Ended usual = run({u"events"_s, capture});
    const tests::Ended all = run({u"events"_s, capture, u"--all"_s});

    QVERIFY(!usual.out.contains("refused"));
    QVERIFY(all.out.contains("refused"));
    QVERIFY(all.out.endsWith(usual.out));
}

void ProgramTest::looksAfterItself()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString busy = u"127.0.0.1:%1"_s.arg(other.serverPort());

    const tests::Ended fine = run({u"doctor"_s, u"--listen"_s, u"127.0.0.1:0"_s});
    const tests::Ended look = run({u"doctor"_s, u"--json"_s, u"--listen"_s, busy});

    QVERIFY2(fine.out.contains(m_home->path().toUtf8()), fine.out);
    QCOMPARE(look.code, 1);
    bool hasFound = false;
    for (const QByteArray &line : look.out.trimmed().split('\n')) {
        const QJsonObject finding = QJsonDocument::fromJson(line).object();
        QVERIFY2(finding.contains(u"fine"_s), line);
        hasFound = hasFound || finding.value(u"state"_s).toString().contains(busy);
    }
    QVERIFY(hasFound);
}

void ProgramTest::tellsHowLongTheWindowStoodStill()
{
    const QStringList words{u"doctor"_s, u"--listen"_s, u"127.0.0.1:0"_s};
    base::StallRecord record;
    record.begun = base::UtcTime(1'593'110'556s);
    record.watched = 2h + 4min;
    record.isOver = true;
    record.add(38ms, record.begun + 1min);
    const QByteArray quiet = base::toJson(record);
    record.add(380ms, record.begun + 2min);
    const auto afterRecord = [&](const QByteArray &json, const QStringList &more) {
        QFile file(path(u"stalls.json"_s));
        return file.open(QFile::WriteOnly) && file.write(json) == json.size() && file.flush()
            ? run(words + more)
            : tests::Ended();
    };

    const tests::Ended unwatched = run(words);
    const tests::Ended fine = afterRecord(quiet, {});
    const tests::Ended slow = afterRecord(base::toJson(record), {});
    const tests::Ended json = afterRecord(base::toJson(record), {u"--json"_s});
    const tests::Ended damaged = afterRecord("{", {});

    QVERIFY2(unwatched.out.contains("window                 not watched"), unwatched.out);
    QVERIFY2(
        fine.out.contains("longest stall 38 ms, none over 50 ms, in 2 h 4 min (last watched run, "
                          "from 2020-06-25 18:42:36 UTC)"),
        fine.out);
    QVERIFY2(slow.out.contains("longest stall 380 ms at 2020-06-25 18:44:36, 1 over 50 ms"),
             slow.out);
    QVERIFY2(json.out.contains(",\"figures\":" + base::toJson(record) + "}\n"), json.out);
    QVERIFY2(damaged.out.contains("stalls.json cannot be read"), damaged.out);
    QCOMPARE(damaged.code, 1);
}

SENDSCOPE_TEST(ProgramTest, program)
#include "tst_program.moc"
