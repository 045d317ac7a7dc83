#include "tests/listen/listening.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QTimer>

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kGetRoot = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Takes every descriptor the process may still open, under a limit that makes them few.
class DescriptorShortage
{
public:
    DescriptorShortage()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit low{256, m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &low);
        for (int taken = ::dup(0); taken >= 0; taken = ::dup(0))
            m_taken.push_back(taken);
    }
    ~DescriptorShortage()
    {
        for (const int taken : m_taken)
            ::close(taken);
        ::setrlimit(RLIMIT_NOFILE, &m_before);
    }
    Q_DISABLE_COPY_MOVE(DescriptorShortage)

    void giveOneBack()
    {
        ::close(m_taken.back());
        m_taken.pop_back();
    }

private:
    rlimit m_before{};
    std::vector<int> m_taken;
};

http::Limits limitsOf(int connections)
{
    http::Limits limits;
    limits.connections = connections;
    return limits;
}

} // namespace

class ServerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void listensOnAllEndpoints();
    void saysWhyItCannotListen();
    void movesToOtherEndpoints();
    void raisesTheDescriptorLimit();
    void letsTheOneIdleLongestGo();
    void pausesWhenNoneIsIdle();
    void doesNotSpinWithoutDescriptors();
    void goesOnWhenADescriptorComesFreeElsewhere();
    void takesABurst();
    void holdsOnlySoMuchOfHalfReadBodies();
    void drainsWhatWasSentByPeersThatAreGone();
    void drainsUntilTheHandlerIsDone();
    void drainsNoLongerThanItMay();
    void stopsAfterTheAnswersHaveLeft();
    void stopsThoughAnAnswerNeverComes();
};

void ServerTest::listensOnAllEndpoints()
{
    Listening listening;
    std::vector<listen::Endpoint> endpoints;
    connect(&listening.server, &listen::Server::listening, this,
            [&endpoints](const auto &all) { endpoints = all; });
    const QHostAddress four(QHostAddress::LocalHost);

    listening.server.listen({{four, 0}, {QHostAddress(u"127.0.0.2"_s), 0}});

    QCOMPARE(endpoints.size(), size_t(2));
    QCOMPARE(endpoints[0].port, endpoints[1].port);
    for (const listen::Endpoint &endpoint : endpoints) {
        Peer peer(endpoint);
        peer.send(kGetRoot);
        QTRY_COMPARE(peer.statuses(), QList<int>{200});
    }
}

void ServerTest::saysWhyItCannotListen()
{
    Listening listening;
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    std::vector<base::Error> errors;
    connect(&listening.server, &listen::Server::listenFailed, this,
            [&errors](const base::Error &error) { errors.push_back(error); });

    listening.server.listen({{QHostAddress(QHostAddress::LocalHost), other.serverPort()}});

    QCOMPARE(errors.size(), size_t(1));
    QCOMPARE(errors.front().code, base::Error::Code::PortInUse);
}

void ServerTest::movesToOtherEndpoints()
{
    Listening listening;
    const listen::Endpoint before = listening.endpoint;
    Peer peer(before);
    peer.send(kGetRoot);
    QTRY_COMPARE(peer.statuses().size(), 1);

    listening.server.listen({{QHostAddress(QHostAddress::LocalHost), 0}});

    QVERIFY(listening.endpoint != before);
    QTcpSocket late;
    late.connectToHost(before.address, before.port);
    QTRY_COMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
    peer.send(kGetRoot);
    QTRY_COMPARE(peer.statuses().size(), 2);
}

void ServerTest::raisesTheDescriptorLimit()
{
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    const rlimit low{256, before.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &low);

    const Listening listening;

    rlimit after{};
    ::getrlimit(RLIMIT_NOFILE, &after);
    ::setrlimit(RLIMIT_NOFILE, &before);
    QCOMPARE(after.rlim_cur, before.rlim_max);
}

