#include "app/event/sentmark.h"
#include "app/store/reader.h"
#include "tests/cli/programs.h"
#include "tests/store/recorder.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// `sendscope-cli replay`, as people run it.
class ReplayTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sendsAtTheirPace();
    void sendsWhatWasAskedFor();
    void changesWhatWasAskedFor();
    void keepsResultsApart();
    void addsToResultsThatAreThere();
    void leavesTheSourceAsItIsWithResults();
    void readsACaptureThatIsRecordedInto();
    void keepsNothingInWhatMayOnlyBeRead();
    void refusesResultsThatCannotBeWritten();
    void keepsWhatWasSentWhenItIsStopped();
    void isARunOfItsOwnInASendscope();
    void sendsTheBodiesOfAFile();
    void sendsTheRequestsOfAFile();
    void readsStdin();
    void tellsWhereAFileIsWrong();
    void tellsWhenNobodyIsThere();
    void tellsWhenNothingIsSent();
    void saysWhatItWouldSend();
    void refuses_data();
    void refuses();

private:
    QString path(const QString &name) const { return m_home->path(name); }

    /// A capture of events that came so far apart.
    QString record(const QByteArrayList &bodies, std::chrono::milliseconds apart = 0ms) const
    {
        const QString capture = path(u"source.sendscope"_s);
        tests::Recorder recorder(capture);
        event::DraftBatch batch;
        for (const QByteArray &body : bodies) {
            batch.requests.push_back(tests::draftRequest(body));
            event::Request &request = batch.requests.back().request;
            request.arrived += apart * qint64(batch.requests.size());
            request.head = "POST /cb HTTP/1.1\r\nHost: a\r\nX-Number: "
                + QByteArray::number(qint64(batch.requests.size()))
                + "\r\nAuthorization: secret\r\nContent-Length: 1\r\n\r\n";
        }
        recorder.write(std::move(batch));
        recorder.close();
        return capture;
    }

    /// Runs it while the test's own servers work.
    tests::Ended replay(const QString &from, const QUrl &to, const QStringList &options = {}) const
    {
        QProcess process;
        QSignalSpy finished(&process, &QProcess::finished);
        m_home->start(process, QStringList{u"replay"_s, from, u"--to"_s, to.toString()} + options);
        if (process.state() != QProcess::NotRunning)
            finished.wait(30'000);
        return tests::ProgramHome::end(process);
    }

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(content);
        return file.fileName();
    }

    static QList<QJsonObject> objectsOf(const QByteArray &lines)
    {
        QList<QJsonObject> objects;
        for (const QByteArray &line : lines.trimmed().split('\n'))
            objects.append(QJsonDocument::fromJson(line).object());
        return objects;
    }

    static QByteArrayList bodiesOf(const tests::ScriptedServer &server)
    {
        QByteArrayList bodies;
        for (const QByteArray &request : server.requests())
            bodies.append(tests::bodyOf(request));
        return bodies;
    }

    /// What the capture's file holds; empty where it has a log beside it that holds more.
    static QByteArray contentOf(const QString &capture)
    {
        QFile file(capture);
        const bool isWhole = QFileInfo(capture + u"-wal"_s).size() == 0;
        return isWhole && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static std::vector<event::StoredRequest> requestsIn(const QString &capture)
    {
        const auto reader = store::Reader::open(capture);
        return reader ? (*reader)->requests({1}, {1'000}).value_or({})
                      : std::vector<event::StoredRequest>();
    }

    static std::vector<event::Attempt> attemptsIn(const QString &capture)
    {
        const auto reader = store::Reader::open(capture);
        std::vector<event::Attempt> whole;
        if (!reader)
            return whole;
        for (const event::Attempt &attempt : (*reader)->attemptsAfter({}).value_or({})) {
            for (event::Attempt &candidate : (*reader)->attemptsOf(attempt.request).value_or({})) {
                if (candidate.id == attempt.id)
                    whole.push_back(std::move(candidate));
            }
        }
        return whole;
    }

    std::unique_ptr<tests::ProgramHome> m_home;
};

void ReplayTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_home = std::make_unique<tests::ProgramHome>();
}

void ReplayTest::sendsAtTheirPace()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QString capture = record({"{\"a\":1}", "{\"a\":2}", "{\"a\":3}"}, 100ms);

    const tests::Ended ended = replay(capture, server.url(), {u"--speed"_s, u"2"_s, u"--json"_s});

    QVERIFY2(ended.code == 0, ended.err);
    QCOMPARE(bodiesOf(server), (QByteArrayList{"{\"a\":1}", "{\"a\":2}", "{\"a\":3}"}));
    const QList<QJsonObject> lines = objectsOf(ended.out);
    QCOMPARE(lines.size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(lines[i].value(u"request"_s), i + 1);
        QCOMPARE(lines[i].value(u"dueMs"_s), 50 * i);
        QVERIFY(lines[i].value(u"sentMs"_s).toDouble() >= 50 * i);
        QCOMPARE(lines[i].value(u"status"_s), 200);
    }
    QVERIFY(ended.err.contains("3 requests to http://127.0.0.1"));
    QVERIFY(ended.err.contains("at 2x, over 0.1 s"));
    QCOMPARE(attemptsIn(capture).size(), size_t(3));
}

