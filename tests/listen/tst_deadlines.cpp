#include "tests/listen/listening.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <sys/socket.h>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a slow peer may take its time with. All limits are the defaults; the clock moves only by
/// advance().
class DeadlinesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aSilentPeerIsLetGo();
    void aSlowHeadIsRefused();
    void aBodyThatStandsStillIsRefused();
    void aBodyThatDripsForEverIsRefused();
    void anIdleConnectionIsLetGo();
    void aRequestInWorkHasNoDeadline();
    void aPeerThatDoesNotReadIsLetGo();
    void aPeerThatDoesNotCloseIsLetGo();
    void deadlinesStandStillWhileHeld();

private:
    /// Lets the listener's one timer look at the clock at least once.
    static void passDeadlines(Listening &listening)
    {
        QTimer *timer = listening.server.findChild<QTimer *>();
        QSignalSpy passed(timer, &QTimer::timeout);
        QTRY_VERIFY(!passed.isEmpty());
    }

    static bool hasRefused(const Listening &listening, event::RefusalReason reason)
    {
        const auto &refused = listening.handler->refused;
        return refused.size() == 1 && refused.front().refusal.reason == reason
            && refused.front().status == 408;
    }
};

void DeadlinesTest::aSilentPeerIsLetGo()
{
    Listening listening;
    Peer peer(listening.endpoint);
    QTRY_COMPARE(listening.counts().open, 1);

    listening.clock.advance(14'999ms);
    passDeadlines(listening);
    QVERIFY(!peer.isEnded());
    listening.clock.advance(1ms);

    QTRY_VERIFY(peer.isEnded());
    QVERIFY(peer.received().isEmpty());
    QVERIFY(listening.handler->refused.empty());
}

void DeadlinesTest::aSlowHeadIsRefused()
{
    Listening listening;
    Peer peer(listening.endpoint);
    QTRY_COMPARE(listening.counts().open, 1);
    peer.send("POST / HTTP/1.1\r\nHost: ");
    settle();

    for (int i = 0; i < 14; ++i) { // A byte now and then does not help.
        listening.clock.advance(1s);
        peer.send("a");
        settle();
    }
    passDeadlines(listening);
    QVERIFY(peer.received().isEmpty());
    listening.clock.advance(1s);

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.statuses(), QList<int>{408});
    QVERIFY(hasRefused(listening, event::RefusalReason::HeadTimeout));
}

void DeadlinesTest::aBodyThatStandsStillIsRefused()
{
    Listening listening;
    Peer peer(listening.endpoint);
    QTRY_COMPARE(listening.counts().open, 1);
    const QByteArray request = postRequest("0123456789");
    peer.send(request.chopped(9));
    settle();
    listening.clock.advance(29s);
    passDeadlines(listening);
    peer.send("1"); // Progress: it begins anew.
    settle();
    listening.clock.advance(29s);
    passDeadlines(listening);
    QVERIFY(peer.received().isEmpty());

    listening.clock.advance(1s);

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.statuses(), QList<int>{408});
    QVERIFY(hasRefused(listening, event::RefusalReason::BodyTimeout));
    QCOMPARE(listening.handler->refused.front().body, "01"_ba);
}

void DeadlinesTest::aBodyThatDripsForEverIsRefused()
{
    Listening listening;
    Peer peer(listening.endpoint);
    QTRY_COMPARE(listening.counts().open, 1);
    peer.send(postRequest(QByteArray(100, 'a')).chopped(99));
    settle();

    for (int i = 0; i < 12; ++i) {
        QVERIFY(peer.received().isEmpty());
        peer.send("a");
        settle();
        listening.clock.advance(10s);
    }

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.statuses(), QList<int>{408});
    QVERIFY(hasRefused(listening, event::RefusalReason::BodyTimeout));
}

void DeadlinesTest::anIdleConnectionIsLetGo()
{
    Listening listening;
    Peer peer(listening.endpoint);
    peer.send(postRequest("1"));
    QTRY_COMPARE(peer.statuses().size(), 1);

    listening.clock.advance(74s);
    passDeadlines(listening);
    QVERIFY(!peer.isEnded());
    listening.clock.advance(1s);

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.statuses().size(), 1);
    QVERIFY(listening.handler->refused.empty());
}

void DeadlinesTest::aRequestInWorkHasNoDeadline()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer peer(listening.endpoint);
    peer.send(postRequest("1"));
    QTRY_COMPARE(listening.handler->requests.size(), size_t(1));

    listening.clock.advance(1h);
    passDeadlines(listening);
    listening.handler->answer(0);

    QTRY_COMPARE(peer.statuses(), QList<int>{200});
}

void DeadlinesTest::aPeerThatDoesNotReadIsLetGo()
{
    Listening listening;
    listening.handler->response.body = QByteArray(32'000'000, 'a'); // More than the system buffers.
    Peer peer(listening.endpoint);
    peer.setReading(false);
    peer.send(postRequest("1"));
    QTRY_COMPARE(listening.handler->requests.size(), size_t(1));
    settle();

    listening.clock.advance(29s);
    passDeadlines(listening);
    QCOMPARE(listening.counts().open, 1);
    listening.clock.advance(1s);

    QTRY_COMPARE(listening.counts().open, 0);
    QCOMPARE(listening.handler->answered.size(), size_t(1));
    QVERIFY(!listening.handler->answered.front().isDelivered);
}

void DeadlinesTest::aPeerThatDoesNotCloseIsLetGo()
{
    Listening listening;
    listening.handler->response.closes = true;
    // A plain socket: QTcpSocket would close at once when the other side does.
    const int peer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QTcpSocket connector;
    connector.connectToHost(listening.endpoint.address, listening.endpoint.port);
    QVERIFY(connector.waitForConnected());
    QVERIFY(::dup2(int(connector.socketDescriptor()), peer) == peer);
    connector.write(postRequest("1"));
    connector.flush();
    connector.close(); // The copy stays open.
    QTRY_COMPARE(listening.counts().answered, 1);

    listening.clock.advance(4s);
    passDeadlines(listening);
    QCOMPARE(listening.counts().open, 1);
    listening.clock.advance(1s);

    QTRY_COMPARE(listening.counts().open, 0);
    ::close(peer);
}

void DeadlinesTest::deadlinesStandStillWhileHeld()
{
    Listening listening;
    Peer peer(listening.endpoint);
    QTRY_COMPARE(listening.counts().open, 1);
    const QByteArray request = postRequest("0123456789");
    peer.send(request.chopped(5));
    settle();
    listening.clock.advance(29s);

    listening.handler->setReading(false);
    listening.clock.advance(1h);
    passDeadlines(listening);
    peer.send(request.last(5));
    settle();
    listening.handler->setReading(true);
    passDeadlines(listening);

    QTRY_COMPARE(peer.statuses(), QList<int>{200});
}

SENDSCOPE_TEST(DeadlinesTest, deadlines)
#include "tst_deadlines.moc"