void ServerTest::letsTheOneIdleLongestGo()
{
    Listening listening(limitsOf(3));
    Peer first(listening.endpoint);
    Peer second(listening.endpoint);
    Peer third(listening.endpoint);
    for (Peer *peer : {&first, &second, &third, &first}) {
        const qsizetype before = peer->statuses().size();
        peer->send(kGetRoot);
        QTRY_COMPARE(peer->statuses().size(), before + 1);
    }

    Peer fourth(listening.endpoint);
    fourth.send(kGetRoot);

    QTRY_COMPARE(fourth.statuses().size(), 1);
    QTRY_VERIFY(second.isEnded());
    QVERIFY(!first.isEnded());
    QVERIFY(!third.isEnded());
    QCOMPARE(listening.counts().closedIdle, 1);
    QCOMPARE(listening.counts().open, 3);
}

void ServerTest::pausesWhenNoneIsIdle()
{
    Listening listening(limitsOf(2));
    listening.handler->answersAtOnce = false;
    Peer first(listening.endpoint);
    Peer second(listening.endpoint);
    first.send(kGetRoot);
    second.send(kGetRoot);
    QTRY_COMPARE(listening.handler->requests.size(), size_t(2));

    Peer third(listening.endpoint); // In the system's queue.
    third.send(kGetRoot);
    QTRY_VERIFY(listening.counts().isPaused);
    settle();
    QCOMPARE(listening.handler->requests.size(), size_t(2));

    listening.handler->answer(0);
    QTRY_COMPARE(listening.handler->requests.size(), size_t(3));
    listening.handler->answer(1);
    listening.handler->answer(2);

    QTRY_COMPARE(third.statuses(), QList<int>{200});
    QTRY_COMPARE(second.statuses(), QList<int>{200});
    QVERIFY(!listening.counts().isPaused);
}

void ServerTest::doesNotSpinWithoutDescriptors()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer inWork(listening.endpoint);
    inWork.send(kGetRoot);
    QTRY_COMPARE(listening.handler->requests.size(), size_t(1));
    QTcpSocket waiting;
    QVERIFY(waiting.bind(QHostAddress::LocalHost)); // Has its descriptor before they are gone.

    const DescriptorShortage shortage;
    waiting.connectToHost(listening.endpoint.address, listening.endpoint.port);
    QTRY_COMPARE(waiting.state(), QAbstractSocket::ConnectedState);
    QTRY_VERIFY(listening.counts().isPaused);

    // A notifier that fires without end would give each round something to do.
    listening.server.findChild<QTimer *>()->stop();
    int rounds = 0;
    while (rounds < 1'000 && QAbstractEventDispatcher::instance()->processEvents({}))
        ++rounds;
    QVERIFY(rounds < 1'000);
    QCOMPARE(listening.counts().open, 1);

    inWork.vanish(); // Its descriptors serve the one that waits.
    QTRY_COMPARE(listening.counts().accepted, 2);
    QVERIFY(!listening.counts().isPaused);
}

void ServerTest::goesOnWhenADescriptorComesFreeElsewhere()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    Peer inWork(listening.endpoint);
    inWork.send(kGetRoot);
    QTRY_COMPARE(listening.handler->requests.size(), size_t(1));
    QTcpSocket waiting;
    QVERIFY(waiting.bind(QHostAddress::LocalHost));
    DescriptorShortage shortage;
    waiting.connectToHost(listening.endpoint.address, listening.endpoint.port);
    QTRY_VERIFY(listening.counts().isPaused);

    shortage.giveOneBack();

    QTRY_COMPARE(listening.counts().accepted, 2);
}

void ServerTest::takesABurst()
{
    Listening listening;
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < 600; ++i) { // Nobody accepts meanwhile.
        sockets.push_back(std::make_unique<QTcpSocket>());
        sockets.back()->connectToHost(listening.endpoint.address, listening.endpoint.port);
        QVERIFY(sockets.back()->waitForConnected());
    }

    QTRY_COMPARE(listening.counts().open, 600);
}