void ReplayTest::sendsWhatWasAskedFor()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QString capture =
        record({R"({"type":"message-sending"})", R"({"type":"message-failed"})"}, 1h);

    const tests::Ended ended = replay(capture, server.url(),
                                      {u"--filter"_s, u"type == message-failed"_s, u"--repeat"_s,
                                       u"3"_s, u"--max-gap"_s, u"1ms"_s});

    QCOMPARE(ended.code, 0);
    QCOMPARE(bodiesOf(server), QByteArrayList(3, R"({"type":"message-failed"})"));
}

void ReplayTest::changesWhatWasAskedFor()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QByteArray body =
        R"([{"time":"2020-01-01T00:00:00.5Z","message":{"id":"14762070468292kw2fuqty55yp2b2"}}])";
    const QString capture = record({body, body});

    const tests::Ended ended =
        replay(capture, server.url(),
               {u"--fresh-ids"_s, u"--shift-time"_s, u"--header"_s, u"X-Build: 412"_s,
                u"--header"_s, u"X-Number:"_s, u"--auth"_s, u"user:password"_s});

    QVERIFY2(ended.code == 0, ended.err);
    QCOMPARE(server.requests().size(), 2);
    const QByteArray sent = server.requests().first();
    const auto mark = event::sentMarkOf(sent);
    QVERIFY(mark);
    QCOMPARE(tests::fieldLinesOf(sent),
             (QList<QByteArray>{"Host: 127.0.0.1:" + QByteArray::number(server.port()),
                                "Authorization: Basic " + QByteArray("user:password").toBase64(),
                                "Content-Length: " + QByteArray::number(body.size()),
                                "X-Build: 412", "Sendscope-Replay: " + event::fieldValue(*mark)}));
    QCOMPARE(tests::bodyOf(sent).size(), body.size());
    QVERIFY(!tests::bodyOf(sent).contains("14762070468292kw2fuqty55yp2b2"));
    QVERIFY(!tests::bodyOf(sent).contains("2020-01-01"));
    QCOMPARE(tests::bodyOf(server.requests().last()), tests::bodyOf(sent));
    const auto attempts = attemptsIn(capture);
    QCOMPARE(attempts.size(), size_t(2));
    QCOMPARE(attempts[0].sentBody, tests::bodyOf(sent));
    QVERIFY(attempts[0].sentHead.contains("Authorization: *\r\n"));
}

void ReplayTest::keepsResultsApart()
{
    tests::ScriptedServer server;
    server.answerBody("one", "200 OK");
    server.answerBody("two", "500 Broken");
    const QString capture = record({"{\"a\":1}", "{\"a\":2}"});
    const QString results = path(u"results.sendscope"_s);

    const tests::Ended ended = replay(
        capture, server.url(), {u"--results"_s, results, u"--repeat"_s, u"2"_s, u"--json"_s});

    QCOMPARE(ended.code, 1);
    QVERIFY(attemptsIn(capture).empty());
    const auto originals = requestsIn(capture);
    const auto copies = requestsIn(results);
    QCOMPARE(copies.size(), size_t(2));
    for (size_t i = 0; i < 2; ++i) {
        QCOMPARE(copies[i].draft.request.head, originals[i].draft.request.head);
        QCOMPARE(copies[i].draft.request.body, originals[i].draft.request.body);
        QCOMPARE(copies[i].draft.request.arrived, originals[i].draft.request.arrived);
        QCOMPARE(copies[i].draft.events, originals[i].draft.events);
    }
    const auto attempts = attemptsIn(results);
    QCOMPARE(attempts.size(), size_t(4));
    for (const event::Attempt &attempt : attempts)
        QVERIFY(attempt.request == copies[0].id || attempt.request == copies[1].id);
    QCOMPARE(attempts[0].responseBody, "one"_ba);
    QVERIFY(!QFile::exists(results + u"-wal"_s));
}

