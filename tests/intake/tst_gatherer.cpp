#include "app/intake/gatherer.h"
#include "tests/support/fakeclock.h"
#include "tests/testregistry.h"

#include <QCoreApplication>
#include <QMap>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Remembers what was answered.
class FakeResponder : public http::Responder
{
public:
    void respond(http::ExchangeId exchange, const http::Response &response) override
    {
        answers[exchange.value] = response;
    }
    void setReading(bool reads) override { isReading = reads; }

    QMap<qint64, http::Response> answers;
    bool isReading = true;
};

/// Remembers what it was given.
class FakeRelay : public http::Relay
{
public:
    http::PassMode mode() const override { return passMode; }
    void take(const event::StoredBatchPtr &, std::vector<http::Passing> passing) override
    {
        taken.insert(taken.end(), passing.begin(), passing.end());
    }

    http::PassMode passMode = http::PassMode::Off;
    std::vector<http::Passing> taken;
};

http::Message postOf(const QByteArray &body)
{
    http::Message message;
    message.head.method = "POST";
    message.head.target = "/";
    message.head.raw = "POST / HTTP/1.1\r\nHost: x\r\n\r\n";
    message.body = body;
    return message;
}

/// What the writer makes of a batch whose first rows have these numbers.
event::StoredBatchPtr store(event::DraftBatch &batch, qint64 request, qint64 event)
{
    auto stored = std::make_shared<event::StoredBatch>();
    for (event::DraftRequest &draft : batch.requests) {
        const qint64 rows = qint64(draft.events.size());
        stored->requests.push_back({{request++}, {1}, {event}, std::move(draft)});
        event += rows;
    }
    stored->outcomes = batch.outcomes;
    return stored;
}

} // namespace

class GathererTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersOnlyAfterTheCommit();
    void gathersWhileABatchIsUnderWay();
    void namesTheRowsOfABatch();
    void answers503WhenNothingWasStored();
    void passesOverBatchesOfOthers();
    void answers503WhenTheWriterTakesTooLong();
    void letsGoOfWhatWaitedTooLongUnposted();
    void tellsTheOutcomeOfALateCommit();
    void stopsReadingWhenFull();
    void goesOnReadingWhileTheWriterHangs();
    void lastsOutAHungWriterWithRefusals();
    void answersRefusalsAtOnce();
    void keepsTheHeadOfARefusedExpectation();
    void storesOnlySoManyRefusalsASecond();
    void remembersASenderThatHasGone();
    void remembersASenderThatWentBeforeTheCommit();
    void watchingPassesOnWhatWasAnswered();
    void relayingAnswersWithWhatTheRelayHas();
    void relayingAnswersItselfWhereTheRelayHasNothing();
    void relayingRemembersASenderThatHasGone();
    void doesNotPassOnWhatWasAnswered503();

private:
    void make(intake::QueueBounds bounds = {});
    std::shared_ptr<event::DraftBatch> takeBatch();
    void post(qint64 exchange, const QByteArray &body = "[{}]"_ba)
    {
        m_gatherer->onRequest({exchange}, ::postOf(body), {});
    }

    tests::FakeClock m_clock;
    FakeResponder m_responder;
    FakeRelay m_relay;
    std::vector<std::shared_ptr<event::DraftBatch>> m_batches;
    std::unique_ptr<intake::Gatherer> m_gatherer; ///< Gives a last batch when it ends.
};

void GathererTest::init()
{
    make();
}

void GathererTest::make(intake::QueueBounds bounds)
{
    m_gatherer.reset();
    m_batches.clear();
    m_responder = {};
    m_relay.passMode = http::PassMode::Off;
    m_relay.taken.clear();
    m_gatherer =
        std::make_unique<intake::Gatherer>(intake::Rules{}, bounds, m_responder, m_clock, &m_relay);
    connect(
        m_gatherer.get(), &intake::Gatherer::gathered, this,
        [this](const std::shared_ptr<event::DraftBatch> &batch) { m_batches.push_back(batch); });
}

