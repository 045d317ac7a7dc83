#include "app/index/builder.h"
#include "app/index/derive.h"
#include "app/index/scan.h"
#include "tests/index/stored.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

event::StoredBatch batchOf(std::vector<event::StoredRequest> requests)
{
    event::StoredBatch batch;
    batch.requests = std::move(requests);
    return batch;
}

/// A body of so many numbers: as many rows.
QByteArray numbers(int count)
{
    return '[' + QByteArray("1,").repeated(count - 1) + "1]";
}

index::DerivedBlock blockOf(const std::vector<event::StoredRequest> &requests, qint64 first,
                            qint64 last)
{
    index::BlockDeriver deriver({first}, {last});
    deriver.add(requests);
    return deriver.take();
}

filter::Program everything()
{
    return filter::Program(filter::Filter());
}

event::Attempt attemptOf(qint64 request)
{
    event::Attempt attempt;
    attempt.request = {request};
    return attempt;
}

} // namespace

class BuilderTest : public QObject
{
    Q_OBJECT

private slots:
    void isEmptyAtFirst();
    void rowsAreAppendedInOrder();
    void moreRowsThanASegmentHolds();
    void olderBlocksArePutInFrontWhileNewRowsCome();
    void whatReachesOverAnEdgeIsTakenOnce();
    void segmentsOfOtherThreadsArePutInFront();
    void aSnapshotNeverChanges();
    void anAnswerThatDiffersIsShown();
    void anAnswerAsDecidedLeavesTheRowAlone();
    void anAnswerBeforeItsRowIsRemembered();
    void attemptsAreCounted();
};

void BuilderTest::isEmptyAtFirst()
{
    const auto snapshot = index::Builder().publish();

    QCOMPARE(snapshot->count(), 0);
    QVERIFY(snapshot->oldest().isNull());
    QVERIFY(snapshot->newest().isNull());
    QVERIFY(!snapshot->row({1}));
    QVERIFY(index::scanAll(*snapshot, everything()).empty());
}

void BuilderTest::rowsAreAppendedInOrder()
{
    index::Builder builder;
    builder.append(batchOf({tests::stored(1, 1, R"([{"type":"a"},{"type":"b"}])"_ba),
                            tests::stored(2, 3, R"({"type":"c"})"_ba)}));

    const auto snapshot = builder.publish();

    QCOMPARE(snapshot->count(), 3);
    QCOMPARE(snapshot->oldest().value, 1);
    QCOMPARE(snapshot->newest().value, 3);
    QCOMPARE(snapshot->row({2})->type, "b");
    QCOMPARE(snapshot->row({2})->element, 1);
    QCOMPARE(snapshot->row({3})->type, "c");
    QCOMPARE(snapshot->row({3})->request.value, 2);
    QVERIFY(!snapshot->row({4}));
}

