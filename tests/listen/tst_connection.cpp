#include "tests/listen/listening.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>

#include <sys/socket.h>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kGet = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

http::Response saying(const QByteArray &text)
{
    http::Response response;
    response.body = text;
    return response;
}

} // namespace

class ConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void handsARequestOverAsItCame();
    void takesAThousandRequestsOnOneConnection();
    void takesARequestByteByByte();
    void answersInTheOrderOfTheRequests();
    void pausesReadingWhenEnoughIsInWork();
    void pausesReadingForAPeerThatDoesNotRead();
    void readsNothingWhileHeld();
    void asksForTheBodyBeforeItComes();
    void asksForTheBodyOnlyInItsTurn();
    void refusesABodyBeforeItComes();
    void closesAfterARequest_data();
    void closesAfterARequest();
    void keepsAnOldClientThatAsksForIt();
    void answersHeadWithoutABody();
    void aResponseMayEndTheConnection();
    void aPeerThatIsGoneIsToldOfOnce();
    void aPeerThatShutsItsSideIsBorne();
    void aRequestCutShortIsRefused();
    void aRefusalCanBeReadWhileTheBodyStillComes();
    void rubbishGetsOneAnswer();
    void aRefusalWaitsForTheAnswersBeforeIt();
};

void ConnectionTest::handsARequestOverAsItCame()
{
    Listening listening;
    listening.handler->response.status = 202;
    Peer peer(listening.endpoint);

    peer.send(postRequest("[1, 2]", "X-Odd:  a\tb \r\n"));

    QTRY_COMPARE(peer.statuses(), QList<int>{202});
    QCOMPARE(listening.handler->requests.size(), size_t(1));
    const ScriptedHandler::Seen &seen = listening.handler->requests.front();
    QCOMPARE(seen.message.head.raw + seen.message.body, postRequest("[1, 2]", "X-Odd:  a\tb \r\n"));
    QCOMPARE(seen.arrival.at, listening.clock.utc());
    QCOMPARE(seen.arrival.local, listen::toText(listening.endpoint));
    QCOMPARE(seen.arrival.peer,
             listen::toText({peer.socket().localAddress(), peer.socket().localPort()}));
    QCOMPARE(listening.handler->answered,
             (std::vector<ScriptedHandler::Answered>{{seen.exchange, 202, true}}));
}