std::shared_ptr<event::DraftBatch> GathererTest::takeBatch()
{
    auto batch = m_batches.front();
    m_batches.erase(m_batches.begin());
    return batch;
}

void GathererTest::answersOnlyAfterTheCommit()
{
    post(1);

    QCOMPARE(m_batches.size(), size_t(1));
    QVERIFY(m_responder.answers.isEmpty());

    m_gatherer->onCommitted(store(*takeBatch(), 9, 17));

    QCOMPARE(m_responder.answers.value(1).status, 200);
    QCOMPARE(m_responder.answers.value(1).body, "stored 17\n"_ba);
    QCOMPARE(m_gatherer->counts().received, 1);
}

void GathererTest::gathersWhileABatchIsUnderWay()
{
    post(1);
    post(2);
    post(3);

    QCOMPARE(m_batches.size(), size_t(1));
    m_gatherer->onCommitted(store(*takeBatch(), 1, 1));

    QCOMPARE(m_batches.size(), size_t(1));
    QCOMPARE(m_batches.front()->requests.size(), size_t(2));
    QCOMPARE(m_responder.answers.size(), 1);
    m_gatherer->onCommitted(store(*takeBatch(), 2, 2));
    QCOMPARE(m_responder.answers.size(), 3);
}

void GathererTest::namesTheRowsOfABatch()
{
    post(1, "[{},{},{}]");

    m_gatherer->onCommitted(store(*takeBatch(), 9, 17));

    QCOMPARE(m_responder.answers.value(1).body, "stored 17-19\n"_ba);
}

void GathererTest::answers503WhenNothingWasStored()
{
    post(1);
    post(2);

    m_gatherer->onFailed({base::Error::Code::DiskFull}, event::BatchSource::Listener);

    QCOMPARE(m_responder.answers.value(1).status, 503);
    QCOMPARE(m_responder.answers.value(1).fields.first("Retry-After").value_or(""), "1"_ba);
    QVERIFY(!m_responder.answers.contains(2));
    QCOMPARE(m_batches.size(), size_t(2)); // The next one is tried: it may go again.
    QCOMPARE(m_gatherer->counts().answered503, 1);
}

void GathererTest::passesOverBatchesOfOthers()
{
    post(1);
    event::StoredBatch others;
    others.source = event::BatchSource::Import;

    m_gatherer->onCommitted(std::make_shared<const event::StoredBatch>(others));
    m_gatherer->onFailed({base::Error::Code::DiskFull}, event::BatchSource::Import);

    QVERIFY(!m_responder.answers.contains(1));
    m_gatherer->onCommitted(store(*takeBatch(), 9, 17));
    QCOMPARE(m_responder.answers.value(1).status, 200);
}

void GathererTest::answers503WhenTheWriterTakesTooLong()
{
    post(1);
    m_clock.advance(1400ms);
    QCoreApplication::processEvents();
    QVERIFY(m_responder.answers.isEmpty());

    m_clock.advance(100ms);

    QTRY_COMPARE(m_responder.answers.value(1).status, 503);
}

void GathererTest::letsGoOfWhatWaitedTooLongUnposted()
{
    post(1);
    post(2);
    m_clock.advance(2s);
    QTRY_COMPARE(m_responder.answers.size(), 2);

    m_gatherer->onCommitted(store(*takeBatch(), 1, 1));

    QCOMPARE(m_gatherer->counts().answered503, 2);
    QVERIFY(m_batches.empty() || m_batches.front()->requests.empty());
}

void GathererTest::tellsTheOutcomeOfALateCommit()
{
    post(1);
    m_clock.advance(2s);
    QTRY_COMPARE(m_responder.answers.value(1).status, 503);
    m_gatherer->onCommitted(store(*takeBatch(), 5, 5));

    post(2);

    QCOMPARE(m_batches.size(), size_t(1));
    const std::vector<event::Outcome> outcomes = m_batches.front()->outcomes;
    QCOMPARE(outcomes.size(), size_t(1));
    QCOMPARE(outcomes[0].request.value, 5);
    QCOMPARE(outcomes[0].status, 503);
}

