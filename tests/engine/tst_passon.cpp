#include "app/engine/engine.h"
#include "app/store/reader.h"
#include "tests/support/bandwidthsender.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using engine::EngineStatus;
using http::PassMode;
using tests::BandwidthSender;
using tests::ScriptedServer;

namespace {

constexpr auto kEvent = R"([{"type":"message-delivered","message":{"id":"m1"}}])";

/// A third of what the sender bears with, so that a loaded machine does not blur the two.
constexpr auto kLimit = 1'000ms;

/// An address on which nothing listens.
quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

/// An app behind Sendscope, and a stand-in for Bandwidth before it.
class PassOnTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void watchingAnswersAtOnceWhateverTheAppDoes_data();
    void watchingAnswersAtOnceWhateverTheAppDoes();
    void standingBetweenGivesTheAppsAnswer();
    void standingBetweenMakesTheSenderRepeat();
    void answers504WhenTheAppHangs();
    void answers502WhenTheAppDiesInItsAnswer();
    void answers502WhenTheAppIsNotThere();
    void findsTheAppAgainWhenItComesBack();
    void keepsItsOwnChallengeToItself();
    void lettingTheAppChallenge();
    void passesMalformedOnesOnAndRefusedOnesNot();
    void keepsPipelinedAnswersInOrder();
    void storesBeforeTheAppHearsOfIt();
    void remembersASenderThatHungUpMeanwhile();
    void acceptsWhileThousandsWait();
    void isSwitchedAtRunTime();
    void refusesItsOwnListener();
    void stopsALoopThatComesBackByAnotherName();

private:
    void start(PassMode mode, const QUrl &target, std::optional<http::Credentials> demanded = {});
    QUrl url() const { return QUrl(m_engine->status().url()); }
    const replay::PassOnCounts &counts() const { return m_engine->status().passOn.counts; }

    /// Delivers one event, and waits for how it ends.
    std::vector<BandwidthSender::Try> deliver(const QByteArray &body = kEvent);

    /// What the capture has of an event, once its row is there.
    std::optional<qint64> number(qint64 event, event::Field field) const;
    std::vector<event::Attempt> attemptsOf(qint64 request) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedServer> m_app;
    std::unique_ptr<engine::Engine> m_engine;
};

void PassOnTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_app = std::make_unique<ScriptedServer>();
}

void PassOnTest::cleanup()
{
    m_engine.reset();
    m_app.reset();
}

void PassOnTest::start(PassMode mode, const QUrl &target, std::optional<http::Credentials> demanded)
{
    engine::EngineOptions options;
    options.capturePath = m_folder->filePath(u"test.sendscope"_s);
    options.endpoints = {{QHostAddress(QHostAddress::LocalHost), 0}};
    options.credentials = std::move(demanded);
    if (mode != PassMode::Off)
        options.passOn = replay::PassOnOptions{target, mode, kLimit};
    m_engine = std::make_unique<engine::Engine>(options);
    m_engine->start();
    QTRY_COMPARE(m_engine->status().listening, EngineStatus::Listening::On);
}

std::vector<BandwidthSender::Try> PassOnTest::deliver(const QByteArray &body)
{
    BandwidthSender sender(url(), {});
    sender.deliver(body);
    [&sender] { QTRY_VERIFY_WITH_TIMEOUT(sender.isDone(), 20'000); }();
    return sender.tries();
}

std::optional<qint64> PassOnTest::number(qint64 event, event::Field field) const
{
    return m_engine->snapshot()->cell({event}, field).number;
}

std::vector<event::Attempt> PassOnTest::attemptsOf(qint64 request) const
{
    const auto reader = store::Reader::open(m_engine->options().capturePath);
    return reader ? (*reader)->attemptsOf({request}).value_or({}) : std::vector<event::Attempt>{};
}

void PassOnTest::watchingAnswersAtOnceWhateverTheAppDoes_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<qint64>("forwarded");
    QTest::addColumn<bool>("hasFailed");

    QTest::newRow("200") << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"_ba << true
                         << qint64(200) << false;
    QTest::newRow("500") << "HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\nbang"_ba << true
                         << qint64(500) << true;
    QTest::newRow("hangs") << ""_ba << true << qint64(0) << true;
    QTest::newRow("dies in its answer")
        << "HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nhalf"_ba << true << qint64(0) << true;
    QTest::newRow("is not there") << ""_ba << false << qint64(0) << true;
}

void PassOnTest::watchingAnswersAtOnceWhateverTheAppDoes()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, isThere);
    QFETCH(const qint64, forwarded);
    QFETCH(const bool, hasFailed);
    if (!answer.isEmpty())
        m_app->answer(answer, ScriptedServer::Then::Close);
    const QUrl target =
        isThere ? m_app->url(u"/hook"_s) : QUrl(u"http://127.0.0.1:%1/hook"_s.arg(closedPort()));
    start(PassMode::Watch, target);

    const auto tries = deliver();

    QCOMPARE(tries.size(), size_t(1)); // no repeat
    QCOMPARE(tries[0].status, 200);
    QCOMPARE(tries[0].body, "stored 1\n"_ba);
    QTRY_COMPARE(number(1, event::Field::Forwarded), forwarded);
    QCOMPARE(number(1, event::Field::Status), qint64(200));
    QTRY_COMPARE(counts().sent, 1);
    QCOMPARE(counts().failed, hasFailed ? 1 : 0);
    QCOMPARE(counts().waiting, 0);
    const auto attempts = attemptsOf(1);
    QCOMPARE(attempts.size(), size_t(1));
    QCOMPARE(attempts[0].status, int(forwarded));
    QCOMPARE(attempts[0].error.isEmpty(), forwarded != 0);
    QCOMPARE(attempts[0].target, target.toString());
}

