#include "app/replay/resender.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ResenderTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void sendsWhatCame();
    void sendsAuthorizationInItsPlace();
    void leavesCodedBodiesCoded();
    void tellsHowItWent();
    void sendsInOrderOneAtATime();
    void keepsTheBeginningOfALongAnswer();
    void saysWhyARequestIsNotSent_data();
    void saysWhyARequestIsNotSent();
    void saysWhyThereIsNoAnswer();
    void doesNotFollowRedirects();
    void finishesAnEmptyJob();
    void canBeCancelled();
    void beginsANewJobAfterTheOld();

private:
    static event::StoredRequest stored(qint64 id, const QByteArray &head, const QByteArray &body)
    {
        event::StoredRequest request;
        request.id = event::RequestId{id};
        request.draft.request.head = head;
        request.draft.request.body = body;
        return request;
    }

    static std::vector<event::StoredRequest> posts(int count)
    {
        std::vector<event::StoredRequest> requests;
        for (int i = 1; i <= count; ++i)
            requests.push_back(stored(i, "POST / HTTP/1.1\r\n\r\n", QByteArray::number(i)));
        return requests;
    }

    struct Run
    {
        explicit Run(replay::Resender &resender)
        {
            connect(&resender, &replay::Resender::attempted, &resender,
                    [this](const auto &attempt) { attempts.append(attempt); });
            connect(&resender, &replay::Resender::finished, &resender,
                    [this](const auto &summary) { summaries.append(summary); });
        }
        QList<event::Attempt> attempts;
        QList<replay::ResendSummary> summaries;
    };

    net::Client m_client;
    tests::FakeClock m_clock;
};

void ResenderTest::sendsWhatCame()
{
    tests::ScriptedServer server;
    server.answerBody("thanks", "202 Taken");
    replay::Resender resender(m_client, m_clock);
    Run run(resender);
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

    resender.start({{stored(17, head, body)}, server.url(u"/new?q=1"_s)});

    QTRY_COMPARE(run.summaries.size(), 1);
    const QByteArray host = "host: 127.0.0.1:" + QByteArray::number(server.port());
    const QList<QByteArray> fields{
        "X-First: 1", host,      "x-twice: a",          "CONTENT-LENGTH: 6",
        "X-Twice: b", "X-Last:", "Sendscope-Replay: 17"};
    const QByteArray sent = server.requests().first();
    QVERIFY(sent.startsWith("POST /new?q=1 HTTP/1.1\r\n"));
    QCOMPARE(tests::fieldLinesOf(sent), fields);
    QCOMPARE(tests::bodyOf(sent), body);

    const event::Attempt &attempt = run.attempts.first();
    QVERIFY(attempt.id.isNull());
    QCOMPARE(attempt.request, event::RequestId{17});
    QCOMPARE(attempt.started, m_clock.utc());
    QVERIFY(attempt.took > 0us);
    QCOMPARE(attempt.target, server.url(u"/new?q=1"_s).toString());
    QCOMPARE(attempt.sentHead + body, sent);
    QVERIFY(attempt.sentBody.isNull());
    QCOMPARE(attempt.status, 202);
    QCOMPARE(attempt.responseHead, "HTTP/1.1 202 Taken\r\nContent-Length: 6\r\n\r\n"_ba);
    QCOMPARE(attempt.responseBody, "thanks"_ba);
    QVERIFY(attempt.error.isEmpty());
}

void ResenderTest::sendsAuthorizationInItsPlace()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Resender resender(m_client, m_clock);
    Run run(resender);
    const QByteArray head =
        "POST / HTTP/1.1\r\nHost: a\r\nauthorization: Basic ********\r\nX: y\r\n\r\n";

    resender.start({{stored(1, head, "x")}, server.url(), "Bearer new"});

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(tests::fieldLinesOf(server.requests().first()).at(1), "authorization: Bearer new"_ba);
    QVERIFY(run.attempts.first().sentHead.contains("authorization: *\r\nX: y"));
}

void ResenderTest::leavesCodedBodiesCoded()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Resender resender(m_client, m_clock);
    Run run(resender);
    const QByteArray coded = QByteArray::fromHex("1f8b08000000000000038b8e0500eb7b6ad402000000");

    resender.start(
        {{stored(1, "POST / HTTP/1.1\r\nContent-Encoding: gzip\r\n\r\n", coded)}, server.url()});

    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(server.requests().first().contains("Content-Encoding: gzip\r\n"));
    QCOMPARE(tests::bodyOf(server.requests().first()), coded);
}

void ResenderTest::tellsHowItWent()
{
    tests::ScriptedServer server;
    server.answerBody("", "200 OK");
    server.answerBody("", "404 Not Found");
    server.answer("", tests::ScriptedServer::Then::Close);
    server.answerBody("", "204 No Content");
    replay::Resender resender(m_client, m_clock);
    Run run(resender);

    resender.start({posts(4), server.url()});
    QVERIFY(resender.isRunning());
    QVERIFY(run.attempts.isEmpty());

    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(!resender.isRunning());
    const replay::ResendSummary &summary = run.summaries.first();
    QCOMPARE(summary.planned, 4);
    QCOMPARE(summary.sent, 3);
    QCOMPARE(summary.answered2xx, 2);
    QCOMPARE(summary.failed, 1);
    QVERIFY(!summary.isCancelled);
}

