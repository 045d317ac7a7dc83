#include "tests/cli/programs.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QString kSending = u"type == message-sending"_s;
const QString kDelivered = u"type == message-delivered"_s;
const QString kFailed = u"type == message-failed"_s;

QList<QJsonObject> objects(const QByteArray &lines)
{
    QList<QJsonObject> all;
    for (const QByteArray &line : lines.trimmed().split('\n')) {
        if (!line.isEmpty())
            all.append(QJsonDocument::fromJson(line).object());
    }
    return all;
}

QList<int> numbers(const QByteArray &lines)
{
    QList<int> all;
    for (const QJsonObject &object : objects(lines))
        all.append(object[u"event"].toInt());
    return all;
}

} // namespace

/// `sendscope-cli wait`, as a script runs it.
class WaitTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void findsWhatIsThere();
    void waitsForWhatComes();
    void waitsForACaptureThatIsNotThere();
    void waitsForEachFilterAsOftenAsAsked();
    void wantsAllByOneMessage();
    void endsAtOnceWithWhatMustNotCome();
    void judgesInOrderOfArrival();
    void countsOnlyWhatCameAfter();
    void countsOnlyWhatComesFromNowOn();
    void outlivesTheRecorder();
    void readsACaptureThatNobodyRecordsInto();
    void seesHowOftenAnEventWasSentOn();
    void tellsWhatWasMissing();
    void tellsWhatWasMissingAsJson();
    void looksOnceWithoutTime();
    void leavesOutWhatWasNotForIt();
    void endsWithASignal_data();
    void endsWithASignal();
    void refuses_data();
    void refuses();

private:
    QStringList wait(const QStringList &more) const
    {
        return QStringList{u"wait"_s, m_capture, u"--timeout"_s, u"60s"_s, u"--json"_s} + more;
    }

    std::unique_ptr<ProgramHome> m_home;
    QString m_capture;
};

void WaitTest::init()
{
    m_home = std::make_unique<ProgramHome>();
    m_capture = m_home->path(u"a.sendscope"_s);
}

void WaitTest::findsWhatIsThere()
{
    const ListeningProgram listener(*m_home, m_capture);
    QCOMPARE(listener.post(eventBody("message-sending", "m1")), 1);
    QCOMPARE(listener.post(eventBody("message-delivered", "m1")), 2);

    const Ended ended = m_home->run(wait({u"--filter"_s, kDelivered}));

    QVERIFY2(ended.code == 0, ended.err);
    QCOMPARE(numbers(ended.out), QList<int>{2});
    QCOMPARE(objects(ended.out).first()[u"payload"][u"message"][u"id"], u"m1"_s);
    QCOMPARE(ended.err, QByteArray());
}

void WaitTest::waitsForWhatComes()
{
    const ListeningProgram listener(*m_home, m_capture);
    QProcess waiting;
    m_home->start(waiting, wait({u"--filter"_s, kDelivered, u"--columns"_s, u"event,type"_s}));
    QVERIFY(waiting.waitForStarted());

    QCOMPARE(listener.post(eventBody("message-sending", "m1")), 1);
    QCOMPARE(listener.post(eventBody("message-delivered", "m1")), 2);

    const Ended ended = ProgramHome::end(waiting);
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.out, "{\"event\":2,\"type\":\"message-delivered\"}\n"_ba);
}

void WaitTest::waitsForACaptureThatIsNotThere()
{
    m_capture = m_home->path(u"no/folder/yet/a.sendscope"_s);
    QProcess waiting;
    m_home->start(waiting, wait({u"--filter"_s, kSending}));
    QVERIFY(waiting.waitForStarted());

    const ListeningProgram listener(*m_home, m_capture);
    QCOMPARE(listener.post(eventBody("message-sending", "m1")), 1);

    QCOMPARE(ProgramHome::end(waiting).code, 0);
}