void PassOnTest::standingBetweenGivesTheAppsAnswer()
{
    m_app->answer("HTTP/1.1 202 Taken\r\nContent-Type: application/json\r\nX-App: yes\r\n"
                  "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "9\r\n{\"a\": 1}\n\r\n0\r\n\r\n");
    start(PassMode::Relay, m_app->url(u"/hook"_s));

    const auto tries = deliver();

    QCOMPARE(tries.size(), size_t(1));
    QCOMPARE(tries[0].status, 202);
    QCOMPARE(tries[0].body, "{\"a\": 1}\n"_ba);
    QCOMPARE(fieldOf(tries[0], "Content-Type"), "application/json"_ba);
    QCOMPARE(fieldOf(tries[0], "X-App"), "yes"_ba);
    QCOMPARE(fieldOf(tries[0], "Transfer-Encoding"), ""_ba);
    QCOMPARE(m_app->requests().size(), 1);
    QCOMPARE(tests::bodyOf(m_app->requests()[0]), kEvent);
    QTRY_COMPARE(number(1, event::Field::Status), qint64(202));
    QTRY_COMPARE(number(1, event::Field::Forwarded), qint64(202));
}

void PassOnTest::standingBetweenMakesTheSenderRepeat()
{
    m_app->answerBody("bang", "500 Oops");
    m_app->answerBody("fine");
    start(PassMode::Relay, m_app->url());

    const auto tries = deliver();

    QCOMPARE(tries.size(), size_t(2));
    QCOMPARE(tries[0].status, 500);
    QCOMPARE(tries[0].body, "bang"_ba);
    QCOMPARE(tries[1].status, 200);
    QCOMPARE(tries[1].body, "fine"_ba);
    QTRY_COMPARE(m_engine->snapshot()->count(), 2);
    QTRY_COMPARE(number(1, event::Field::Status), qint64(500));
    QTRY_COMPARE(number(2, event::Field::Status), qint64(200));
}

void PassOnTest::answers504WhenTheAppHangs()
{
    start(PassMode::Relay, m_app->url());

    const auto tries = deliver();

    QCOMPARE(tries.size(), size_t(3)); // the sender comes again, as it does after its own time out
    for (const BandwidthSender::Try &ended : tries) {
        QCOMPARE(ended.status, 504);
        QVERIFY(ended.took >= kLimit - 50ms);
    }
    QCOMPARE(m_app->requests().size(), 3);
    QTRY_COMPARE(number(3, event::Field::Status), qint64(504));
    QTRY_COMPARE(number(3, event::Field::Forwarded), qint64(0));
    QVERIFY(attemptsOf(1).at(0).error.contains(u"1 s"_s));
}

void PassOnTest::answers502WhenTheAppDiesInItsAnswer()
{
    m_app->answer("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nhalf",
                  ScriptedServer::Then::Close);
    start(PassMode::Relay, m_app->url());

    const auto tries = deliver();

    QCOMPARE(tries.size(), size_t(3));
    QCOMPARE(tries[0].status, 502);
    QVERIFY(!tries[0].body.contains("half"));
}

void PassOnTest::answers502WhenTheAppIsNotThere()
{
    start(PassMode::Relay, QUrl(u"http://127.0.0.1:%1/"_s.arg(closedPort())));

    const auto tries = deliver();

    QCOMPARE(tries.size(), size_t(3));
    QCOMPARE(tries[0].status, 502);
    QTRY_COMPARE(m_engine->status().received, 3);
    QTRY_COMPARE(number(3, event::Field::Status), qint64(502));
    QTRY_COMPARE(counts().failed, 3);
    QVERIFY(!counts().lastFailure.isEmpty());
}

void PassOnTest::findsTheAppAgainWhenItComesBack()
{
    m_app->answerBody("first");
    const quint16 port = m_app->port();
    const QUrl target = m_app->url();
    start(PassMode::Relay, target);
    QCOMPARE(deliver().back().body, "first"_ba);

    m_app.reset();
    QCOMPARE(deliver().back().status, 502);
    m_app = std::make_unique<ScriptedServer>(QHostAddress::LocalHost, port);
    m_app->answerBody("back");

    QCOMPARE(deliver().back().body, "back"_ba);
}

void PassOnTest::keepsItsOwnChallengeToItself()
{
    m_app->answerBody("fine");
    start(PassMode::Relay, m_app->url(), http::Credentials("bandwidth", "secret"));

    const auto tries = deliver();

    QCOMPARE(tries.size(), size_t(2));
    QCOMPARE(tries[0].status, 401);
    QCOMPARE(fieldOf(tries[0], "WWW-Authenticate"),
             "Basic realm=\"Sendscope\", charset=\"UTF-8\""_ba);
    QCOMPARE(tries[1].status, 200);
    QCOMPARE(m_app->requests().size(), 1); // no handshake
    QVERIFY(!m_app->requests()[0].contains("Authorization"));
}

void PassOnTest::lettingTheAppChallenge()
{
    m_app->answer("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"app\"\r\n"
                  "Content-Length: 0\r\n\r\n");
    m_app->answerBody("fine");
    start(PassMode::Relay, m_app->url());

    const auto tries = deliver();

    QCOMPARE(tries.size(), size_t(2));
    QCOMPARE(fieldOf(tries[0], "WWW-Authenticate"), "Basic realm=\"app\""_ba);
    QCOMPARE(tries[1].body, "fine"_ba);
    QVERIFY(m_app->requests()[1].contains("Authorization: Basic " + "bandwidth:secret"_ba.toBase64()
                                          + "\r\n"));
    QTRY_COMPARE(attemptsOf(2).size(), size_t(1));
    QVERIFY(!attemptsOf(2).at(0).sentHead.contains("secret"_ba.toBase64()));
}

void PassOnTest::passesMalformedOnesOnAndRefusedOnesNot()
{
    m_app->answerBody("fine");
    start(PassMode::Watch, m_app->url());
    QTcpSocket get;
    get.connectToHost(QHostAddress::LocalHost, quint16(url().port()));
    get.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(get.state(), QAbstractSocket::UnconnectedState);

    const auto tries = deliver("no json");

    QCOMPARE(tries[0].status, 400);
    QTRY_COMPARE(m_app->requests().size(), qsizetype(tries.size()));
    for (const QByteArray &request : m_app->requests())
        QCOMPARE(tests::bodyOf(request), "no json"_ba);
}

void PassOnTest::keepsPipelinedAnswersInOrder()
{
    // The second one is answered by the app at once, the first one not before its time is up.
    m_app->answer("");
    m_app->answerBody("second");
    start(PassMode::Relay, m_app->url());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(url().port()));

    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                 "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]");

    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    const QByteArray answers = socket.readAll();
    QVERIFY(answers.startsWith("HTTP/1.1 504"));
    QVERIFY(answers.indexOf("HTTP/1.1 200") > 0);
    QVERIFY(answers.endsWith("second"));
}