void ReplayTest::addsToResultsThatAreThere()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QString capture = record({"{\"a\":1}"});
    const QStringList options{u"--results"_s, path(u"results.sendscope"_s)};

    QCOMPARE(replay(capture, server.url(), options).code, 0);
    QCOMPARE(replay(capture, server.url(), options).code, 0);

    QCOMPARE(requestsIn(options[1]).size(), size_t(2));
    const auto attempts = attemptsIn(options[1]);
    QCOMPARE(attempts.size(), size_t(2));
    QCOMPARE(attempts[0].request.value, 1);
    QCOMPARE(attempts[1].request.value, 2);
}

void ReplayTest::leavesTheSourceAsItIsWithResults()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QString capture = record(QByteArrayList(300, "{\"a\":1}"));
    const QByteArray before = contentOf(capture);
    QVERIFY(!before.isEmpty());

    const tests::Ended ended =
        replay(capture, server.url(), {u"--results"_s, path(u"results.sendscope"_s)});

    QCOMPARE(ended.code, 0);
    QCOMPARE(contentOf(capture), before);
}

void ReplayTest::readsACaptureThatIsRecordedInto()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QString capture = path(u"live.sendscope"_s);
    tests::ListeningProgram listener(*m_home, capture);
    QVERIFY(listener.post("{\"a\":1}") > 0);
    const QString results = path(u"results.sendscope"_s);

    const tests::Ended alone = replay(capture, server.url());
    const tests::Ended apart = replay(capture, server.url(), {u"--results"_s, results});

    QCOMPARE(alone.code, 0);
    QVERIFY(alone.err.contains("not kept"));
    QCOMPARE(apart.code, 0);
    QVERIFY(!apart.err.contains("not kept"));
    QCOMPARE(attemptsIn(results).size(), size_t(1));
    QVERIFY(attemptsIn(capture).empty());
    QCOMPARE(requestsIn(capture).size(), size_t(1));
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(listener.stop(), 0);
}

void ReplayTest::keepsNothingInWhatMayOnlyBeRead()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QString capture = record({"{\"a\":1}"});
    const QByteArray before = contentOf(capture);
    QVERIFY(QFile::setPermissions(capture, QFile::ReadOwner));
    if (QFile(capture).open(QIODevice::ReadWrite))
        QSKIP("Whoever runs this may write everything.");

    const tests::Ended ended = replay(capture, server.url());

    QCOMPARE(ended.code, 0);
    QVERIFY(ended.err.contains("not kept"));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(contentOf(capture), before);
}

void ReplayTest::refusesResultsThatCannotBeWritten()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QString capture = record({"{\"a\":1}"});
    QFile other(path(u"notes.txt"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("no capture");
    other.close();

    const tests::Ended ended = replay(capture, server.url(), {u"--results"_s, other.fileName()});

    QCOMPARE(ended.code, 4);
    QVERIFY(server.requests().isEmpty());
}

void ReplayTest::keepsWhatWasSentWhenItIsStopped()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QString capture = record({"{\"a\":1}", "{\"a\":2}", "{\"a\":3}"}, 1h);
    QProcess process;
    m_home->start(process, {u"replay"_s, capture, u"--to"_s, server.url().toString()});
    QTRY_COMPARE(server.requests().size(), 1);
    QTRY_VERIFY(process.bytesAvailable() > 0);

    ::kill(pid_t(process.processId()), SIGINT);
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    const tests::Ended ended = tests::ProgramHome::end(process);

    QCOMPARE(ended.code, 130);
    QVERIFY2(ended.err.contains("Stopped: 1 of 3 sent"), ended.err);
    QCOMPARE(attemptsIn(capture).size(), size_t(1));
    QVERIFY(!QFile::exists(capture + u"-wal"_s));
}

