#include "app/event/sentmark.h"
#include "app/replay/player.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include <atomic>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = replay::Player::State;

namespace {

/// Requests of 4 MiB, two at a time, which count how many were read.
class LargeRequests : public replay::RequestSource
{
public:
    base::Result<std::vector<event::StoredRequest>>
    read(std::span<const replay::PlannedRequest> wanted) override
    {
        std::vector<event::StoredRequest> requests;
        for (const replay::PlannedRequest &one : wanted.first(std::min<size_t>(wanted.size(), 2))) {
            event::StoredRequest request;
            request.id = one.request;
            request.draft.request.head = "POST / HTTP/1.1\r\n\r\n";
            request.draft.request.body = QByteArray(4 * 1024 * 1024, 'x');
            requests.push_back(std::move(request));
        }
        m_count += int(requests.size());
        return requests;
    }

    int count() const { return m_count; }

private:
    std::atomic_int m_count = 0;
};

} // namespace

/// A player with what it told.
class PlayerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void sendsWhatCame();
    void sendsInOrderOfArrival();
    void keepsThePaceOfThePlan();
    void neverWaitsForAnAnswerAtItsPace();
    void countsWhatIsHeldBack();
    void sendsOneAfterTheOtherAtFullSpeed();
    void keepsAsManyConnectionsAsAskedFor();
    void repeats();
    void sendsExactlyTheNextOneInAStep();
    void goesOnAfterAPause();
    void givesUpWhatIsUnderWay();
    void saysWhyARequestIsNotSent();
    void getsThroughManyThatCannotBeSent();
    void saysWhyThereIsNoAnswer();
    void givesUpWhereNobodyAnswers();
    void keepsTheBeginningOfALongAnswer();
    void readsOnlySoFarAhead();
    void tellsThatRequestsCannotBeRead();
    void finishesAnEmptyPlan();
    void canBeDestroyedMidway();
    void playsOnePlanAfterTheOther();

private:
    static event::StoredRequest stored(qint64 id, std::chrono::milliseconds arrived,
                                       const QByteArray &body,
                                       const QByteArray &head = "POST / HTTP/1.1\r\n\r\n")
    {
        event::StoredRequest request;
        request.id = event::RequestId{id};
        request.draft.request.arrived = base::UtcTime(1'000'000s + arrived);
        request.draft.request.head = head;
        request.draft.request.body = body;
        return request;
    }

    /// Bodies "1", "2", ... that came so far apart.
    static std::vector<event::StoredRequest> posts(int count, std::chrono::milliseconds apart = 0ms)
    {
        std::vector<event::StoredRequest> requests;
        for (int i = 1; i <= count; ++i)
            requests.push_back(stored(i, apart * i, QByteArray::number(i)));
        return requests;
    }

    static replay::PlayPlan planFor(const std::vector<event::StoredRequest> &requests,
                                    const QUrl &target)
    {
        replay::PlayPlan plan;
        plan.requests = replay::plannedOf(requests);
        plan.source = replay::heldRequests(requests);
        plan.target = target;
        return plan;
    }

    struct Run
    {
        explicit Run(replay::Player &player)
        {
            connect(&player, &replay::Player::attempted, &player,
                    [this](const replay::PlayedPtr &lot) {
                        played.insert(played.end(), lot->begin(), lot->end());
                    });
            connect(&player, &replay::Player::finished, &player,
                    [this](const auto &summary) { summaries.append(summary); });
        }

        /// Of the one that was sent as this one.
        const replay::Played &at(qint64 number) const
        {
            return *std::find_if(played.begin(), played.end(),
                                 [number](const auto &one) { return one.number == number; });
        }

        std::vector<replay::Played> played;
        QList<replay::PlaySummary> summaries;
    };

    static QList<QByteArray> bodiesOf(const tests::ScriptedServer &server)
    {
        QList<QByteArray> bodies;
        for (const QByteArray &request : server.requests())
            bodies.append(tests::bodyOf(request));
        return bodies;
    }

    /// Of requests on connections of their own, of which a slow server may read the later one
    /// first.
    static QList<QByteArray> sortedBodiesOf(const tests::ScriptedServer &server)
    {
        QList<QByteArray> bodies = bodiesOf(server);
        std::sort(bodies.begin(), bodies.end());
        return bodies;
    }

    base::SystemClock m_clock;
};

