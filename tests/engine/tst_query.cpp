#include "app/engine/queryrun.h"
#include "app/index/builder.h"
#include "app/index/scan.h"
#include "tests/index/madelives.h"
#include "tests/index/stored.h"
#include "tests/support/fakeclock.h"
#include "tests/support/madeevent.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

#include <set>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const base::SystemClock kClock;

/// A request of one event whose tag is this.
event::StoredRequest tagged(qint64 id, const QByteArray &tag)
{
    event::StoredRequest stored{{id}, {1}, {id}, {}};
    stored.draft.request.head = "POST / HTTP/1.1\r\n\r\n";
    stored.draft.request.body = R"({"type":"message-sending","message":{"tag":")" + tag + "\"}}";
    stored.draft.request.status = 200;
    stored.draft.events = {{0, 0, stored.draft.request.body.size()}};
    return stored;
}

/// A request of one event of the only message; those of one type say the same.
event::StoredRequest ofMessage(qint64 id, const QByteArray &type)
{
    event::StoredRequest stored = tagged(id, {});
    stored.draft.request.body = R"({"type":")" + type
        + R"(","time":"2020-06-25T18:42:36Z","to":"+1","message":{"id":"a","direction":"out"}})";
    stored.draft.events = {{0, 0, stored.draft.request.body.size()}};
    return stored;
}

/// Adds events of the only message, of these types and numbered from \p first on.
void add(index::Builder &builder, qint64 first, const QByteArrayList &types)
{
    std::vector<event::StoredRequest> requests;
    for (const QByteArray &type : types)
        requests.push_back(ofMessage(first + qint64(requests.size()), "message-" + type));
    builder.append({requests, {}, {}});
}

/// What came again.
std::vector<event::EventId> repeated(const index::Snapshot &snapshot)
{
    std::set<event::EventId> firsts;
    for (const event::EventId id : index::scanAll(snapshot, filter::Program(filter::Filter()))) {
        if (const auto first = snapshot.cell(id, event::Field::RepeatOf).number)
            firsts.insert({*first});
    }
    return {firsts.begin(), firsts.end()};
}

/// Many requests of any kind, in order of arrival.
std::vector<event::StoredRequest> manyRequests(int rows)
{
    QRandomGenerator random(5);
    std::vector<event::StoredRequest> requests = tests::sampleRequests();
    while (tests::nextEvent(requests) <= rows)
        tests::addMadeRequest(random, requests);
    return requests;
}

std::vector<event::StoredRequest> part(const std::vector<event::StoredRequest> &requests,
                                       size_t begin, size_t end)
{
    return {requests.begin() + qsizetype(begin), requests.begin() + qsizetype(end)};
}

QList<qint64> listed(const index::RowList &rows)
{
    QList<qint64> all;
    for (const event::EventId id : rows)
        all.append(id.value);
    return all;
}

QList<qint64> ids(const engine::Query &query)
{
    QList<qint64> all;
    for (const event::EventId id : query.result().rows.all())
        all.append(id.value);
    return all;
}

} // namespace

class QueryTest : public QObject
{
    Q_OBJECT

private slots:
    void showsEverythingWithoutAFilter();
    void keepsRowsThatWereThere();
    void startsAnewWithANewFilter();
    void startsAnewWhenOlderRowsCome();
    void theLastFilterOfManyWins();
    void looksOnlyAtWhatIsNewOnBothEnds();
    void typingAFilterFindsWhatAScanFinds_data();
    void typingAFilterFindsWhatAScanFinds();
    void sortsByAField_data();
    void sortsByAField();
    void putsNewRowsInTheirPlaces();
    void takesAnotherOrderAtOnce();
    void keepsTheOrderOfWhatStillMatches();
    void findsPlaces();
    void asksAgainWhatCountsBackFromNow();
    void seesAnAnswerThatBecameKnownLater();
    void saysHowFarAPathWasRead();
    void leavesOutWhatIsSetAside();
    void asksAgainOnlyWhatBecameOfMessages_data();
    void asksAgainOnlyWhatBecameOfMessages();
    void showsOneRowAMessage();
    void foldsWhatCameAgain();
    void foldsNothingBehindWhatAFilterHides();
    void unfoldsWhatIsAskedFor();
};

void QueryTest::showsEverythingWithoutAFilter()
{
    index::Builder builder;
    builder.append({{tagged(1, "a"), tagged(2, "b")}, {}, {}});
    engine::Query query(kClock);

    query.setSnapshot(builder.publish());

    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));
}

