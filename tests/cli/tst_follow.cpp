#include "tests/cli/programs.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;

/// `sendscope-cli events --follow`.
class FollowTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void goesOnWithWhatComes();
    void beginsWithTheLastOnes();
    void endsWithTheLimit();
    void followsACaptureThatIsNotThereYet();
    void followsARecorderThatIsKilled();
    void followsACaptureThatIsReplaced();
    void closesTheArrayOfJson();
    void endsWithASignal_data();
    void endsWithASignal();
    void endsQuietlyWhenNobodyReads();

private:
    void follow(QProcess &process, const QStringList &more = {}) const
    {
        m_home->start(
            process,
            QStringList{u"events"_s, m_capture, u"--follow"_s, u"--columns"_s, u"message.id"_s}
                + more);
    }

    std::unique_ptr<ProgramHome> m_home;
    QString m_capture;
};

void FollowTest::init()
{
    m_home = std::make_unique<ProgramHome>();
    m_capture = m_home->path(u"a.sendscope"_s);
}

void FollowTest::goesOnWithWhatComes()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QVERIFY(listener.post(eventBody("message-failed", "m2")));
    QProcess process;

    follow(process, {u"--filter"_s, u"type == message-sending"_s});
    QCOMPARE(ProgramHome::readLine(process), "m1\n"_ba);
    QVERIFY(listener.post(eventBody("message-failed", "m3")));
    QVERIFY(listener.post(eventBody("message-sending", "m4")));

    QCOMPARE(ProgramHome::readLine(process), "m4\n"_ba);
    QVERIFY(listener.post(eventBody("message-sending", "m5")));
    QCOMPARE(ProgramHome::readLine(process), "m5\n"_ba);
    process.kill();
    process.waitForFinished();
}

void FollowTest::beginsWithTheLastOnes()
{
    const ListeningProgram listener(*m_home, m_capture);
    for (const char *id : {"m1", "m2", "m3"})
        QVERIFY(listener.post(eventBody("message-sending", id)));
    QProcess process;

    follow(process, {u"--last"_s, u"1"_s});
    QCOMPARE(ProgramHome::readLine(process), "m3\n"_ba);
    QVERIFY(listener.post(eventBody("message-sending", "m4")));

    QCOMPARE(ProgramHome::readLine(process), "m4\n"_ba);
    process.kill();
    process.waitForFinished();
}

void FollowTest::endsWithTheLimit()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QProcess process;

    follow(process, {u"--limit"_s, u"2"_s});
    QCOMPARE(ProgramHome::readLine(process), "m1\n"_ba);
    for (const char *id : {"m2", "m3"})
        QVERIFY(listener.post(eventBody("message-sending", id)));

    const Ended ended = ProgramHome::end(process);
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.out, "m2\n"_ba);
    QProcess enough;
    follow(enough, {u"--limit"_s, u"1"_s});
    QCOMPARE(ProgramHome::end(enough).out, "m1\n"_ba);
}

void FollowTest::followsACaptureThatIsNotThereYet()
{
    m_capture = m_home->path(u"not/yet/a.sendscope"_s);
    QProcess process;
    follow(process);
    QVERIFY(process.waitForStarted());

    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));

    QCOMPARE(ProgramHome::readLine(process), "m1\n"_ba);
    process.kill();
    process.waitForFinished();
}

void FollowTest::followsARecorderThatIsKilled()
{
    QProcess process;
    follow(process);
    for (const char *id : {"m1", "m2", "m3"}) {
        ListeningProgram listener(*m_home, m_capture);
        QVERIFY(listener.post(eventBody("message-sending", id)));
        QCOMPARE(ProgramHome::readLine(process), id + "\n"_ba);
        listener.kill();
    }
    process.kill();
    process.waitForFinished();
}

void FollowTest::followsACaptureThatIsReplaced()
{
    QProcess process;
    follow(process);
    for (const char *id : {"m1", "m2"}) {
        ListeningProgram listener(*m_home, m_capture);
        QVERIFY(listener.post(eventBody("message-sending", id)));
        QCOMPARE(ProgramHome::readLine(process), id + "\n"_ba);
        QCOMPARE(listener.stop(), 0);
        QVERIFY(QFile::remove(m_capture));
    }
    process.kill();
    process.waitForFinished();
}

void FollowTest::closesTheArrayOfJson()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QProcess process;
    follow(process, {u"--format"_s, u"json"_s});
    QVERIFY(process.waitForReadyRead(30'000));
    const auto isWritten = [&] {
        process.waitForReadyRead(10);
        return process.peek(1'000).contains("m1");
    };
    QTRY_VERIFY(isWritten());

    ::kill(pid_t(process.processId()), SIGINT);

    const Ended ended = ProgramHome::end(process);
    QCOMPARE(ended.code, 130);
    QVERIFY2(QJsonDocument::fromJson(ended.out).isArray(), ended.out);
}

void FollowTest::endsWithASignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("code");

    QTest::newRow("interrupted") << SIGINT << 130;
    QTest::newRow("terminated") << SIGTERM << 143;
}

void FollowTest::endsWithASignal()
{
    QFETCH(const int, signal);
    QFETCH(const int, code);
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QProcess process;
    follow(process);
    QCOMPARE(ProgramHome::readLine(process), "m1\n"_ba);
    QVERIFY(listener.post(eventBody("message-sending", "m2")));
    QCOMPARE(ProgramHome::readLine(process), "m2\n"_ba); // It follows by now.

    ::kill(pid_t(process.processId()), signal);

    const Ended ended = ProgramHome::end(process);
    QCOMPARE(ended.code, code);
    QCOMPARE(ended.err, QByteArray());
}

void FollowTest::endsQuietlyWhenNobodyReads()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QProcess process;
    QProcess reader;
    process.setStandardOutputProcess(&reader);
    follow(process);
    reader.start(u"head"_s, {u"-n"_s, u"1"_s});

    QCOMPARE(ProgramHome::end(reader).out, "m1\n"_ba); // And nothing more comes.

    const Ended ended = ProgramHome::end(process);
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.err, QByteArray());
}

SENDSCOPE_TEST(FollowTest, follow)
#include "tst_follow.moc"