void GathererTest::stopsReadingWhenFull()
{
    make({.requests = 2});

    post(1);
    post(2);
    QVERIFY(m_responder.isReading);
    post(3);
    QVERIFY(!m_responder.isReading);

    m_gatherer->onCommitted(store(*takeBatch(), 1, 1));
    QVERIFY(m_responder.isReading);
}

void GathererTest::goesOnReadingWhileTheWriterHangs()
{
    make({.requests = 2});
    post(1);
    post(2);
    post(3);
    QVERIFY(!m_responder.isReading);

    m_clock.advance(2s);
    QTRY_COMPARE(m_responder.answers.size(), 3);

    QVERIFY(m_responder.isReading);
    post(4);
    QVERIFY(m_responder.isReading);
}

void GathererTest::lastsOutAHungWriterWithRefusals()
{
    make({.requests = 2});
    const http::RefusedMessage refused{"rubbish", {}, {event::RefusalReason::NotHttp, 0}, 400};
    for (int i = 0; i < 3; ++i)
        m_gatherer->onRefused(refused, {});
    QVERIFY(!m_responder.isReading);

    m_clock.advance(2s);

    QTRY_VERIFY(m_responder.isReading);
    QCOMPARE(m_gatherer->counts().notKept, 2);
}

void GathererTest::answersRefusalsAtOnce()
{
    http::Message message = ::postOf({});
    message.head.method = "GET";

    m_gatherer->onRequest({1}, message, {});

    QCOMPARE(m_responder.answers.value(1).status, 405);
    QCOMPARE(m_gatherer->counts().refused, 1);
    QCOMPARE(m_batches.front()->requests.size(), size_t(1));
}

void GathererTest::keepsTheHeadOfARefusedExpectation()
{
    const http::Message message = ::postOf({});
    http::RequestHead put = message.head;
    put.method = "PUT";
    const http::Arrival arrival{base::UtcTime(5s), u"127.0.0.1:9"_s, u"127.0.0.1:8"_s};

    QVERIFY(!m_gatherer->judgeExpectation(message.head, arrival));
    QVERIFY(m_batches.empty());
    const auto response = m_gatherer->judgeExpectation(put, arrival);

    QCOMPARE(response->status, 405);
    QCOMPARE(m_gatherer->counts().refused, 1);
    const event::Request &kept = m_batches.front()->requests.front().request;
    QCOMPARE(kept.head, put.raw);
    QCOMPARE(kept.status, 405);
    QCOMPARE(kept.peer, arrival.peer);
    QCOMPARE(kept.refusal->reason, event::RefusalReason::WrongMethod);
}

void GathererTest::storesOnlySoManyRefusalsASecond()
{
    make({.refusalsPerSecond = 2});
    const http::RefusedMessage refused{"rubbish", {}, {event::RefusalReason::NotHttp, 0}, 400};

    for (int i = 0; i < 5; ++i)
        m_gatherer->onRefused(refused, {});

    QCOMPARE(m_gatherer->counts().refused, 5);
    QCOMPARE(m_gatherer->counts().notKept, 3);
    m_clock.advance(1s);
    m_gatherer->onRefused(refused, {});
    QCOMPARE(m_gatherer->counts().notKept, 3);
}

void GathererTest::remembersASenderThatHasGone()
{
    post(1);
    m_gatherer->onCommitted(store(*takeBatch(), 8, 8));
    m_gatherer->onAnswered({1}, 200, false);

    post(2);

    const std::vector<event::Outcome> outcomes = m_batches.front()->outcomes;
    QCOMPARE(outcomes.size(), size_t(1));
    QCOMPARE(outcomes[0].request.value, 8);
    QVERIFY(!outcomes[0].isDelivered);
}