void ConnectionTest::takesAThousandRequestsOnOneConnection()
{
    Listening listening;
    Peer peer(listening.endpoint);

    for (int i = 0; i < 1'000; ++i) {
        peer.send(postRequest(QByteArray::number(i)));
        QTRY_COMPARE(peer.statuses().size(), i + 1);
    }

    QCOMPARE(listening.handler->requests.size(), size_t(1'000));
    QCOMPARE(listening.handler->requests.back().message.body, "999"_ba);
    QCOMPARE(listening.counts().accepted, 1);
    QCOMPARE(listening.counts().answered, 1'000);
}

void ConnectionTest::takesARequestByteByByte()
{
    Listening listening;
    Peer peer(listening.endpoint);

    for (const char byte : postRequest("{}")) {
        peer.send(QByteArray(1, byte));
        settle();
    }

    QTRY_COMPARE(peer.statuses(), QList<int>{200});
    QCOMPARE(listening.handler->requests.front().message.body, "{}"_ba);
}

void ConnectionTest::answersInTheOrderOfTheRequests()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer peer(listening.endpoint);
    peer.send(postRequest("1") + postRequest("2") + postRequest("3"));
    QTRY_COMPARE(listening.handler->requests.size(), size_t(3));

    listening.handler->answer(2, saying("third"));
    listening.handler->answer(1, saying("second"));
    settle();
    QVERIFY(peer.received().isEmpty());
    QVERIFY(listening.handler->answered.empty());
    listening.handler->answer(0, saying("first"));

    QTRY_COMPARE(peer.statuses().size(), 3);
    QTRY_VERIFY(peer.received().endsWith("third"));
    QVERIFY(peer.received().indexOf("first") < peer.received().indexOf("second"));
    QVERIFY(peer.received().indexOf("second") < peer.received().indexOf("third"));
    QCOMPARE(listening.handler->answered.size(), size_t(3));
}

void ConnectionTest::pausesReadingWhenEnoughIsInWork()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer peer(listening.endpoint);
    QByteArray requests;
    for (int i = 0; i < 20; ++i)
        requests += postRequest(QByteArray::number(i));

    peer.send(requests);
    QTRY_COMPARE(listening.handler->requests.size(), size_t(8));
    settle();
    QCOMPARE(listening.handler->requests.size(), size_t(8));

    listening.handler->answer(0);
    QTRY_COMPARE(listening.handler->requests.size(), size_t(9));
    settle();
    QCOMPARE(listening.handler->requests.size(), size_t(9));

    listening.handler->answersAtOnce = true;
    for (size_t i = 1; i < 9; ++i)
        listening.handler->answer(i);
    QTRY_COMPARE(peer.statuses().size(), 20);
    QCOMPARE(listening.handler->requests.back().message.body, "19"_ba);
}

void ConnectionTest::pausesReadingForAPeerThatDoesNotRead()
{
    Listening listening;
    listening.handler->response.body = QByteArray(15'000, 'a');
    Peer peer(listening.endpoint);
    peer.setReading(false);
    constexpr int kRequests = 4'000; // 60 MB of answers, which no socket buffer holds
    const QByteArray request = postRequest(QByteArray(4'000, 'b'));

    for (int i = 0; i < kRequests; ++i)
        peer.send(request);
    settle();
    QVERIFY(peer.unsentBytes() > 0);
    const size_t taken = listening.handler->requests.size();
    const qint64 answeredBytes = qint64(taken) * 15'000;
    const qint64 leftBytes = listening.counts().answered * 15'000;

    QVERIFY(taken < kRequests);
    QVERIFY2(answeredBytes - leftBytes < 128 * 1024,
             qPrintable(QString::number(answeredBytes - leftBytes)));

    peer.setReading(true);
    QTRY_COMPARE(listening.handler->requests.size(), size_t(kRequests));
    QTRY_COMPARE(listening.counts().answered, kRequests);
}

void ConnectionTest::readsNothingWhileHeld()
{
    Listening listening;
    Peer before(listening.endpoint);
    before.send(kGet);
    QTRY_COMPARE(before.statuses().size(), 1);

    listening.handler->setReading(false);
    Peer after(listening.endpoint);
    before.send(kGet);
    after.send(kGet);
    QTRY_COMPARE(listening.counts().open, 2);
    settle();
    QCOMPARE(listening.handler->requests.size(), size_t(1));

    listening.handler->setReading(true);
    QTRY_COMPARE(before.statuses().size(), 2);
    QTRY_COMPARE(after.statuses().size(), 1);
}

void ConnectionTest::asksForTheBodyBeforeItComes()
{
    Listening listening;
    Peer peer(listening.endpoint);
    const QByteArray request = postRequest("{}", "Expect: 100-continue\r\n");

    peer.send(request.chopped(2));
    QTRY_COMPARE(peer.statuses(), QList<int>{100});
    peer.send("{}");

    QTRY_COMPARE(peer.statuses(), (QList<int>{100, 200}));
    QCOMPARE(listening.handler->requests.size(), size_t(1));
}

void ConnectionTest::asksForTheBodyOnlyInItsTurn()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer peer(listening.endpoint);
    const QByteArray request = postRequest("{}", "Expect: 100-continue\r\n");

    peer.send(kGet + request.chopped(2));
    QTRY_COMPARE(listening.handler->requests.size(), size_t(1));
    settle();
    QVERIFY(peer.received().isEmpty());
    listening.handler->answer(0);

    QTRY_COMPARE(peer.statuses(), (QList<int>{200, 100}));
}

void ConnectionTest::refusesABodyBeforeItComes()
{
    Listening listening;
    listening.handler->expectationRefusal = http::Response{401};
    Peer peer(listening.endpoint);
    const QByteArray request = postRequest("{}", "Expect: 100-continue\r\n");

    peer.send(request.chopped(2));

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.statuses(), QList<int>{401});
    QVERIFY(peer.received().contains("Connection: close\r\n"));
    QVERIFY(listening.handler->requests.empty());
    QCOMPARE(listening.handler->expectations.size(), size_t(1));
    const tests::ScriptedHandler::Seen &seen = listening.handler->expectations.front();
    QCOMPARE(seen.message.head.raw, request.chopped(2));
    QVERIFY(seen.arrival.peer.startsWith(u"127.0.0.1:"));
    QVERIFY(seen.arrival.at > base::UtcTime());
}

void ConnectionTest::closesAfterARequest_data()
{
    QTest::addColumn<QByteArray>("request");

    QTest::newRow("Connection: close")
        << "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"_ba;
    QTest::newRow("HTTP/1.0") << "GET / HTTP/1.0\r\n\r\n"_ba;
}

void ConnectionTest::closesAfterARequest()
{
    QFETCH(const QByteArray, request);
    Listening listening;
    listening.handler->response = saying("bye");
    Peer peer(listening.endpoint);

    peer.send(request + kGet); // What follows is not looked at.

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.statuses(), QList<int>{200});
    QVERIFY(peer.received().contains("Connection: close\r\n"));
    QVERIFY(peer.received().endsWith("bye"));
    QCOMPARE(listening.handler->requests.size(), size_t(1));
    QVERIFY(listening.handler->refused.empty());
    QTRY_COMPARE(listening.counts().open, 0);
}

void ConnectionTest::keepsAnOldClientThatAsksForIt()
{
    Listening listening;
    Peer peer(listening.endpoint);
    const QByteArray request = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";

    peer.send(request);
    QTRY_COMPARE(peer.statuses().size(), 1);
    peer.send(request);

    QTRY_COMPARE(peer.statuses().size(), 2);
    QVERIFY(peer.received().toLower().contains("connection: keep-alive\r\n"));
}

void ConnectionTest::answersHeadWithoutABody()
{
    Listening listening;
    listening.handler->response = saying("seven b");
    Peer peer(listening.endpoint);

    peer.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba + kGet);

    QTRY_COMPARE(peer.statuses(), (QList<int>{200, 200}));
    QTRY_VERIFY(peer.received().endsWith("seven b"));
    QCOMPARE(peer.received().count("Content-Length: 7\r\n"), 2);
    QCOMPARE(peer.received().count("seven b"), 1);
}

