#include "app/index/derive.h"
#include "app/index/segmentwriter.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

index::DerivedRow rowWith(qint64 id, const QByteArrayList &values = {})
{
    index::DerivedRow row;
    row.event = {id};
    for (const QByteArray &value : values)
        row.values.push_back(value);
    return row;
}

index::SegmentPtr segmentOf(const std::vector<index::DerivedRow> &rows)
{
    index::SegmentWriter writer(rows.front().event);
    for (const index::DerivedRow &row : rows)
        writer.add(row);
    return writer.segment();
}

QByteArrayList valuesOf(const index::Segment &segment, quint32 row)
{
    QByteArrayList values;
    for (const index::ValueId id : segment.values(row))
        values.append(segment.value(id).toByteArray());
    return values;
}

} // namespace

class SegmentTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreFoundByTheirId();
    void aRowComesBackAsItWas();
    void whatIsAbsentStaysAbsent();
    void cellsAreCutBetweenCharacters();
    void aRowListsEachValueOnce();
    void foldedValuesAreListedWhereTheyDiffer();
    void valuesOfAnySizeAreKept();
    void listsOfAnySizeAreKept();
    void whatWasHandedOutNeverChanges();
    void aFullSegmentTakesNoMore();
    void anIdOutOfReachIsNotTaken();
    void requestsMayComeInAnyOrder();
};