void QueryTest::keepsRowsThatWereThere()
{
    index::Builder builder;
    builder.append({{tagged(1, "order"), tagged(2, "other")}, {}, {}});
    engine::Query query(kClock);
    query.setFilter(filter::parse(u"order"_s).filter);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1}));

    builder.append({{tagged(3, "other"), tagged(4, "order")}, {}, {}});
    query.setSnapshot(builder.publish());

    QTRY_COMPARE(ids(query), QList<qint64>({1, 4}));
    QCOMPARE(query.result().keptRows, 1);
}

void QueryTest::startsAnewWithANewFilter()
{
    index::Builder builder;
    builder.append({{tagged(1, "order"), tagged(2, "other")}, {}, {}});
    engine::Query query(kClock);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));

    query.setFilter(filter::parse(u"other"_s).filter);

    QTRY_COMPARE(ids(query), QList<qint64>({2}));
    QCOMPARE(query.result().keptRows, 0);
}

void QueryTest::startsAnewWhenOlderRowsCome()
{
    index::Builder builder;
    builder.append({{tagged(5, "e")}, {}, {}});
    engine::Query query(kClock);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({5}));

    index::BlockDeriver older({3}, {4});
    older.add({tagged(3, "c"), tagged(4, "d")});
    builder.prepend(older.take());
    query.setSnapshot(builder.publish());

    QTRY_COMPARE(ids(query), QList<qint64>({3, 4, 5}));
    QCOMPARE(query.result().keptRows, 0);
}

void QueryTest::theLastFilterOfManyWins()
{
    index::Builder builder;
    builder.append({{tagged(1, "order"), tagged(2, "other")}, {}, {}});
    engine::Query query(kClock);
    query.setSnapshot(builder.publish());

    for (int i = 0; i < 50; ++i)
        query.setFilter(filter::parse(i % 2 ? u"order"_s : u"other"_s).filter);

    QTRY_VERIFY(!query.isScanning());
    QCOMPARE(ids(query), QList<qint64>({1}));
}

void QueryTest::looksOnlyAtWhatIsNewOnBothEnds()
{
    const auto requests = manyRequests(3000);
    const size_t third = requests.size() / 3;
    const filter::Filter filter = filter::parse(u"type == message-delivered or failed"_s).filter;
    index::Builder builder;
    builder.append({part(requests, third, 2 * third), {}, {}});
    engine::Query query(kClock);
    query.setFilter(filter);
    query.setSnapshot(builder.publish());
    QTRY_VERIFY(!query.isScanning());

    builder.append({part(requests, 2 * third, requests.size()), {}, {}});
    index::BlockDeriver older({1}, {requests[third].firstEvent.value - 1});
    older.add(part(requests, 0, third));
    builder.prepend(older.take());
    const index::SnapshotPtr all = builder.publish();
    query.setSnapshot(all);

    QTRY_COMPARE(query.result().snapshot, all);
    QVERIFY(query.result().isComplete);
    QCOMPARE(ids(query), listed(index::scanAll(*all, filter::Program(filter))));
    QVERIFY(!ids(query).isEmpty());
}

void QueryTest::typingAFilterFindsWhatAScanFinds_data()
{
    QTest::addColumn<QString>("text");

    for (const QString &text :
         {u"message-delivered and not 4720"_s, u"type contains deliv lag > 1s"_s,
          u"errorCode in {4720, 4432} message.tag matches /v2/i"_s, u"-failed status == 200"_s,
          u"message.to contains 1234567"_s})
        QTest::newRow(qPrintable(text)) << text;
}

void QueryTest::typingAFilterFindsWhatAScanFinds()
{
    QFETCH(const QString, text);
    index::Builder builder;
    builder.append({manyRequests(6000), {}, {}});
    const index::SnapshotPtr snapshot = builder.publish();
    engine::Query query(kClock);
    query.setShowsAside(true);
    query.setSnapshot(snapshot);

    for (qsizetype typed = 0; typed <= text.size(); ++typed) {
        const filter::Parsed parsed = filter::parse(text.first(typed));
        if (parsed.judgement != filter::Judgement::Fine)
            continue;
        query.setFilter(parsed.filter);
        // Some are interrupted by the next key, as when one types.
        if (typed % 3 == 0)
            continue;
        QTRY_VERIFY(!query.isScanning());
        QCOMPARE(ids(query), listed(index::scanAll(*snapshot, filter::Program(parsed.filter))));
    }
}

void QueryTest::sortsByAField_data()
{
    QTest::addColumn<QByteArray>("field");

    for (const char *field : {"lag", "time", "type", "message.id", "status", "kind", "event"})
        QTest::newRow(field) << QByteArray(field);
}