void ReplayTest::isARunOfItsOwnInASendscope()
{
    const QString capture = record({"{\"a\":1}", "{\"a\":2}"});
    const QString live = path(u"live.sendscope"_s);
    tests::ListeningProgram listener(*m_home, live);
    QVERIFY(listener.post("{\"a\":0}") > 0);
    const QUrl target(u"http://127.0.0.1:%1/"_s.arg(listener.port()));

    const tests::Ended first = replay(capture, target);
    const tests::Ended second = replay(live, target, {u"--filter"_s, u"via == listener"_s});
    const tests::Ended made =
        m_home->run({u"generate"_s, u"--scenario"_s, u"inbound"_s, u"--to"_s, target.toString()});

    QCOMPARE(first.code, 0);
    QVERIFY(first.err.contains("The target is a Sendscope"));
    QCOMPARE(second.code, 0);
    QCOMPARE(made.code, 0);
    QCOMPARE(listener.stop(), 0);
    QList<event::Via> ways;
    QList<event::RunId> runs;
    for (const event::StoredRequest &request : requestsIn(live)) {
        ways.append(request.draft.request.via);
        if (!runs.contains(request.run))
            runs.append(request.run);
    }
    using event::Via;
    QCOMPARE(ways,
             (QList<Via>{Via::Listener, Via::Replay, Via::Replay, Via::Replay, Via::Generate}));
    QCOMPARE(runs.size(), 4);
}

void ReplayTest::sendsTheBodiesOfAFile()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QByteArray first = R"([{"time":"2026-01-01T00:00:00Z","a" : 1.0}])";
    const QByteArray second = R"({"time":"2026-01-01T00:00:00.250Z"})";
    const QString file = write(u"bodies.json"_s, first + '\n' + second + '\n');
    const QString results = path(u"results.sendscope"_s);

    const tests::Ended ended = replay(file, server.url(), {u"--json"_s, u"--results"_s, results});
    const tests::Ended alone = replay(file, server.url(), {u"--speed"_s, u"max"_s});

    QVERIFY2(ended.code == 0, ended.err);
    QCOMPARE(alone.code, 0);
    QCOMPARE(bodiesOf(server), (QByteArrayList{first, second, first, second}));
    QVERIFY(server.requests().first().startsWith("POST / HTTP/1.1\r\n"));
    const QList<QJsonObject> lines = objectsOf(ended.out);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[1].value(u"dueMs"_s), 250);
    QCOMPARE(attemptsIn(results).size(), size_t(2));
    QCOMPARE(requestsIn(results).at(0).draft.request.body, first);
    QFile same(file);
    QVERIFY(same.open(QIODevice::ReadOnly));
    QCOMPARE(same.readAll(), first + '\n' + second + '\n');
}

void ReplayTest::sendsTheRequestsOfAFile()
{
    tests::ScriptedServer server;
    server.answerBody("");
    const QByteArray head = "PUT /x HTTP/1.1\r\nX-b: 1\r\nx-B: 2\r\nContent-Length: 4\r\n\r\n";
    const auto line = [&head](const QByteArray &received, int status, const QByteArray &body) {
        return R"({"schema":"sendscope.request/1","kind":"event","received":")" + received
            + R"(","headBase64":")" + head.toBase64() + R"(","bodyBase64":")" + body.toBase64()
            + R"(","response":{"status":)" + QByteArray::number(status) + "}}\n";
    };
    const QString file = write(u"requests.ndjson"_s,
                               line("2026-01-01T00:00:01.000000Z", 200, "[ 2]")
                                   + line("2026-01-01T00:00:00.000000Z", 200, "[ 1]")
                                   + line("2026-01-01T00:00:02.000000Z", 503, "[ 3]"));

    const tests::Ended ended = replay(file, server.url(), {u"--speed"_s, u"10"_s});
    const tests::Ended all = replay(file, server.url(), {u"--speed"_s, u"10"_s, u"--all"_s});

    QVERIFY2(ended.code == 0, ended.err);
    QCOMPARE(all.code, 0);
    QCOMPARE(bodiesOf(server), (QByteArrayList{"[ 1]", "[ 2]", "[ 1]", "[ 2]", "[ 3]"}));
    const QByteArray sent = server.requests().first();
    QVERIFY(sent.startsWith("PUT / HTTP/1.1\r\n"));
    QVERIFY(sent.contains("\r\nX-b: 1\r\nx-B: 2\r\nContent-Length: 4\r\n"));
}