void WaitTest::waitsForEachFilterAsOftenAsAsked()
{
    const ListeningProgram listener(*m_home, m_capture);
    QProcess waiting;
    m_home->start(waiting,
                  wait({u"--filter"_s, kSending, u"--filter"_s, kDelivered, u"--count"_s, u"2"_s}));
    for (const char *type : {"message-sending", "message-delivered", "message-delivered",
                             "message-delivered", "message-sending"})
        QVERIFY(listener.post(eventBody(type, "m")) > 0);

    const Ended ended = ProgramHome::end(waiting);

    QCOMPARE(ended.code, 0);
    QCOMPARE(numbers(ended.out), (QList<int>{1, 2, 3, 5}));
}

void WaitTest::wantsAllByOneMessage()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QVERIFY(listener.post(eventBody("message-delivered", "m2")));
    const QStringList words =
        wait({u"--filter"_s, kSending, u"--filter"_s, kDelivered, u"--same-message"_s});
    const Ended early = m_home->run(words + QStringList{u"--timeout"_s, u"0"_s});
    QProcess waiting;
    m_home->start(waiting, words);

    QVERIFY(listener.post(eventBody("message-delivered", "m1")));

    QCOMPARE(early.code, 1);
    const Ended ended = ProgramHome::end(waiting);
    QCOMPARE(ended.code, 0);
    QCOMPARE(numbers(ended.out), (QList<int>{1, 3}));
}

void WaitTest::endsAtOnceWithWhatMustNotCome()
{
    const ListeningProgram listener(*m_home, m_capture);
    QProcess waiting;
    m_home->start(waiting,
                  wait({u"--filter"_s, kDelivered, u"--none"_s, u"errorCode == 4720"_s, u"--none"_s,
                        kFailed, u"--timeout"_s, u"1h"_s}));
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QVERIFY(listener.post(eventBody("message-failed", "m1")));

    const Ended ended = ProgramHome::end(waiting);

    QCOMPARE(ended.code, 1);
    QCOMPARE(ended.out, QByteArray());
    const QList<QJsonObject> told = objects(ended.err);
    QCOMPARE(told.size(), 2);
    QCOMPARE(told[0][u"error"][u"code"], u"unwanted-event"_s);
    QVERIFY(told[0][u"error"][u"message"].toString().contains(kFailed));
    QCOMPARE(told[1][u"event"], 2);
    QCOMPARE(told[1][u"type"], u"message-failed"_s);
}

void WaitTest::judgesInOrderOfArrival()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-delivered", "m1")));
    QVERIFY(listener.post(eventBody("message-failed", "m1")));
    QVERIFY(listener.post(eventBody("message-delivered", "m1")));

    // The same as if it had been started before the first of them.
    QCOMPARE(m_home->run(wait({u"--filter"_s, kDelivered, u"--none"_s, kFailed})).code, 0);
    QCOMPARE(
        m_home->run(wait({u"--filter"_s, kDelivered, u"--none"_s, kFailed, u"--count"_s, u"2"_s}))
            .code,
        1);
}

void WaitTest::countsOnlyWhatCameAfter()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-delivered", "m1")));
    const qint64 known = listener.post(eventBody("message-delivered", "m2"));
    QVERIFY(listener.post(eventBody("message-delivered", "m3")));

    const Ended ended =
        m_home->run(wait({u"--filter"_s, kDelivered, u"--after"_s, QString::number(known)}));
    const Ended none = m_home->run(wait(
        {u"--filter"_s, kDelivered, u"--none"_s, u"m1"_s, u"--after"_s, QString::number(known)}));

    QCOMPARE(ended.code, 0);
    QCOMPARE(numbers(ended.out), QList<int>{3});
    QCOMPARE(none.code, 0);
}

void WaitTest::countsOnlyWhatComesFromNowOn()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-delivered", "m1")));

    const Ended ended = m_home->run(
        wait({u"--filter"_s, kDelivered, u"--after"_s, u"now"_s, u"--timeout"_s, u"0"_s}));

    QCOMPARE(ended.code, 1);
    QProcess waiting;
    m_home->start(waiting, wait({u"--filter"_s, kDelivered, u"--after"_s, u"now"_s}));
    const auto isMet = [&] {
        return listener.post(eventBody("message-delivered", "again")) > 0
            && (waiting.waitForFinished(100) || waiting.state() == QProcess::NotRunning);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isMet(), 60'000);
    QVERIFY(!numbers(waiting.readAllStandardOutput()).contains(1));
}