void ResenderTest::sendsInOrderOneAtATime()
{
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Resender resender(m_client, m_clock);
    Run run(resender);

    resender.start({posts(30), server.url()});

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(server.requests().size(), 30);
    QCOMPARE(server.connections(), 1);
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(tests::bodyOf(server.requests().at(i)), QByteArray::number(i + 1));
        QCOMPARE(run.attempts.at(i).request.value, i + 1);
    }
}

void ResenderTest::keepsTheBeginningOfALongAnswer()
{
    tests::ScriptedServer server;
    server.answerBody(QByteArray(3 * 1024 * 1024, 'x'));
    replay::Resender resender(m_client, m_clock);
    Run run(resender);

    resender.start({posts(1), server.url()});

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(run.attempts.first().status, 200);
    QCOMPARE(run.attempts.first().responseBody.size(), 1024 * 1024);
}

void ResenderTest::saysWhyARequestIsNotSent_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<event::Verdict>("verdict");

    QTest::newRow("refused") << "POST / HTTP/1.1\r\n\r\n"_ba << event::Verdict::Refused;
    QTest::newRow("no head") << ""_ba << event::Verdict::Accepted;
    QTest::newRow("an odd method") << "P(ST / HTTP/1.1\r\n\r\n"_ba << event::Verdict::Accepted;
    QTest::newRow("an odd field") << "POST / HTTP/1.1\r\nno field\r\n\r\n"_ba
                                  << event::Verdict::Accepted;
    QTest::newRow("a field with NUL")
        << QByteArray("POST / HTTP/1.1\r\nX: a\0b\r\n\r\n", 26) << event::Verdict::Accepted;
}

void ResenderTest::saysWhyARequestIsNotSent()
{
    QFETCH(const QByteArray, head);
    QFETCH(const event::Verdict, verdict);
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Resender resender(m_client, m_clock);
    Run run(resender);
    event::StoredRequest odd = stored(1, head, "x");
    odd.draft.request.verdict = verdict;
    if (verdict == event::Verdict::Refused)
        odd.draft.request.refusal = event::Refusal{event::RefusalReason::NotHttp};

    resender.start({{odd, stored(2, "POST / HTTP/1.1\r\n\r\n", "y")}, server.url()});

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(run.attempts.size(), 2);
    QCOMPARE(run.attempts.first().request, event::RequestId{1});
    QCOMPARE(run.attempts.first().status, 0);
    QVERIFY(!run.attempts.first().error.isEmpty());
    QCOMPARE(run.attempts.last().status, 200);
    QCOMPARE(run.summaries.first().failed, 1);
}

void ResenderTest::saysWhyThereIsNoAnswer()
{
    tests::ScriptedServer server; // takes everything and says nothing
    replay::Resender resender(m_client, m_clock);
    Run run(resender);
    QUrl target = server.url();
    target.setUserInfo(u"user:secret"_s);

    resender.start({posts(1), target, {}, {.firstByte = 50ms}});

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(run.attempts.first().error,
             u"The answer of http://127.0.0.1:%1 took longer than 50 ms."_s.arg(server.port()));
    QCOMPARE(run.attempts.first().target, server.url().toString());
    QCOMPARE(run.summaries.first().failed, 1);
}

void ResenderTest::doesNotFollowRedirects()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 307 Away\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    replay::Resender resender(m_client, m_clock);
    Run run(resender);

    resender.start({posts(1), server.url()});

    QTRY_COMPARE(run.summaries.size(), 1);
    QCOMPARE(run.attempts.first().status, 307);
    QCOMPARE(server.requests().size(), 1);
}

void ResenderTest::finishesAnEmptyJob()
{
    tests::ScriptedServer server;
    replay::Resender resender(m_client, m_clock);
    Run run(resender);

    resender.start({{}, server.url()});

    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(run.attempts.isEmpty());
}

void ResenderTest::canBeCancelled()
{
    tests::ScriptedServer server;
    replay::Resender resender(m_client, m_clock);
    Run run(resender);
    resender.start({posts(3), server.url()});
    QTRY_COMPARE(server.requests().size(), 1);

    resender.cancel();

    QTRY_COMPARE(run.summaries.size(), 1);
    QVERIFY(run.summaries.first().isCancelled);
    QVERIFY(!resender.isRunning());
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(run.attempts.size(), 1);
    QCOMPARE(run.attempts.first().error, u"Cancelled."_s);
}

void ResenderTest::beginsANewJobAfterTheOld()
{
    tests::ScriptedServer silent;
    tests::ScriptedServer server;
    server.answerBody("");
    replay::Resender resender(m_client, m_clock);
    Run run(resender);
    resender.start({posts(3), silent.url()});
    QTRY_COMPARE(silent.requests().size(), 1);

    resender.start({posts(5), server.url()});
    resender.start({posts(2), server.url()});

    QTRY_COMPARE(run.summaries.size(), 3);
    QCOMPARE(run.summaries.at(0).planned, 5); // never begun
    QVERIFY(run.summaries.at(0).isCancelled);
    QCOMPARE(run.summaries.at(1).planned, 3);
    QVERIFY(run.summaries.at(1).isCancelled);
    QCOMPARE(run.summaries.at(2).planned, 2);
    QCOMPARE(run.summaries.at(2).answered2xx, 2);
    QVERIFY(!resender.isRunning());
}

SENDSCOPE_TEST(ResenderTest, resender)
#include "tst_resender.moc"