void ReplayTest::readsStdin()
{
    tests::ScriptedServer server;
    server.answerBody("");
    QProcess process;
    m_home->start(
        process,
        {u"replay"_s, u"-"_s, u"--to"_s, server.url().toString(), u"--filter"_s, u"type == b"_s});
    process.write("{\"type\":\"a\"}\n{\"type\":\"b\"}\n");
    process.closeWriteChannel();

    QTRY_COMPARE(process.state(), QProcess::NotRunning);

    QCOMPARE(tests::ProgramHome::end(process).code, 0);
    QCOMPARE(bodiesOf(server), QByteArrayList{"{\"type\":\"b\"}"});
}

void ReplayTest::tellsWhereAFileIsWrong()
{
    tests::ScriptedServer server;
    const QString file = write(u"bodies.json"_s, "{\"a\":1}\n{\"a\":\n{\"a\":1}\n");

    const tests::Ended ended = replay(file, server.url());

    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.err.contains("line"), ended.err);
    QVERIFY(server.requests().isEmpty());
}

void ReplayTest::tellsWhenNobodyIsThere()
{
    QUrl nobody;
    {
        const tests::ScriptedServer server;
        nobody = server.url();
    }
    const QString capture = record({"{\"a\":1}", "{\"a\":2}"});

    const tests::Ended ended = replay(capture, nobody);

    QCOMPARE(ended.code, 5);
    QVERIFY(ended.out.contains("nothing listens there"));
    QVERIFY(ended.err.contains("0 of 2 sent, 0 answered 2xx, 2 failed"));
    QCOMPARE(attemptsIn(capture).size(), size_t(2));
}

void ReplayTest::tellsWhenNothingIsSent()
{
    tests::ScriptedServer server;
    const QString capture = record({"{\"a\":1}"});

    const tests::Ended ended = replay(capture, server.url(), {u"--filter"_s, u"nowhere"_s});

    QCOMPARE(ended.code, 1);
    QVERIFY(ended.err.contains("none matches"));
    QVERIFY(server.requests().isEmpty());
}

void ReplayTest::saysWhatItWouldSend()
{
    tests::ScriptedServer server;
    const QString capture = record({"{\"a\":1}", "{\"a\":20}"}, 90s);

    const tests::Ended ended =
        replay(capture, server.url(), {u"--dry-run"_s, u"--repeat"_s, u"2"_s, u"--json"_s});

    QCOMPARE(ended.code, 0);
    QVERIFY(server.requests().isEmpty());
    const QList<QJsonObject> lines = objectsOf(ended.out);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[1].value(u"request"_s), 2);
    QCOMPARE(lines[1].value(u"bytes"_s), 8);
    QCOMPARE(lines[1].value(u"dueMs"_s), 90'000);
    QVERIFY(ended.err.contains("Would send 4 requests"));
    QVERIFY(ended.err.contains("over 180.0 s"));
}

void ReplayTest::refuses_data()
{
    QTest::addColumn<QStringList>("options");

    const auto row = [](const QStringList &options) {
        QTest::newRow(qPrintable(options.join(u' '))) << options;
    };
    row({u"--speed"_s, u"0"_s});
    row({u"--speed"_s, u"-1"_s});
    row({u"--speed"_s, u"nan"_s});
    row({u"--speed"_s, u"fast"_s});
    row({u"--max-gap"_s, u"long"_s});
    row({u"--repeat"_s, u"0"_s});
    row({u"--concurrency"_s, u"257"_s});
    row({u"--header"_s, u"no header"_s});
    row({u"--header"_s, u"Host: a"_s});
    row({u"--filter"_s, u"type =="_s});
    row({u"--results"_s, QString()});
}

void ReplayTest::refuses()
{
    QFETCH(const QStringList, options);
    tests::ScriptedServer server;
    const QString capture = record({"{\"a\":1}"});

    const tests::Ended ended = replay(capture, server.url(), options);
    const tests::Ended same = replay(capture, server.url(), {u"--results"_s, capture});

    QCOMPARE(ended.code, 2);
    QCOMPARE(same.code, 2);
    QVERIFY(server.requests().isEmpty());
    QVERIFY(attemptsIn(capture).empty());
}

SENDSCOPE_TEST(ReplayTest, replay)
#include "tst_replay.moc"