void PassOnTest::storesBeforeTheAppHearsOfIt()
{
    start(PassMode::Relay, m_app->url());
    BandwidthSender sender(url(), {});
    sender.deliver(kEvent);

    QTRY_COMPARE(m_app->requests().size(), 1);

    const auto reader = store::Reader::open(m_engine->options().capturePath);
    QVERIFY(reader);
    QCOMPARE((*reader)->requestOf({1}).value().draft.request.body, kEvent);
}

void PassOnTest::remembersASenderThatHungUpMeanwhile()
{
    start(PassMode::Relay, m_app->url());
    BandwidthSender::Habits hasty;
    hasty.patience = 100ms;
    hasty.mostTries = 1;
    BandwidthSender sender(url(), hasty);
    sender.deliver(kEvent);
    QTRY_VERIFY(sender.isDone());
    QCOMPARE(sender.tries().at(0).status, 0);

    const auto isKnown = [this] {
        const auto reader = store::Reader::open(m_engine->options().capturePath);
        const auto stored = reader ? (*reader)->requestOf({1}) : reader.error();
        return stored && stored->outcome && !stored->outcome->isDelivered
            && stored->outcome->status == 0;
    };
    QTRY_VERIFY(isKnown());
    QTRY_COMPARE(number(1, event::Field::Forwarded), qint64(0)); // the app has had its time
}