void PlayerTest::sendsWhatCame()
{
    tests::ScriptedServer server;
    server.answerBody("thanks", "202 Taken");
    replay::Player player(m_clock);
    Run run(player);
    const QByteArray head = "POST /old?path HTTP/1.1\r\n"
                            "X-First: 1\r\n"
                            "host: old.example\r\n"
                            "x-twice: a\r\n"
                            "Connection: X-Mine, keep-alive\r\n"
                            "X-Mine: gone\r\n"
                            "Keep-Alive: 5\r\n"
                            "Cookie: secret\r\n"
                            "Authorization: Basic secret\r\n"
                            "CONTENT-LENGTH: 99\r\n"
                            "X-Twice: b\r\n"
                            "Transfer-Encoding: chunked\r\n"
                            "TE: trailers\r\n"
                            "Trailer: X\r\n"
                            "Upgrade: h2c\r\n"
                            "Proxy-Connection: x\r\n"
                            "Expect: 100-continue\r\n"
                            "Sendscope-Replay: 3\r\n"
                            "X-Last: \r\n\r\n";
    const QByteArray body("a\0b\xff{}", 6);
    const base::UtcTime before = m_clock.utc();

    player.start(planFor({stored(17, 0ms, body, head)}, server.url(u"/new?q=1"_s)));
    QVERIFY(run.played.empty());

    QTRY_COMPARE(run.summaries.size(), 1);
    const QByteArray sent = server.requests().first();
    const auto mark = event::sentMarkOf(sent);
    QVERIFY(mark);
    QCOMPARE(*mark, (event::SentMark{event::Via::Replay, run.summaries.first().run, 17}));
    const QByteArray host = "host: 127.0.0.1:" + QByteArray::number(server.port());
    const QList<QByteArray> fields{"X-First: 1",
                                   host,
                                   "x-twice: a",
                                   "CONTENT-LENGTH: 6",
                                   "X-Twice: b",
                                   "X-Last:",
                                   "Sendscope-Replay: " + event::fieldValue(*mark)};
    QVERIFY(sent.startsWith("POST /new?q=1 HTTP/1.1\r\n"));
    QCOMPARE(tests::fieldLinesOf(sent), fields);
    QCOMPARE(tests::bodyOf(sent), body);

    QCOMPARE(run.played.size(), size_t(1));
    QCOMPARE(run.played.front().request.draft.request.head, head);
    const event::Attempt &attempt = run.played.front().attempt;
    QVERIFY(attempt.id.isNull());
    QCOMPARE(attempt.request, event::RequestId{17});
    QVERIFY(attempt.started >= before && attempt.started <= m_clock.utc());
    QVERIFY(attempt.took > 0us);
    QCOMPARE(attempt.target, server.url(u"/new?q=1"_s).toString());
    QCOMPARE(attempt.sentHead + body, sent);
    QVERIFY(attempt.sentBody.isNull());
    QCOMPARE(attempt.status, 202);
    QCOMPARE(attempt.responseHead, "HTTP/1.1 202 Taken\r\nContent-Length: 6\r\n\r\n"_ba);
    QCOMPARE(attempt.responseBody, "thanks"_ba);
    QVERIFY(attempt.error.isEmpty());
}

void PlayerTest::sendsInOrderOfArrival()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);

    // Taken as they stand, these would be three hours apart.
    player.start(planFor(
        {stored(1, 3h, "d"), stored(2, 5ms, "b"), stored(3, 0ms, "a"), stored(4, 10ms, "c")},
        server.url()));
    QTRY_COMPARE(server.requests().size(), 3);

    player.stop();
    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(run.summaries.first().wasStopped);
    QCOMPARE(sortedBodiesOf(server), (QList<QByteArray>{"a", "b", "c"}));
    std::vector<std::pair<base::UtcTime, qint64>> sent;
    for (const auto &played : run.played)
        sent.emplace_back(played.attempt.started, played.attempt.request.value);
    std::sort(sent.begin(), sent.end());
    QCOMPARE(sent.size(), size_t(3));
    QCOMPARE(sent[0].second, 3);
    QCOMPARE(sent[1].second, 2);
    QCOMPARE(sent[2].second, 4);
}