void QueryTest::sortsByAField()
{
    QFETCH(const QByteArray, field);
    index::Builder builder;
    builder.append({manyRequests(12'000), {}, {}});
    const index::SnapshotPtr snapshot = builder.publish();
    engine::Query query(kClock);
    query.setShowsAside(true);
    query.setSnapshot(snapshot);

    for (const bool isDescending : {true, false}) {
        const index::Order order{*event::findFieldRef(field), isDescending};
        query.setOrder(order);

        QTRY_COMPARE(query.result().order, order);
        QTRY_VERIFY(!query.isScanning());
        const index::RowList all = index::scanAll(*snapshot, filter::Program(filter::Filter()));
        QCOMPARE(ids(query), listed(index::RowOrder(*snapshot, order).sorted(all)));
    }
}

void QueryTest::putsNewRowsInTheirPlaces()
{
    const auto requests = manyRequests(4000);
    const index::Order order{event::Field::Lag, true};
    index::Builder builder;
    engine::Query query(kClock);
    query.setShowsAside(true);
    query.setOrder(order);

    for (size_t begin = 0; begin < requests.size(); begin += 500) {
        builder.append({part(requests, begin, std::min(begin + 500, requests.size())), {}, {}});
        const index::SnapshotPtr snapshot = builder.publish();
        query.setSnapshot(snapshot);

        QTRY_COMPARE(query.result().snapshot, snapshot);
        const index::RowList all = index::scanAll(*snapshot, filter::Program(filter::Filter()));
        QCOMPARE(ids(query), listed(index::RowOrder(*snapshot, order).sorted(all)));
    }
}

void QueryTest::takesAnotherOrderAtOnce()
{
    index::Builder builder;
    builder.append({{tagged(1, "b"), tagged(2, "a"), tagged(3, "c")}, {}, {}});
    engine::Query query(kClock);
    query.setSnapshot(builder.publish());

    query.setOrder({event::Field::MessageTag, false});
    QTRY_COMPARE(ids(query), QList<qint64>({2, 1, 3}));
    query.setOrder({event::Field::MessageTag, true});
    QTRY_COMPARE(ids(query), QList<qint64>({3, 1, 2}));
    query.setOrder({});

    QTRY_COMPARE(ids(query), QList<qint64>({1, 2, 3}));
    QCOMPARE(query.result().keptRows, 0);
}

void QueryTest::keepsTheOrderOfWhatStillMatches()
{
    index::Builder builder;
    builder.append(
        {{tagged(1, "order b"), tagged(2, "order a"), tagged(3, "other"), tagged(4, "order a2")},
         {},
         {}});
    engine::Query query(kClock);
    query.setOrder({event::Field::MessageTag, true});
    query.setFilter(filter::parse(u"order"_s).filter);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1, 4, 2}));

    query.setFilter(filter::parse(u"\"order a\""_s).filter);

    QTRY_COMPARE(ids(query), QList<qint64>({4, 2}));
}

void QueryTest::findsPlaces()
{
    index::Builder builder;
    builder.append({{tagged(1, "b"), tagged(2, "a"), tagged(3, "c")}, {}, {}});
    engine::Query query(kClock);
    query.setOrder({event::Field::MessageTag, false});
    query.setFilter(filter::parse(u"not c"_s).filter);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({2, 1}));

    QCOMPARE(query.result().place({1}), 1);
    QCOMPARE(query.result().place({2}), 0);
    QCOMPARE(query.result().place({3}), -1);
    QCOMPARE(query.result().place({}), -1);
}

void QueryTest::asksAgainWhatCountsBackFromNow()
{
    tests::FakeClock clock;
    event::StoredRequest old = tagged(1, "old");
    old.draft.request.arrived = clock.utc() - 50s;
    event::StoredRequest young = tagged(2, "young");
    young.draft.request.arrived = clock.utc() - 5s;
    index::Builder builder;
    builder.append({{old, young}, {}, {}});
    engine::Query query(clock);
    query.setFilter(filter::parse(u"received > -1m"_s).filter);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));

    clock.advance(20s);

    QTRY_COMPARE(ids(query), QList<qint64>({2}));
}

void QueryTest::seesAnAnswerThatBecameKnownLater()
{
    index::Builder builder;
    builder.append({{tagged(1, "a"), tagged(2, "b")}, {}, {}});
    engine::Query query(kClock);
    query.setFilter(filter::parse(u"status == 503 or forwarded == 404"_s).filter);
    query.setSnapshot(builder.publish());
    QTRY_VERIFY(!query.isScanning());
    QVERIFY(ids(query).isEmpty());

    event::Attempt attempt;
    attempt.request = {2};
    attempt.status = 404;
    builder.append({{}, {event::Outcome{{1}, {}, 503, true}}, {attempt}});
    query.setSnapshot(builder.publish());

    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));
}