void GathererTest::remembersASenderThatWentBeforeTheCommit()
{
    post(1);
    post(2); // gathers behind it
    m_gatherer->onAnswered({1}, 0, false);
    m_gatherer->onAnswered({2}, 0, false);

    m_gatherer->onCommitted(store(*takeBatch(), 8, 8));
    const std::shared_ptr<event::DraftBatch> second = takeBatch();
    m_gatherer->onCommitted(store(*second, 9, 9));
    post(3);

    QVERIFY(m_responder.answers.isEmpty());
    for (const auto &[batch, request] : {std::pair(second, 8), std::pair(m_batches.front(), 9)}) {
        QCOMPARE(batch->outcomes.size(), size_t(1));
        QCOMPARE(batch->outcomes[0].request.value, request);
        QCOMPARE(batch->outcomes[0].status, 0);
        QVERIFY(!batch->outcomes[0].isDelivered);
    }
    QCOMPARE(m_gatherer->counts().waiting, 1);
}

void GathererTest::watchingPassesOnWhatWasAnswered()
{
    m_relay.passMode = http::PassMode::Watch;
    m_gatherer->onRequest({1}, {{"GET / HTTP/1.1\r\n\r\n", "GET", "/"}, {}, {}}, {});
    post(2);
    post(3, "no json");
    m_gatherer->onCommitted(store(*takeBatch(), 8, 8));

    m_gatherer->onCommitted(store(*takeBatch(), 9, 9));

    QCOMPARE(m_responder.answers.value(2).status, 200);
    QCOMPARE(m_responder.answers.value(3).status, 400);
    QCOMPARE(m_relay.taken.size(), size_t(2)); // and not what was refused
    QCOMPARE(m_relay.taken[1].place, size_t(1));
    QVERIFY(m_relay.taken[0].exchange.isNull());
}

void GathererTest::relayingAnswersWithWhatTheRelayHas()
{
    m_relay.passMode = http::PassMode::Relay;
    post(1);
    m_clock.advance(10ms);
    m_gatherer->onCommitted(store(*takeBatch(), 8, 8));
    QVERIFY(m_responder.answers.isEmpty());
    QCOMPARE(m_relay.taken.size(), size_t(1));
    QCOMPARE(m_relay.taken[0].exchange.value, 1);
    QCOMPARE(m_clock.ticks() - m_relay.taken[0].since, base::Ticks(10ms));

    m_gatherer->onRelayed({{{1}, http::Response{500, {}, "bang"}}});
    m_gatherer->onAnswered({1}, 500, true);
    post(2);

    QCOMPARE(m_responder.answers.value(1).status, 500);
    QCOMPARE(m_responder.answers.value(1).body, "bang"_ba);
    QCOMPARE(m_batches.front()->outcomes.at(0).status, 500);
}

void GathererTest::relayingAnswersItselfWhereTheRelayHasNothing()
{
    m_relay.passMode = http::PassMode::Relay;
    post(1);
    m_gatherer->onCommitted(store(*takeBatch(), 8, 17));

    m_gatherer->onRelayed({{{1}, std::nullopt}});

    QCOMPARE(m_responder.answers.value(1).body, "stored 17\n"_ba);
}

void GathererTest::relayingRemembersASenderThatHasGone()
{
    m_relay.passMode = http::PassMode::Relay;
    post(1);
    m_gatherer->onCommitted(store(*takeBatch(), 8, 8));

    m_gatherer->onAnswered({1}, 0, false);
    m_gatherer->onRelayed({{{1}, http::Response{}}});
    post(2);

    QVERIFY(m_responder.answers.isEmpty());
    const std::vector<event::Outcome> outcomes = m_batches.front()->outcomes;
    QCOMPARE(outcomes.size(), size_t(1));
    QCOMPARE(outcomes[0].status, 0);
    QVERIFY(!outcomes[0].isDelivered);
}

void GathererTest::doesNotPassOnWhatWasAnswered503()
{
    m_relay.passMode = http::PassMode::Watch;
    post(1);
    m_clock.advance(2s);
    QTRY_COMPARE(m_responder.answers.value(1).status, 503);

    m_gatherer->onCommitted(store(*takeBatch(), 8, 8));

    QVERIFY(m_relay.taken.empty()); // its sender comes again
}

SENDSCOPE_TEST(GathererTest, gatherer)
#include "tst_gatherer.moc"