void PlayerTest::keepsThePaceOfThePlan()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);
    replay::PlayPlan plan = planFor(posts(6, 100ms), server.url());
    plan.requests[5].arrived += 1h;
    plan.pace = {10.0, false, 50ms};

    player.start(plan);

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(run.played.size(), size_t(6));
    const auto due = std::to_array<std::chrono::milliseconds>({0ms, 10ms, 20ms, 30ms, 40ms, 90ms});
    for (int i = 0; i < 6; ++i) {
        QCOMPARE(run.at(i).due, std::chrono::microseconds(due[size_t(i)]));
        QVERIFY(run.at(i).sent >= run.at(i).due);
    }
    QVERIFY(run.summaries.first().progress.elapsed >= 90ms);
    QCOMPARE(run.summaries.first().progress.left, 0us);
}

void PlayerTest::neverWaitsForAnAnswerAtItsPace()
{
    tests::ScriptedServer silent;
    replay::Player player(m_clock);
    Run run(player);

    player.start(planFor(posts(20, 1ms), silent.url()));

    QTRY_COMPARE(silent.requests().size(), 20);
    player.stop();
    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(run.summaries.first().progress.failed, 20);
    QCOMPARE(run.summaries.first().progress.heldBack, 0);
}

void PlayerTest::countsWhatIsHeldBack()
{
    tests::ScriptedServer silent;
    replay::Player player(m_clock);
    Run run(player);
    replay::PlayPlan plan = planFor(posts(3), silent.url());
    plan.concurrency = 1;
    plan.bounds.firstByte = 60ms;

    player.start(plan);

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(silent.requests().size(), 3);
    const replay::PlayProgress &progress = run.summaries.first().progress;
    QCOMPARE(progress.failed, 3);
    QCOMPARE(progress.heldBack, 2);
    QVERIFY(progress.late >= 2);
    QVERIFY(progress.latest >= 60ms);
}

void PlayerTest::sendsOneAfterTheOtherAtFullSpeed()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);
    replay::PlayPlan plan = planFor(posts(700, 1h), server.url());
    plan.pace.isMax = true;
    QSignalSpy finished(&player, &replay::Player::finished);

    player.start(plan);

    QVERIFY(finished.wait(20'000));
    QCOMPARE(server.connections(), 1);
    QCOMPARE(run.played.size(), size_t(700));
    QList<QByteArray> bodies;
    for (int i = 1; i <= 700; ++i)
        bodies.append(QByteArray::number(i));
    QCOMPARE(bodiesOf(server), bodies);
    QCOMPARE(run.summaries.first().progress.answered2xx, 700);
    QCOMPARE(run.summaries.first().progress.late, 0);
}

void PlayerTest::keepsAsManyConnectionsAsAskedFor()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);
    replay::PlayPlan plan = planFor(posts(500), server.url());
    plan.pace.isMax = true;
    plan.concurrency = 8;
    QSignalSpy finished(&player, &replay::Player::finished);

    player.start(plan);

    QVERIFY(finished.wait(20'000));
    QCOMPARE(run.summaries.first().progress.answered2xx, 500);
    QVERIFY(server.connections() > 1);
    QVERIFY(server.connections() <= 8);
}

void PlayerTest::repeats()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);
    replay::PlayPlan plan = planFor(posts(3, 5ms), server.url());
    plan.repetitions = 3;

    player.start(plan);

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(server.requests().size(), 9);
    const auto due = std::to_array<std::chrono::milliseconds>(
        {0ms, 5ms, 10ms, 10ms, 15ms, 20ms, 20ms, 25ms, 30ms});
    for (int i = 0; i < 9; ++i) {
        QCOMPARE(run.at(i).due, std::chrono::microseconds(due[size_t(i)]));
        QCOMPARE(run.at(i).request.id.value, i % 3 + 1);
    }
}

void PlayerTest::sendsExactlyTheNextOneInAStep()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);
    replay::PlayPlan plan = planFor(posts(4, 1h), server.url());
    plan.beginsPaused = true;

    player.start(plan);
    QCOMPARE(player.state(), State::Paused);
    player.step();
    QTRY_COMPARE(run.played.size(), size_t(1));
    player.step();
    player.step();
    QTRY_COMPARE(run.played.size(), size_t(3));

    QCOMPARE(sortedBodiesOf(server), (QList<QByteArray>{"1", "2", "3"}));
    QCOMPARE(player.state(), State::Paused);
    QVERIFY(run.summaries.isEmpty());
    player.step();
    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(server.requests().size(), 4);
    QCOMPARE(run.summaries.first().progress.late, 0);
    QVERIFY(!run.summaries.first().wasStopped);
    QCOMPARE(player.state(), State::Idle);
}