void SegmentTest::rowsAreFoundByTheirId()
{
    const auto segment = segmentOf({rowWith(100), rowWith(101), rowWith(105), rowWith(106)});

    QCOMPARE(segment->count(), 4U);
    QCOMPARE(segment->oldest().value, 100);
    QCOMPARE(segment->newest().value, 106);
    QCOMPARE(segment->find({101}), std::optional(1U));
    QCOMPARE(segment->find({105}), std::optional(2U));
    QCOMPARE(segment->find({106}), std::optional(3U));
    QVERIFY(!segment->find({99}));
    QVERIFY(!segment->find({103}));
    QVERIFY(!segment->find({107}));
    QVERIFY(!segment->find({70'000}));
    QCOMPARE(segment->firstAfter({}), 0U);
    QCOMPARE(segment->firstAfter({101}), 2U);
    QCOMPARE(segment->firstAfter({103}), 2U);
    QCOMPARE(segment->firstAfter({106}), 4U);
}

void SegmentTest::aRowComesBackAsItWas()
{
    index::DerivedRow derived = rowWith(7);
    derived.request = {3};
    derived.kind = event::Kind::Malformed;
    derived.via = event::Via::Replay;
    derived.element = 2;
    derived.received = base::UtcTime(std::chrono::microseconds(1'593'110'560'000'001));
    derived.time = base::UtcTime(std::chrono::microseconds(1'593'110'560'000'003));
    derived.type = "t"_ba;
    derived.errorCode = 4720;
    derived.description = "d"_ba;
    derived.ours = "o"_ba;
    derived.theirs = "th"_ba;
    derived.media.assign(70'000, "x"_ba);
    derived.tag = "ta"_ba;
    derived.messageId = "m"_ba;
    derived.text = "te"_ba;
    derived.status = 503;
    derived.isAnswerDelivered = false;
    derived.sentence = "s"_ba;

    const auto segment = segmentOf({derived});
    const index::Row row = segment->row(0);

    QCOMPARE(row.event, derived.event);
    QCOMPARE(row.request, derived.request);
    QCOMPARE(row.kind, derived.kind);
    QCOMPARE(row.via, derived.via);
    QCOMPARE(row.element, derived.element);
    QCOMPARE(row.received, derived.received);
    QCOMPARE(row.time, derived.time);
    QCOMPARE(row.lag, std::optional(std::chrono::microseconds(-2)));
    QCOMPARE(row.type, "t");
    QCOMPARE(row.errorCode, std::optional(4720));
    QCOMPARE(row.description, "d");
    QCOMPARE(row.ours, "o");
    QCOMPARE(row.theirs, "th");
    QCOMPARE(row.mediaCount, 70'000);
    QCOMPARE(row.tag, "ta");
    QCOMPARE(row.messageId, "m");
    QCOMPARE(row.text, "te");
    QCOMPARE(row.status, 503);
    QVERIFY(!row.isAnswerDelivered);
    QCOMPARE(row.sentence, "s");
}

void SegmentTest::whatIsAbsentStaysAbsent()
{
    const auto segment = segmentOf({rowWith(1, {""})});
    const index::Row row = segment->row(0);

    QVERIFY(!row.time);
    QVERIFY(!row.lag);
    QVERIFY(!row.errorCode);
    QVERIFY(row.type.isEmpty());
    QVERIFY(row.sentence.isEmpty());
    QCOMPARE(valuesOf(*segment, 0), QByteArrayList());
}

void SegmentTest::cellsAreCutBetweenCharacters()
{
    index::DerivedRow whole = rowWith(1);
    whole.text = QByteArray(index::kMaxCellBytes, 'x');
    index::DerivedRow cut = rowWith(2);
    cut.text = QByteArray(index::kMaxCellBytes - 2, 'x') + "\U0001F600"_ba;

    const auto segment = segmentOf({whole, cut});

    QCOMPARE(segment->row(0).text, whole.text);
    QCOMPARE(segment->row(1).text, QByteArray(index::kMaxCellBytes - 2, 'x'));
}

void SegmentTest::aRowListsEachValueOnce()
{
    const auto segment = segmentOf({rowWith(1, {"a", "b", "a"}), rowWith(2, {"b", "c"})});

    QCOMPARE(valuesOf(*segment, 0), (QByteArrayList{"a", "b"}));
    QCOMPARE(valuesOf(*segment, 1), (QByteArrayList{"b", "c"}));
    QCOMPARE(segment->values(0)[1], segment->values(1)[0]);
}

void SegmentTest::foldedValuesAreListedWhereTheyDiffer()
{
    const auto segment = segmentOf({rowWith(1, {"ABC", "über", "ÜBER", "\u212A"})});

    QCOMPARE(valuesOf(*segment, 0), (QByteArrayList{"ABC", "über", "ÜBER", "\u212A", "k"}));
}

void SegmentTest::valuesOfAnySizeAreKept()
{
    std::vector<index::DerivedRow> rows;
    std::vector<QByteArrayList> expected;
    for (int i = 0; i < 3000; ++i) {
        const QByteArrayList values = {QByteArray::number(i),
                                       QByteArray(i % 7 == 0 ? i * 40 : 1, 'a' + char(i % 26))};
        QByteArrayList kept = values;
        kept.removeAll({});
        rows.push_back(rowWith(i + 1, values));
        expected.push_back(kept);
    }

    const auto segment = segmentOf(rows);

    for (quint32 i = 0; i < segment->count(); ++i)
        QCOMPARE(valuesOf(*segment, i), expected[i]);
}

void SegmentTest::listsOfAnySizeAreKept()
{
    QByteArrayList many;
    for (int i = 0; i < 100'000; ++i)
        many.append(QByteArray::number(i));

    const auto segment =
        segmentOf({rowWith(1, {"before"}), rowWith(2, many), rowWith(3, {"after"})});

    QCOMPARE(valuesOf(*segment, 0), QByteArrayList{"before"});
    QCOMPARE(valuesOf(*segment, 1), many);
    QCOMPARE(valuesOf(*segment, 2), QByteArrayList{"after"});
}

void SegmentTest::whatWasHandedOutNeverChanges()
{
    index::SegmentWriter writer({1});
    std::vector<index::SegmentPtr> handedOut;
    for (qint64 i = 1; i <= 10'000; ++i) {
        writer.add(rowWith(i, {QByteArray::number(i)}));
        if (i % 1000 == 1)
            handedOut.push_back(writer.segment());
    }

    for (size_t n = 0; n < handedOut.size(); ++n) {
        const index::Segment &segment = *handedOut[n];
        QCOMPARE(segment.count(), quint32(n) * 1000 + 1);
        for (quint32 row = 0; row < segment.count(); ++row)
            QCOMPARE(valuesOf(segment, row), QByteArrayList{QByteArray::number(row + 1)});
    }
}

void SegmentTest::aFullSegmentTakesNoMore()
{
    index::SegmentWriter writer({1});
    for (qint64 i = 1; i <= index::Segment::kMaxRows; ++i) {
        QVERIFY(writer.takes({i}, {i}));
        writer.add(rowWith(i));
    }

    QVERIFY(!writer.takes({index::Segment::kMaxRows + 1}, {index::Segment::kMaxRows + 1}));
    QCOMPARE(writer.segment()->newest().value, qint64(index::Segment::kMaxRows));
}

void SegmentTest::anIdOutOfReachIsNotTaken()
{
    constexpr qint64 kReach = 0x7FFF'FFFF;
    index::SegmentWriter writer({10});
    QVERIFY(writer.takes({10}, {kReach}));
    index::DerivedRow row = rowWith(10);
    row.request = {7};
    writer.add(row);

    QVERIFY(writer.takes({10 + 65'535}, {8}));
    QVERIFY(!writer.takes({10 + 65'536}, {8}));
    QVERIFY(writer.takes({11}, {7 + kReach}));
    QVERIFY(!writer.takes({11}, {7 + kReach + 1}));
    QVERIFY(!writer.takes({11}, {std::numeric_limits<qint64>::max()}));
    QVERIFY(!writer.takes({11}, {std::numeric_limits<qint64>::min()}));
}

void SegmentTest::requestsMayComeInAnyOrder()
{
    std::vector<index::DerivedRow> rows;
    for (const qint64 request : {5'000'000'000, 3'000'000'000, 7'000'000'000}) {
        rows.push_back(rowWith(qint64(rows.size()) + 1));
        rows.back().request = {request};
    }

    const auto segment = segmentOf(rows);

    for (quint32 i = 0; i < 3; ++i) {
        QCOMPARE(segment->request(i), rows[i].request);
        QCOMPARE(segment->row(i).request, rows[i].request);
        QCOMPARE(segment->number(event::Field::Request, i), std::optional(rows[i].request.value));
    }
}

SENDSCOPE_TEST(SegmentTest, segment)
#include "tst_segment.moc"