void QueryTest::saysHowFarAPathWasRead()
{
    const std::vector<event::StoredRequest> requests = {tagged(1, "a"), tagged(2, "a"),
                                                        tagged(3, "a")};
    const auto path = *event::findFieldRef("json.message.tag");
    index::Builder builder;
    builder.append({requests, {}, {}});
    engine::Query query(kClock);
    query.setFilter(filter::parse(u"json.message.tag == a"_s).filter);
    query.setSnapshot(builder.publish());
    QTRY_VERIFY(!query.isScanning());
    QVERIFY(!query.result().isComplete);
    QCOMPARE(query.result().scannedEvents, 0);

    index::OnDemandColumn column = *index::readOnDemand({path}, {requests[2]}).front();
    column.coveredFrom = {3};
    column.isComplete = false;
    builder.setOnDemand({std::make_shared<const index::OnDemandColumn>(column)});
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({3}));
    QVERIFY(!query.result().isComplete);
    QCOMPARE(query.result().scannedEvents, 1);

    builder.setOnDemand(index::readOnDemand({path}, requests));
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2, 3}));
    QVERIFY(query.result().isComplete);
}

void QueryTest::leavesOutWhatIsSetAside()
{
    event::StoredRequest notForUs = tagged(2, "order");
    notForUs.draft.request.verdict = event::Verdict::Refused;
    notForUs.draft.request.refusal = event::Refusal{event::RefusalReason::WrongMethod, 0, {}};
    index::Builder builder;
    builder.append({{tagged(1, "order"), notForUs, tagged(3, "order")}, {}, {}});
    engine::Query query(kClock);
    query.setFilter(filter::parse(u"order"_s).filter);
    query.setOrder({event::Field::Event, true});
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({3, 1}));

    query.setShowsAside(true);

    QTRY_COMPARE(ids(query), QList<qint64>({3, 2, 1}));
}

void QueryTest::asksAgainOnlyWhatBecameOfMessages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<bool>("isByMessage");
    QTest::addColumn<bool>("folds");

    for (const char *text :
         {"state == delivered", "issues == overdue or state == sending",
          "state in {waiting, failed} not issues == repeat", "type contains message"}) {
        for (const char *order : {"event", "state", "took", "lag"}) {
            const auto add = [&](const char *rows, bool isByMessage, bool folds) {
                QTest::addRow("%s by %s, %s", text, order, rows)
                    << QString::fromLatin1(text) << QByteArray(order) << isByMessage << folds;
            };
            add("all", false, false);
            add("folded", false, true);
            add("messages", true, false);
        }
    }
}

void QueryTest::asksAgainOnlyWhatBecameOfMessages()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, order);
    QFETCH(const bool, isByMessage);
    QFETCH(const bool, folds);
    QRandomGenerator random(9);
    const auto requests = tests::madeLives(random, 150);
    const filter::Filter filter = filter::parse(text).filter;
    const auto program = std::make_shared<const filter::Program>(filter);
    const index::Order sorted{*event::findFieldRef(order), true};
    index::Builder builder;
    builder.setRecorded(index::RecordedTime({{tests::kArrived, index::RecordedTime::kGoesOn}}));
    QThreadPool pool;
    std::shared_ptr<const engine::QueryAnswer> answer;
    size_t begin = requests.size() / 2;
    size_t end = begin;
    bool hasSome = false;
    bool hasFolded = false;

    for (int turn = 0; begin > 0 || end < requests.size(); ++turn) {
        if (turn % 3 == 2 && begin > 0) {
            const size_t first = begin - std::min<size_t>(begin, 40);
            index::BlockDeriver older(requests[first].firstEvent,
                                      {requests[begin].firstEvent.value - 1});
            older.add(part(requests, first, begin));
            builder.prepend(older.take());
            begin = first;
        } else {
            const size_t last = std::min(end + 15, requests.size());
            builder.append({part(requests, end, last), {}, {}});
            end = last;
        }
        const index::SnapshotPtr snapshot =
            builder.publish(tests::kArrived + std::chrono::minutes(end));
        const auto before = answer;

        // Now and then some are unfolded.
        const engine::Fold fold{folds,
                                folds && turn % 4 == 3
                                    ? std::vector<event::EventId>(repeated(*snapshot))
                                    : std::vector<event::EventId>()};
        answer = engine::QueryRun({snapshot, filter, program, sorted, false, isByMessage, fold},
                                  before, pool, {}, [](const engine::QueryResult &) {})
                     .run();

        index::RowList expected = index::scanAll(*snapshot, *program);
        if (isByMessage) {
            std::set<event::EventId> firsts;
            for (const event::EventId id : expected) {
                if (const auto message = snapshot->message(id))
                    firsts.insert(message->events.front());
            }
            expected.assign(firsts.begin(), firsts.end());
        }
        if (folds) {
            const index::RowList matches = expected;
            std::erase_if(expected, [&](event::EventId id) {
                const auto first = snapshot->cell(id, event::Field::RepeatOf).number;
                return first && !fold.isOpen({*first})
                    && std::binary_search(matches.begin(), matches.end(), event::EventId{*first});
            });
            hasFolded = hasFolded || expected.size() < matches.size();
        }
        hasSome = hasSome || expected.size() > 1;
        const index::Rows &rows = answer->result.rows;
        QCOMPARE(listed({rows.begin(), rows.end()}),
                 listed(index::RowOrder(*snapshot, sorted).sorted(expected)));
        const auto kept = size_t(answer->result.keptRows);
        QVERIFY(kept == 0
                || std::equal(rows.begin(), rows.begin() + kept, before->result.rows.begin()));
    }
    QVERIFY(hasSome);
    QCOMPARE(hasFolded, folds && !text.contains(u"not issues == repeat"_s));
}