void PlayerTest::goesOnAfterAPause()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);
    std::vector<event::StoredRequest> requests = posts(3, 20ms);
    requests[1].draft.request.arrived += 30min;
    requests[2].draft.request.arrived += 30min;
    replay::PlayPlan plan = planFor(requests, server.url());
    plan.beginsPaused = true;

    player.start(plan);
    player.step(); // the next is half an hour off
    QTRY_COMPARE(run.played.size(), size_t(1));
    player.step(); // sooner than its time
    QTRY_COMPARE(run.played.size(), size_t(2));
    player.resume();

    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(run.at(2).due - run.at(1).sent >= 20ms);
    QCOMPARE(bodiesOf(server), (QList<QByteArray>{"1", "2", "3"}));
}

void PlayerTest::givesUpWhatIsUnderWay()
{
    tests::ScriptedServer silent;
    replay::Player player(m_clock);
    Run run(player);
    QList<State> states;
    connect(&player, &replay::Player::stateChanged, &player,
            [&states](State state) { states.append(state); });
    replay::PlayPlan plan = planFor(posts(300), silent.url());
    plan.pace.isMax = true;
    plan.concurrency = 3;
    player.start(plan);
    QTRY_COMPARE(silent.requests().size(), 3);

    player.stop();

    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(run.summaries.first().wasStopped);
    QCOMPARE(run.summaries.first().progress.planned, 300);
    QCOMPARE(run.summaries.first().progress.begun, 3);
    QCOMPARE(run.played.size(), size_t(3));
    for (const replay::Played &played : run.played)
        QCOMPARE(played.attempt.error, u"Cancelled."_s);
    QCOMPARE(silent.requests().size(), 3);
    QCOMPARE(states, (QList<State>{State::Playing, State::Stopping, State::Idle}));
}

void PlayerTest::saysWhyARequestIsNotSent()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);
    event::StoredRequest refused = stored(1, 0ms, "x");
    refused.draft.request.verdict = event::Verdict::Refused;
    refused.draft.request.refusal = event::Refusal{event::RefusalReason::NotHttp};

    player.start(
        planFor({refused, stored(2, 0ms, "x", ""), stored(3, 0ms, "x", "P(ST / HTTP/1.1\r\n\r\n"),
                 stored(4, 0ms, "x", "POST / HTTP/1.1\r\nno field\r\n\r\n"),
                 stored(5, 0ms, "x", QByteArray("POST / HTTP/1.1\r\nX: a\0b\r\n\r\n", 26)),
                 stored(6, 0ms, "y")},
                server.url()));

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(bodiesOf(server), QList<QByteArray>{"y"});
    QCOMPARE(run.played.size(), size_t(6));
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(run.at(i).attempt.request, event::RequestId{i + 1});
        QCOMPARE(run.at(i).attempt.status, 0);
        QVERIFY(!run.at(i).attempt.error.isEmpty());
    }
    QCOMPARE(run.summaries.first().progress.failed, 5);
    QCOMPARE(run.summaries.first().progress.unsendable, 5);
    QCOMPARE(run.summaries.first().progress.answered2xx, 1);
}

