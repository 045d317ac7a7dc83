#include "app/engine/valuecount.h"
#include "app/index/builder.h"
#include "tests/support/fakeclock.h"
#include "tests/support/madeevent.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

index::SnapshotPtr manyRows(int rows)
{
    QRandomGenerator random(5);
    std::vector<event::StoredRequest> requests = tests::sampleRequests();
    while (tests::nextEvent(requests) <= rows)
        tests::addMadeRequest(random, requests);
    index::Builder builder;
    builder.append({requests, {}, {}});
    return builder.publish();
}

} // namespace

class EngineValueCountTest : public QObject
{
    Q_OBJECT

private slots:
    void answersTheLastQuestionOnly();
    void tellsNothingOnceCancelled();
    void countsUnderTheRest();
};

void EngineValueCountTest::answersTheLastQuestionOnly()
{
    const tests::FakeClock clock;
    const index::SnapshotPtr snapshot = manyRows(3000);
    engine::ValueCount counting(clock);
    std::vector<index::ValueCounts> told;
    connect(&counting, &engine::ValueCount::counted, this,
            [&told](const index::ValueCounts &counts) { told.push_back(counts); });

    for (int i = 0; i < 20; ++i)
        counting.ask({snapshot, event::Field::MessageTag, {}, {}});
    counting.ask({snapshot, event::Field::Type, u"message-f"_s, {}});

    QTRY_VERIFY(!told.empty() && told.back().isComplete);
    QVERIFY(!counting.isCounting());
    for (const index::ValueCounts &counts : told) {
        for (const filter::SeenValue &value : counts.values)
            QVERIFY(value.text.toLower().contains("message-f"));
    }
}

void EngineValueCountTest::tellsNothingOnceCancelled()
{
    const tests::FakeClock clock;
    engine::ValueCount counting(clock);
    bool isTold = false;
    connect(&counting, &engine::ValueCount::counted, this, [&isTold] { isTold = true; });
    const index::SnapshotPtr snapshot = manyRows(3000);

    counting.ask({snapshot, event::Field::MessageTag, {}, {}});
    counting.cancel();
    QCoreApplication::processEvents();

    QVERIFY(!isTold);
    QVERIFY(!counting.isCounting());
    counting.ask({snapshot, event::Field::Kind, {}, {}});
    QTRY_VERIFY(isTold);
}

void EngineValueCountTest::countsUnderTheRest()
{
    const tests::FakeClock clock;
    const index::SnapshotPtr snapshot = manyRows(200);
    engine::ValueCount counting(clock);
    index::ValueCounts counts;
    connect(&counting, &engine::ValueCount::counted, this,
            [&counts](const index::ValueCounts &told) { counts = told; });

    counting.ask(
        {snapshot, event::Field::Type, {}, filter::parse(u"type == message-failed"_s).filter});

    QTRY_VERIFY(!counts.values.empty() && counts.isComplete);
    for (const filter::SeenValue &value : counts.values)
        QCOMPARE(value.text.toLower(), QByteArray("message-failed"));
}

SENDSCOPE_TEST(EngineValueCountTest, valuecount)
#include "tst_valuecount.moc"
