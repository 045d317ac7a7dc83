#include "tests/cli/programs.h"
#include "tests/testregistry.h"

#include <QProcess>
#include <QTest>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;

/// `sendscope-cli marker`, and what filters make of it.
class MarkerTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void standsBetweenWhatCameBeforeAndAfter();
    void isSeenByWhoWaits();
    void tellsTheEventToWaitAfter();
    void beginsACapture();
    void wantsAText();

private:
    std::unique_ptr<ProgramHome> m_home;
    QString m_capture;
};

void MarkerTest::init()
{
    m_home = std::make_unique<ProgramHome>();
    m_capture = m_home->path(u"a.sendscope"_s);
}

void MarkerTest::standsBetweenWhatCameBeforeAndAfter()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));

    QCOMPARE(m_home->run({u"marker"_s, m_capture, u"build 412"_s}).out, "marker after 1\n"_ba);
    QVERIFY(listener.post(eventBody("message-sending", "m2")));

    const Ended after = m_home->run({u"events"_s, m_capture, u"--columns"_s, u"message.id"_s,
                                     u"--filter"_s, u"after marker \"build 412\""_s});
    QCOMPARE(after.out, "m2\n"_ba);
}

void MarkerTest::isSeenByWhoWaits()
{
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));
    QProcess waiting;
    m_home->start(waiting,
                  {u"wait"_s, m_capture, u"--columns"_s, u"message.id"_s, u"--filter"_s,
                   u"after marker \"build 412\""_s});
    QVERIFY(listener.post(eventBody("message-sending", "m2")));

    QCOMPARE(m_home->run({u"marker"_s, m_capture, u"build 412"_s}).code, 0);
    QVERIFY(listener.post(eventBody("message-sending", "m3")));

    const Ended ended = ProgramHome::end(waiting);
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.out, "m3\n"_ba);
}

void MarkerTest::tellsTheEventToWaitAfter()
{
    const ListeningProgram listener(*m_home, m_capture);
    m_home->set(u"SENDSCOPE_CAPTURE"_s, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));

    const Ended marked = m_home->run({u"marker"_s, u"build \"412\""_s, u"--json"_s});

    QCOMPARE(marked.out, "{\"marker\":\"build \\\"412\\\"\",\"after\":1}\n"_ba);
    QVERIFY(listener.post(eventBody("message-sending", "m2")));
    const Ended ended = m_home->run({u"wait"_s, u"--after"_s, u"1"_s, u"--columns"_s,
                                     u"message.id"_s, u"--filter"_s, u"type == message-sending"_s});
    QCOMPARE(ended.out, "m2\n"_ba);
}

void MarkerTest::beginsACapture()
{
    QCOMPARE(m_home->run({u"marker"_s, m_capture, u"build 412"_s}).out, "marker after 0\n"_ba);
    const ListeningProgram listener(*m_home, m_capture);
    QVERIFY(listener.post(eventBody("message-sending", "m1")));

    QCOMPARE(m_home->run({u"wait"_s, m_capture, u"--filter"_s, u"after marker build"_s}).code, 0);
}

void MarkerTest::wantsAText()
{
    QCOMPARE(m_home->run({u"marker"_s, m_capture, u" "_s}).code, 2);
    QCOMPARE(m_home->run({u"marker"_s}).code, 2);
}

SENDSCOPE_TEST(MarkerTest, marker)
#include "tst_marker.moc"