void BuilderTest::moreRowsThanASegmentHolds()
{
    index::Builder builder;
    builder.append(batchOf({tests::stored(1, 1, numbers(70'000))}));
    builder.append(batchOf({tests::stored(2, 70'001, R"({"type":"last"})"_ba)}));

    const auto snapshot = builder.publish();

    QCOMPARE(snapshot->count(), 70'001);
    QCOMPARE(snapshot->segments().size(), size_t(2));
    QCOMPARE(snapshot->row({65'536})->element, 65'535);
    QCOMPARE(snapshot->row({65'537})->element, 65'536);
    QCOMPARE(snapshot->row({70'001})->type, "last");
}

void BuilderTest::olderBlocksArePutInFrontWhileNewRowsCome()
{
    index::Builder builder;
    builder.append(batchOf({tests::stored(30, 300, R"({"type":"live"})"_ba)}));
    builder.prepend(blockOf({tests::stored(20, 200, R"({"type":"newer"})"_ba)}, 200, 200));
    builder.append(batchOf({tests::stored(31, 301, R"({"type":"live too"})"_ba)}));
    builder.prepend(blockOf({tests::stored(10, 100, R"({"type":"oldest"})"_ba),
                             tests::stored(11, 101, R"({"type":"older"})"_ba)},
                            1, 199));

    const auto snapshot = builder.publish();

    QCOMPARE(index::scanAll(*snapshot, everything()),
             (index::RowList{{100}, {101}, {200}, {300}, {301}}));
    QCOMPARE(snapshot->row({101})->type, "older");
    QCOMPARE(snapshot->row({200})->type, "newer");
    QCOMPARE(snapshot->row({301})->type, "live too");
    QVERIFY(!snapshot->row({150}));
}

void BuilderTest::whatReachesOverAnEdgeIsTakenOnce()
{
    const event::StoredRequest over = tests::stored(2, 9, "[1,2,3]"_ba);
    index::Builder builder;
    builder.prepend(blockOf({over, tests::stored(3, 12, "[4]"_ba)}, 10, 20));
    builder.prepend(blockOf({tests::stored(1, 8, "[0]"_ba), over}, 1, 9));
    builder.append(batchOf({tests::stored(3, 12, "[4]"_ba), tests::stored(4, 13, "[5]"_ba)}));

    QCOMPARE(index::scanAll(*builder.publish(), everything()),
             (index::RowList{{8}, {9}, {10}, {11}, {12}, {13}}));
}

void BuilderTest::segmentsOfOtherThreadsArePutInFront()
{
    index::Builder builder;
    builder.append(batchOf({tests::stored(3, 200'000, "[3]"_ba)}));
    builder.prepend(blockOf({tests::stored(2, 100'000, numbers(70'000))}, 100'000, 169'999));
    builder.prepend(blockOf({tests::stored(1, 5, "[1]"_ba)}, 1, 99'999));

    const auto snapshot = builder.publish();

    QCOMPARE(snapshot->count(), 70'002);
    QCOMPARE(snapshot->oldest().value, 5);
    QVERIFY(snapshot->row({169'999}).has_value());
}

void BuilderTest::aSnapshotNeverChanges()
{
    index::Builder builder;
    std::vector<index::SnapshotPtr> snapshots;
    for (int i = 1; i <= 500; ++i) {
        builder.append(
            batchOf({tests::stored(i, i, R"({"type":")" + QByteArray::number(i) + R"("})")}));
        event::StoredBatch later;
        later.attempts = {attemptOf(1)};
        builder.append(later);
        snapshots.push_back(builder.publish());
    }

    for (size_t n = 0; n < snapshots.size(); ++n) {
        const index::Snapshot &snapshot = *snapshots[n];
        QCOMPARE(snapshot.count(), qint64(n) + 1);
        QCOMPARE(snapshot.row({1})->attempts, qint32(n) + 1);
        QCOMPARE(snapshot.row(snapshot.newest())->type, QByteArray::number(n + 1));
        QVERIFY(!snapshot.row({qint64(n) + 2}));
    }
}

void BuilderTest::anAnswerThatDiffersIsShown()
{
    index::Builder builder;
    builder.append(batchOf({tests::stored(1, 1, "[1,2]"_ba), tests::stored(2, 3, "[3]"_ba)}));
    event::StoredBatch later;
    later.outcomes = {{{1}, tests::kArrived, 503, true}, {{2}, tests::kArrived, 200, false}};
    builder.append(later);

    const auto snapshot = builder.publish();

    QCOMPARE(snapshot->row({1})->status, 503);
    QCOMPARE(snapshot->row({2})->status, 503);
    QVERIFY(snapshot->row({1})->isAnswerDelivered);
    QCOMPARE(snapshot->row({3})->status, 200);
    QVERIFY(!snapshot->row({3})->isAnswerDelivered);
}

void BuilderTest::anAnswerAsDecidedLeavesTheRowAlone()
{
    index::Builder builder;
    builder.append(batchOf({tests::stored(1, 1, "[1]"_ba)}));
    event::StoredBatch later;
    later.outcomes = {{{1}, tests::kArrived, 503, false}, {{1}, tests::kArrived, 200, true}};
    builder.append(later);

    const auto snapshot = builder.publish();

    QCOMPARE(snapshot->row({1})->status, 200);
    QVERIFY(snapshot->row({1})->isAnswerDelivered);
}

void BuilderTest::anAnswerBeforeItsRowIsRemembered()
{
    index::Builder builder;
    builder.append(batchOf({tests::stored(9, 90, "[1]"_ba)}));
    event::StoredBatch later;
    later.outcomes = {{{8}, tests::kArrived, 503, true}};
    builder.append(later);
    builder.prepend(blockOf({tests::stored(8, 80, "[1]"_ba)}, 1, 99));

    QCOMPARE(builder.publish()->row({80})->status, 503);
}

void BuilderTest::attemptsAreCounted()
{
    index::Builder builder;
    builder.append(batchOf({tests::stored(1, 1, "[1,2]"_ba), tests::stored(2, 3, "[3]"_ba)}));
    event::StoredBatch later;
    later.attempts = {attemptOf(1), attemptOf(1)};
    later.attempts[0].status = 200;
    later.attempts[1].status = 504;
    builder.append(later);

    const auto snapshot = builder.publish();

    QCOMPARE(snapshot->row({1})->attempts, 2);
    QCOMPARE(snapshot->row({2})->attempts, 2);
    QCOMPARE(snapshot->row({2})->status, 200);
    QCOMPARE(snapshot->row({3})->attempts, 0);
    QCOMPARE(snapshot->cell({2}, event::Field::Forwarded).number, 504);
    QVERIFY(!snapshot->cell({3}, event::Field::Forwarded).number);
}

SENDSCOPE_TEST(BuilderTest, builder)
#include "tst_builder.moc"