void WaitTest::outlivesTheRecorder()
{
    QProcess waiting;
    m_home->start(waiting, wait({u"--filter"_s, kDelivered, u"--count"_s, u"3"_s}));
    {
        ListeningProgram killed(*m_home, m_capture);
        QCOMPARE(killed.post(eventBody("message-delivered", "m1")), 1);
        killed.kill();
    }
    {
        ListeningProgram stopped(*m_home, m_capture);
        QCOMPARE(stopped.post(eventBody("message-delivered", "m2")), 2);
        QCOMPARE(stopped.stop(), 0);
    }
    const ListeningProgram last(*m_home, m_capture);
    QCOMPARE(last.post(eventBody("message-delivered", "m3")), 3);

    const Ended ended = ProgramHome::end(waiting);

    QVERIFY2(ended.code == 0, ended.err);
    QCOMPARE(numbers(ended.out), (QList<int>{1, 2, 3}));
}

void WaitTest::readsACaptureThatNobodyRecordsInto()
{
    {
        ListeningProgram listener(*m_home, m_capture);
        QVERIFY(listener.post(eventBody("message-delivered", "m1")));
        QCOMPARE(listener.stop(), 0);
    }

    QCOMPARE(m_home->run(wait({u"--filter"_s, kDelivered})).code, 0);
    const Ended vain =
        m_home->run({u"wait"_s, m_capture, u"--filter"_s, kFailed, u"--timeout"_s, u"0"_s});
    QCOMPARE(vain.code, 1);
    QVERIFY2(vain.err.contains("Nobody records into"), vain.err);
    QVERIFY(!QFile::exists(m_capture + u"-wal"_s));
}

void WaitTest::seesHowOftenAnEventWasSentOn()
{
    {
        ListeningProgram listener(*m_home, m_capture);
        QVERIFY(listener.post(eventBody("message-delivered", "m1")));
        QCOMPARE(listener.stop(), 0);
    }
    const ListeningProgram target(*m_home, m_home->path(u"target.sendscope"_s));
    QProcess waiting;
    m_home->start(waiting, wait({u"--filter"_s, u"attempts == 2"_s}));

    for (int i = 0; i < 2; ++i)
        QCOMPARE(m_home
                     ->run({u"replay"_s, m_capture, u"--to"_s,
                            u"http://127.0.0.1:%1/"_s.arg(target.port())})
                     .code,
                 0);

    QCOMPARE(ProgramHome::end(waiting).code, 0);
}

void WaitTest::tellsWhatWasMissing()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QVERIFY(listener.post(eventBody("message-failed", "m1")));

    const Ended ended = m_home->run({u"wait"_s, m_capture, u"--filter"_s, kSending, u"--filter"_s,
                                     kDelivered, u"--count"_s, u"2"_s, u"--timeout"_s, u"10ms"_s});

    QCOMPARE(ended.code, 1);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.contains("within 10ms"), ended.err);
    QVERIFY2(ended.err.contains("met 1 of 2: type == message-sending (event 1)"), ended.err);
    QVERIFY2(ended.err.contains("met 0 of 2: type == message-delivered\n"), ended.err);
    const QByteArray came = ended.err.sliced(ended.err.indexOf("came instead"));
    QVERIFY2(came.contains("message-failed") && !came.contains("message-sending"), ended.err);
}