void PassOnTest::acceptsWhileThousandsWait()
{
    // The app takes no connection on; what waits beyond the bound is told so.
    constexpr int kSenders = 2'000;
    start(PassMode::Relay, m_app->url());
    std::vector<std::unique_ptr<QTcpSocket>> senders;
    for (int i = 0; i < kSenders; ++i) {
        senders.push_back(std::make_unique<QTcpSocket>());
        senders.back()->connectToHost(QHostAddress::LocalHost, quint16(url().port()));
        senders.back()->write(
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
    }

    QTRY_COMPARE_WITH_TIMEOUT(m_engine->status().received, kSenders, 30'000);
    for (const auto &sender : senders)
        QTRY_COMPARE_WITH_TIMEOUT(sender->state(), QAbstractSocket::UnconnectedState, 30'000);
    for (const auto &sender : senders) {
        const QByteArray answer = sender->readAll();
        QVERIFY2(answer.startsWith("HTTP/1.1 504") || answer.startsWith("HTTP/1.1 503"),
                 answer.constData());
    }
    QTRY_COMPARE(counts().waiting, 0);
    QCOMPARE(counts().sent + counts().skipped, kSenders);
}

void PassOnTest::isSwitchedAtRunTime()
{
    m_app->answerBody("the app's");
    start(PassMode::Off, {});
    QCOMPARE(deliver().back().body, "stored 1\n"_ba);

    QVERIFY(m_engine->setPassOn(replay::PassOnOptions{m_app->url(), PassMode::Watch, kLimit}));
    QCOMPARE(deliver().back().body, "stored 2\n"_ba);
    QTRY_COMPARE(m_app->requests().size(), 1);

    QVERIFY(m_engine->setPassOn(replay::PassOnOptions{m_app->url(), PassMode::Relay, kLimit}));
    QCOMPARE(deliver().back().body, "the app's"_ba);

    QVERIFY(m_engine->setPassOn(std::nullopt));
    QCOMPARE(deliver().back().body, "stored 4\n"_ba);
    QCOMPARE(m_app->requests().size(), 2);
}

void PassOnTest::refusesItsOwnListener()
{
    start(PassMode::Off, {});
    const quint16 port = quint16(url().port());

    for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s, u"[::1]"_s, u"0.0.0.0"_s}) {
        const QUrl target(u"http://%1:%2/hook"_s.arg(host).arg(port));
        const auto done =
            m_engine->setPassOn(replay::PassOnOptions{target, PassMode::Watch, kLimit});
        QVERIFY(!done);
        QCOMPARE(done.error().code, base::Error::Code::InvalidInput);
    }
    QVERIFY(!m_engine->status().passOn.options);
}

void PassOnTest::stopsALoopThatComesBackByAnotherName()
{
    // A target that sends what it gets back to us.
    start(PassMode::Off, {});
    QTcpServer mirror;
    QVERIFY(mirror.listen(QHostAddress::LocalHost));
    connect(&mirror, &QTcpServer::newConnection, &mirror, [&] {
        QTcpSocket *in = mirror.nextPendingConnection();
        auto *out = new QTcpSocket(in);
        out->connectToHost(QHostAddress::LocalHost, quint16(url().port()));
        connect(in, &QTcpSocket::readyRead, out, [in, out] { out->write(in->readAll()); });
        connect(out, &QTcpSocket::readyRead, in, [in, out] { in->write(out->readAll()); });
    });
    const QUrl target(u"http://127.0.0.1:%1/"_s.arg(mirror.serverPort()));
    QVERIFY(m_engine->setPassOn(replay::PassOnOptions{target, PassMode::Relay, kLimit}));
    BandwidthSender::Habits once;
    once.mostTries = 1;
    BandwidthSender sender(url(), once);

    sender.deliver(kEvent);

    QTRY_VERIFY(sender.isDone());
    QCOMPARE(sender.tries().at(0).status, 508);
    QTRY_COMPARE(m_engine->snapshot()->count(), 2);
    QTRY_COMPARE(number(2, event::Field::Attempts), qint64(1));
    QVERIFY(attemptsOf(2).at(0).error.contains(u"went on from here before"_s));
}

SENDSCOPE_TEST(PassOnTest, passon)
#include "tst_passon.moc"