void PlayerTest::getsThroughManyThatCannotBeSent()
{
    replay::Player player(m_clock);
    Run run(player);
    std::vector<event::StoredRequest> requests;
    for (int i = 1; i <= 20'000; ++i)
        requests.push_back(stored(i, 0ms, "x", "POST / HTTP/1.1\r\nno field\r\n\r\n"));
    replay::PlayPlan plan = planFor(requests, QUrl(u"http://127.0.0.1:9/"_s));
    plan.pace.isMax = true;

    player.start(plan);

    QTRY_COMPARE_WITH_TIMEOUT(run.summaries.size(), 1, 20'000);
    QCOMPARE(run.played.size(), size_t(20'000));
    QCOMPARE(run.summaries.first().progress.failed, 20'000);
    QCOMPARE(run.summaries.first().progress.unsendable, 20'000);
}

void PlayerTest::saysWhyThereIsNoAnswer()
{
    tests::ScriptedServer silent;
    replay::Player player(m_clock);
    Run run(player);
    QUrl target = silent.url();
    target.setUserInfo(u"user:secret"_s);
    replay::PlayPlan plan = planFor(posts(1), target);
    plan.bounds.firstByte = 50ms;

    player.start(plan);

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(run.played.front().attempt.error,
             u"The answer of http://127.0.0.1:%1 took longer than 50 ms."_s.arg(silent.port()));
    QCOMPARE(run.played.front().attempt.target, silent.url().toString());
    QCOMPARE(run.summaries.first().progress.failed, 1);
}

void PlayerTest::givesUpWhereNobodyAnswers()
{
    QUrl nobody;
    {
        const tests::ScriptedServer server;
        nobody = server.url();
    }
    replay::Player player(m_clock);
    Run run(player);
    replay::PlayPlan plan = planFor(posts(50), nobody);
    plan.pace.isMax = true;
    plan.mostFailures = 7;

    player.start(plan);

    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(run.summaries.first().hasGivenUp);
    QVERIFY(!run.summaries.first().wasStopped);
    QCOMPARE(run.played.size(), size_t(7));
    plan.mostFailures = 0;
    player.start(plan);
    QTRY_COMPARE(run.summaries.size(), 2);
    QVERIFY(!run.summaries.last().hasGivenUp);
    QCOMPARE(run.played.size(), size_t(57));
}

void PlayerTest::keepsTheBeginningOfALongAnswer()
{
    tests::ScriptedServer server;
    server.answerBody(QByteArray(3 * 1024 * 1024, 'x'));
    replay::Player player(m_clock);
    Run run(player);

    player.start(planFor(posts(1), server.url()));

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(run.played.front().attempt.status, 200);
    QCOMPARE(run.played.front().attempt.responseBody.size(), 1024 * 1024);
}

void PlayerTest::readsOnlySoFarAhead()
{
    tests::ScriptedServer silent;
    replay::Player player(m_clock);
    Run run(player);
    const auto source = std::make_shared<LargeRequests>();
    replay::PlayPlan plan;
    for (int i = 1; i <= 100; ++i)
        plan.requests.push_back({event::RequestId{i}, {}, {}});
    plan.source = source;
    plan.target = silent.url();
    plan.pace.isMax = true;

    player.start(plan);
    QTRY_COMPARE(silent.requests().size(), 1);
    player.stop();
    QTRY_COMPARE(run.summaries.size(), 1);

    QVERIFY2(source->count() <= 8, qPrintable(QString::number(source->count())));
}

void PlayerTest::tellsThatRequestsCannotBeRead()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);
    replay::PlayPlan plan = planFor(posts(600), server.url());
    plan.requests.push_back({event::RequestId{601}, {}, plan.requests.back().arrived});

    player.start(plan);

    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(run.summaries.first().error);
    QCOMPARE(run.summaries.first().error->code, base::Error::Code::NotFound);
    QVERIFY(!run.summaries.first().wasStopped);
    QCOMPARE(qint64(run.played.size()), run.summaries.first().progress.begun);
    QCOMPARE(player.state(), State::Idle);
}

void PlayerTest::finishesAnEmptyPlan()
{
    replay::Player player(m_clock);
    Run run(player);

    player.start(planFor({}, QUrl(u"http://127.0.0.1:9/"_s)));

    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(run.played.empty());
}

void PlayerTest::canBeDestroyedMidway()
{
    tests::ScriptedServer silent;
    {
        replay::Player player(m_clock);
        replay::PlayPlan plan = planFor(posts(1000), silent.url());
        plan.pace.isMax = true;
        plan.concurrency = 5;
        player.start(plan);
        QTRY_COMPARE(silent.requests().size(), 5);
    }
    QTRY_COMPARE(silent.openConnections(), 0);
    QCOMPARE(silent.requests().size(), 5);
}

void PlayerTest::playsOnePlanAfterTheOther()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Player player(m_clock);
    Run run(player);

    player.start(planFor(posts(3), server.url()));
    player.start(planFor(posts(100), server.url())); // of no effect
    QTRY_COMPARE(run.summaries.size(), 1);
    player.start(planFor(posts(2), server.url()));
    QTRY_COMPARE(run.summaries.size(), 2);

    QCOMPARE(server.requests().size(), 5);
    QVERIFY(run.summaries.at(0).run != run.summaries.at(1).run);
}

SENDSCOPE_TEST(PlayerTest, player)
#include "tst_player.moc"