void ConnectionTest::aResponseMayEndTheConnection()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer peer(listening.endpoint);
    peer.send(postRequest("1") + postRequest("2"));
    QTRY_COMPARE(listening.handler->requests.size(), size_t(2));
    http::Response last;
    last.status = 405;
    last.closes = true;

    listening.handler->answer(0, last);
    listening.handler->answer(1);

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.statuses(), QList<int>{405});
    const auto &requests = listening.handler->requests;
    QCOMPARE(listening.handler->answered,
             (std::vector<ScriptedHandler::Answered>{{requests[0].exchange, 405, true},
                                                     {requests[1].exchange, 0, false}}));
}

void ConnectionTest::aPeerThatIsGoneIsToldOfOnce()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer peer(listening.endpoint);
    peer.send(postRequest("1") + postRequest("2"));
    QTRY_COMPARE(listening.handler->requests.size(), size_t(2));
    listening.handler->answer(1); // Waits behind the first.

    peer.vanish();
    QTRY_COMPARE(listening.handler->answered.size(), size_t(2));
    listening.handler->answer(0);
    settle();

    const auto &requests = listening.handler->requests;
    QCOMPARE(listening.handler->answered,
             (std::vector<ScriptedHandler::Answered>{{requests[0].exchange, 0, false},
                                                     {requests[1].exchange, 200, false}}));
    QCOMPARE(listening.counts().open, 0);
}

void ConnectionTest::aPeerThatShutsItsSideIsBorne()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer peer(listening.endpoint);
    peer.send(postRequest("1"));
    ::shutdown(int(peer.socket().socketDescriptor()), SHUT_WR);
    QTRY_COMPARE(listening.handler->requests.size(), size_t(1));

    QTRY_VERIFY(peer.isEnded());
    listening.handler->answer(0);

    QCOMPARE(listening.handler->answered.size(), size_t(1));
    QVERIFY(listening.handler->refused.empty());
    QCOMPARE(listening.counts().open, 0);
}

void ConnectionTest::aRequestCutShortIsRefused()
{
    Listening listening;
    Peer peer(listening.endpoint);
    peer.send(postRequest("0123456789").chopped(3));
    QTRY_COMPARE(listening.counts().open, 1);
    settle();

    peer.vanish();

    QTRY_COMPARE(listening.handler->refused.size(), size_t(1));
    const http::RefusedMessage &refused = listening.handler->refused.front();
    QCOMPARE(refused.refusal.reason, event::RefusalReason::CutShort);
    QCOMPARE(refused.status, 0);
    QVERIFY(refused.head.startsWith("POST /events"));
    QCOMPARE(refused.body, "0123456"_ba);
    QVERIFY(listening.handler->requests.empty());
}

void ConnectionTest::aRefusalCanBeReadWhileTheBodyStillComes()
{
    Listening listening;
    Peer peer(listening.endpoint);

    peer.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n");
    peer.send(QByteArray(20'000'000, 'x'));

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.unsentBytes(), 0);
    QCOMPARE(peer.statuses(), QList<int>{413});
    QCOMPARE(peer.socket().error(), QAbstractSocket::RemoteHostClosedError);
    QCOMPARE(listening.handler->refused.size(), size_t(1));
    QCOMPARE(listening.handler->refused.front().refusal.reason, event::RefusalReason::BodyTooLarge);
}

void ConnectionTest::rubbishGetsOneAnswer()
{
    Listening listening;
    Peer peer(listening.endpoint);

    for (int i = 0; i < 100; ++i)
        peer.send("\1\2\3 rubbish\r\n\r\n");

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.statuses(), QList<int>{400});
    QCOMPARE(listening.handler->refused.size(), size_t(1));
}

void ConnectionTest::aRefusalWaitsForTheAnswersBeforeIt()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer peer(listening.endpoint);
    peer.send(postRequest("1") + "POST / HTTP/1.1\r\nHost: a\r\nBad Name: 1\r\n\r\n");
    QTRY_COMPARE(listening.handler->refused.size(), size_t(1));
    QVERIFY(peer.received().isEmpty());

    listening.handler->answer(0);

    QTRY_VERIFY(peer.isEnded());
    QCOMPARE(peer.statuses(), (QList<int>{200, 400}));
}

SENDSCOPE_TEST(ConnectionTest, connection)
#include "tst_connection.moc"