void WaitTest::tellsWhatWasMissingAsJson()
{
    const Ended nothing = m_home->run(wait({u"--filter"_s, kSending, u"--timeout"_s, u"0"_s}));
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-failed", "m1")));

    const Ended ended = m_home->run(
        wait({u"--filter"_s, kFailed, u"--filter"_s, kSending, u"--timeout"_s, u"0"_s}));

    QCOMPARE(nothing.code, 1);
    QVERIFY(objects(nothing.err)[0][u"error"][u"hint"].toString().contains(m_capture));
    QCOMPARE(ended.code, 1);
    const QList<QJsonObject> told = objects(ended.err);
    QCOMPARE(told.size(), 3);
    QCOMPARE(told[0][u"error"][u"code"], u"timed-out"_s);
    QCOMPARE(told[1][u"filter"], kFailed);
    QCOMPARE(told[1][u"met"], 1);
    QCOMPARE(told[1][u"events"], QJsonArray{1});
    QCOMPARE(told[2][u"met"], 0);
    QCOMPARE(told[2][u"of"], 1);
}

void WaitTest::looksOnceWithoutTime()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));

    QCOMPARE(m_home->run(wait({u"--filter"_s, kSending, u"--timeout"_s, u"0"_s})).code, 0);
    QCOMPARE(m_home->run(wait({u"--filter"_s, kDelivered, u"--timeout"_s, u"0"_s})).code, 1);
}

void WaitTest::leavesOutWhatWasNotForIt()
{
    const ListeningProgram listener(*m_home, m_capture);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, listener.port());
    QVERIFY(socket.waitForConnected());
    socket.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QVERIFY(socket.waitForDisconnected());
    QVERIFY(listener.post(eventBody("message-sending", "m1")));

    const QStringList refused{u"--filter"_s, u"kind == refused"_s, u"--timeout"_s, u"0"_s};
    QCOMPARE(m_home->run(wait(refused)).code, 1);
    QCOMPARE(m_home->run(wait(refused + QStringList(u"--all"_s))).code, 0);
}

void WaitTest::endsWithASignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("code");

    QTest::newRow("interrupted") << SIGINT << 130;
    QTest::newRow("terminated") << SIGTERM << 143;
}

void WaitTest::endsWithASignal()
{
    QFETCH(const int, signal);
    QFETCH(const int, code);
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QProcess waiting;
    m_home->start(waiting, wait({u"--filter"_s, kDelivered}));
    QProcess ready; // It has taken as long to start.
    m_home->start(ready, wait({u"--filter"_s, kSending}));
    QCOMPARE(ProgramHome::end(ready).code, 0);

    // Until it minds signals they do what they always do.
    const auto isEnded = [&] {
        if (waiting.state() == QProcess::Running)
            ::kill(pid_t(waiting.processId()), signal);
        return waiting.waitForFinished(1'000) || waiting.state() == QProcess::NotRunning;
    };
    QTRY_VERIFY(isEnded());

    QCOMPARE(waiting.exitStatus(), QProcess::NormalExit);
    QCOMPARE(waiting.exitCode(), code);
}

void WaitTest::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("part");

    const QStringList filter{u"--filter"_s, kSending};
    QTest::newRow("no filter") << QStringList() << "--filter EXPR"_ba;
    QTest::newRow("only what must not come") << QStringList{u"--none"_s, kFailed} << "--filter"_ba;
    QTest::newRow("unfinished") << QStringList{u"--filter"_s, u"type =="_s} << "a value"_ba;
    QTest::newRow("unknown field") << QStringList{u"--filter"_s, u"tpe == a"_s} << "type"_ba;
    QTest::newRow("no count") << filter + QStringList{u"--count"_s, u"0"_s} << "1 or more"_ba;
    QTest::newRow("no time") << filter + QStringList{u"--timeout"_s, u"soon"_s} << "90s"_ba;
    QTest::newRow("no event") << filter + QStringList{u"--after"_s, u"then"_s} << "now"_ba;
    QTest::newRow("a program") << filter + QStringList{u"--"_s, u"true"_s} << "wait takes"_ba;
}

void WaitTest::refuses()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, part);

    const Ended ended = m_home->run(QStringList(u"wait"_s) + words);

    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(part), ended.err);
}

SENDSCOPE_TEST(WaitTest, wait)
#include "tst_wait.moc"