void ServerTest::holdsOnlySoMuchOfHalfReadBodies()
{
    http::Limits limits;
    limits.halfReadBytes = 100;
    Listening listening(limits);
    const QByteArray request = postRequest(QByteArray(100, '1'));
    Peer first(listening.endpoint);
    Peer second(listening.endpoint);

    first.send(request.chopped(40));
    second.send(request.chopped(40));
    QTRY_COMPARE(first.statuses() + second.statuses(), QList<int>{503});

    QCOMPARE(listening.handler->refused.size(), size_t(1));
    Peer &refused = first.statuses().isEmpty() ? second : first;
    QVERIFY(refused.received().contains("Retry-After: 1\r\n"));
    Peer &left = first.statuses().isEmpty() ? first : second;
    left.send(request.last(40));
    QTRY_COMPARE(left.statuses(), QList<int>{200});

    // What those two held is free again.
    left.send(request.chopped(40));
    left.send(request.last(40));
    QTRY_COMPARE(left.statuses(), (QList<int>{200, 200}));
}

void ServerTest::drainsWhatWasSentByPeersThatAreGone()
{
    Listening listening;
    listening.handler->answersAtOnce = false;
    QSignalSpy drained(&listening.server, &listen::Server::drained);
    constexpr int kPeers = 150; // More than are accepted in one round.
    // Blocking, so that the server has no turn: all of it waits with the system.
    for (int i = 0; i < kPeers; ++i) {
        const int peer = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(listening.endpoint.port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::connect(peer, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        const QByteArray request = postRequest(QByteArray::number(i));
        QCOMPARE(::write(peer, request.constData(), size_t(request.size())), request.size());
        ::close(peer);
    }

    listening.server.drain();

    QTRY_COMPARE(drained.count(), 1);
    QCOMPARE(listening.handler->requests.size(), size_t(kPeers));
}

void ServerTest::drainsUntilTheHandlerIsDone()
{
    Listening listening;
    listening.handler->hasWork = true;
    QSignalSpy drained(&listening.server, &listen::Server::drained);
    Peer peer(listening.endpoint);
    peer.send(postRequest("1"));

    listening.server.drain();
    QTRY_COMPARE(peer.statuses(), QList<int>{200});
    settle();
    QCOMPARE(drained.count(), 0);
    listening.handler->hasWork = false;

    QTRY_COMPARE(drained.count(), 1);
    peer.send(postRequest("2")); // It serves on.
    QTRY_COMPARE(peer.statuses().size(), 2);
}

void ServerTest::drainsNoLongerThanItMay()
{
    Listening listening;
    listening.handler->hasWork = true;
    QSignalSpy drained(&listening.server, &listen::Server::drained);

    listening.server.drain();
    listening.clock.advance(6s);

    QTRY_COMPARE(drained.count(), 1);
}

void ServerTest::stopsAfterTheAnswersHaveLeft()
{
    Listening listening;
    QSignalSpy stopped(&listening.server, &listen::Server::stopped);
    Peer idle(listening.endpoint);
    idle.send(kGetRoot);
    QTRY_COMPARE(idle.statuses().size(), 1);
    listening.handler->answersAtOnce = false;
    Peer inWork(listening.endpoint);
    inWork.send(postRequest("1") + postRequest("2"));
    QTRY_COMPARE(listening.handler->requests.size(), size_t(3));

    listening.server.stop();
    QTRY_VERIFY(idle.isEnded());
    inWork.send(postRequest("3"));
    settle();
    QVERIFY(stopped.isEmpty());
    listening.handler->answer(1);
    listening.handler->answer(2);

    QTRY_COMPARE(stopped.count(), 1);
    QTRY_VERIFY(inWork.isEnded());
    QCOMPARE(inWork.statuses(), (QList<int>{200, 200}));
    QCOMPARE(inWork.received().count("Connection: close\r\n"), 1);
    QCOMPARE(listening.handler->requests.size(), size_t(3));
}

void ServerTest::stopsThoughAnAnswerNeverComes()
{
    Listening listening;
    QSignalSpy stopped(&listening.server, &listen::Server::stopped);
    listening.handler->answersAtOnce = false;
    Peer peer(listening.endpoint);
    peer.send(kGetRoot);
    QTRY_COMPARE(listening.handler->requests.size(), size_t(1));

    listening.server.stop();
    listening.clock.advance(5s);

    QTRY_COMPARE(stopped.count(), 1);
    QCOMPARE(listening.handler->answered.size(), size_t(1));
    QVERIFY(!listening.handler->answered.front().isDelivered);
}

SENDSCOPE_TEST(ServerTest, server)
#include "tst_server.moc"