void QueryTest::showsOneRowAMessage()
{
    const auto event = [](qint64 id, const QByteArray &type, const QByteArray &message) {
        event::StoredRequest stored = tagged(id, "x");
        stored.draft.request.body = "{\"type\":\"" + type
            + "\",\"time\":\"2020-06-25T18:42:36Z\",\"to\":\"+1\",\"message\":{\"id\":\"" + message
            + "\",\"direction\":\"out\"}}";
        stored.draft.events = {{0, 0, stored.draft.request.body.size()}};
        return stored;
    };
    index::Builder builder;
    builder.append({{event(1, "message-sending", "a"), event(2, "message-sending", "b"),
                     event(3, "message-delivered", "a"), event(4, "message-failed", "b"),
                     event(5, "message-sending", {})},
                    {},
                    {}});
    engine::Query query(kClock);
    query.setByMessage(true);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));

    query.setFilter(filter::parse(u"type == message-failed"_s).filter);
    QTRY_COMPARE(ids(query), QList<qint64>({2}));
    QCOMPARE(query.result().place({2}), 0);

    query.setByMessage(false);
    QTRY_COMPARE(ids(query), QList<qint64>({4}));
}

void QueryTest::foldsWhatCameAgain()
{
    index::Builder builder;
    add(builder, 1, {"sending", "delivered", "sending", "sending"});
    engine::Query query(kClock);
    query.setFold({.isOn = true, .open = {}});
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));
    QCOMPARE(query.result().matches.size(), size_t(4));
    QCOMPARE(listed(engine::withFolded(query.result(), {{1}})), QList<qint64>({1, 3, 4}));
    QCOMPARE(listed(engine::withFolded(query.result(), {{2}})), QList<qint64>({2}));

    add(builder, 5, {"sending", "failed"});
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2, 6}));
    QCOMPARE(query.result().keptRows, 2);
}

void QueryTest::foldsNothingBehindWhatAFilterHides()
{
    index::Builder builder;
    add(builder, 2, {"sending", "sending"});
    engine::Query query(kClock);
    query.setFold({.isOn = true, .open = {}});
    query.setFilter(filter::parse(u"event > 1"_s).filter);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({2}));

    // What was the first repeats another one once that is read.
    index::BlockDeriver older({1}, {1});
    older.add({ofMessage(1, "message-sending")});
    builder.prepend(older.take());
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({2, 3}));

    query.setFilter({});
    QTRY_COMPARE(ids(query), QList<qint64>({1}));
}

void QueryTest::unfoldsWhatIsAskedFor()
{
    index::Builder builder;
    add(builder, 1, {"sending", "delivered", "sending", "delivered"});
    engine::Query query(kClock);
    query.setFold({.isOn = true, .open = {}});
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));

    QVERIFY(!query.unfold({1}));
    QVERIFY(query.unfold({4}));
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2, 4}));
    QVERIFY(!query.unfold({4}));
    QCOMPARE(listed(engine::withFolded(query.result(), {{1}, {2}})), QList<qint64>({1, 2, 3}));

    query.setFold({});
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2, 3, 4}));
    query.setFold({.isOn = true, .open = {}});
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));
}

SENDSCOPE_TEST(QueryTest, query)
#include "tst_query.moc"
