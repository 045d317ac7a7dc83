#include "app/filter/program.h"
#include "app/index/derive.h"
#include "app/index/scan.h"
#include "app/index/segmentwriter.h"
#include "app/index/snapshot.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

#include <thread>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRows = 6000; ///< More than are looked at one by one.

QByteArrayList madeValues(QRandomGenerator &random, int row)
{
    static const QByteArrayList kCommon = {"message-sending",
                                           "message-Delivered",
                                           "+19842397270",
                                           "+19195550142",
                                           "(984) 239-7271",
                                           "GRÜSSE",
                                           "grüße",
                                           "4720",
                                           "Kelvin \u212A",
                                           "fail",
                                           "ed"};
    QByteArrayList values = {QByteArray::number(row * 7919),
                             "id-" + QByteArray::number(random.generate(), 36)};
    for (int i = random.bounded(5); i > 0; --i)
        values.append(kCommon[random.bounded(int(kCommon.size()))]);
    // Around what a block of values holds, found by its end.
    if (row % 499 == 0)
        values.insert(1, QByteArray(0xFFFF - 10 + row / 499, 'x') + "fail");
    return values;
}

struct Made
{
    index::SegmentPtr segment;
    index::SnapshotPtr snapshot;        ///< Of this segment alone.
    std::vector<QByteArrayList> values; ///< By row.
};

const Made &made()
{
    static const Made all = [] {
        QRandomGenerator random(1);
        index::SegmentWriter writer({1});
        Made result;
        for (int i = 0; i < kRows; ++i) {
            index::DerivedRow row;
            row.event = {1 + qint64(i) * 3};
            result.values.push_back(madeValues(random, i));
            for (const QByteArray &value : result.values.back())
                row.values.push_back(value);
            writer.add(row);
        }
        result.segment = writer.segment();
        index::SnapshotParts parts;
        parts.segments = {result.segment};
        result.snapshot = std::make_shared<const index::Snapshot>(std::move(parts));
        return result;
    }();
    return all;
}

filter::Program parsed(const QString &text)
{
    const filter::Parsed result = filter::parse(text);
    Q_ASSERT(result.judgement == filter::Judgement::Fine);
    return filter::Program(result.filter);
}

bool isMet(const filter::Step &step, const QByteArrayList &values)
{
    const auto isChildMet = [&values](const filter::Step &child) { return isMet(child, values); };
    switch (step.type) {
    case filter::Node::Type::And:
        return std::all_of(step.children.begin(), step.children.end(), isChildMet);
    case filter::Node::Type::Or:
        return std::any_of(step.children.begin(), step.children.end(), isChildMet);
    case filter::Node::Type::Not:
        return !isChildMet(step.children.front());
    default:
        return std::any_of(values.begin(), values.end(),
                           [&step](const QByteArray &value) { return step.isIn(value); });
    }
}

/// The slow way: every value folded, every row asked.
index::RowList expected(const filter::Program &program, event::EventId first)
{
    index::RowList result;
    for (quint32 row = 0; row < made().segment->count(); ++row) {
        QByteArrayList folded;
        for (const QByteArray &value : made().values[row])
            folded.append(filter::folded(value));
        const event::EventId id = made().segment->id(row);
        if (id >= first && isMet(program.root(), folded))
            result.push_back(id);
    }
    return result;
}

} // namespace

class ScanTest : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatAPlainSearchFinds_data();
    void findsWhatAPlainSearchFinds();
    void findsOnlyWhatIsInTheRange();
    void findsOnlyAmongCandidates();
    void goesOverAllSegments();
    void stopsWhenCancelled();
    void aSegmentIsReadWhileMoreIsWritten();
};

void ScanTest::findsWhatAPlainSearchFinds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("findsSome");

    QTest::newRow("everything") << QString() << true;
    QTest::newRow("a word") << u"delivered"_s << true;
    QTest::newRow("in another case") << u"SENDING"_s << true;
    QTest::newRow("one letter") << u"z"_s << true;
    QTest::newRow("a number as text") << u"4720"_s << true;
    QTest::newRow("other letters") << u"Grüsse"_s << true;
    QTest::newRow("with a sharp s") << u"GRÜßE"_s << true;
    QTest::newRow("folded to ASCII") << u"\"kelvin k\""_s << true;
    QTest::newRow("over two values") << u"failed"_s << false;
    QTest::newRow("nothing") << u"nowhere"_s << false;
    QTest::newRow("a phone number") << u"(984) 239-7270"_s << true;
    QTest::newRow("another way round") << u"19842397271"_s << true;
    QTest::newRow("a number that is not there") << u"9842397272"_s << false;
    QTest::newRow("and") << u"delivered 9195550142"_s << true;
    QTest::newRow("or") << u"delivered or sending or 4720"_s << true;
    QTest::newRow("not") << u"not delivered"_s << true;
    QTest::newRow("all of it") << u"(delivered or grüsse) -(9842397270 or sending) id-"_s << true;
    QTest::newRow("nothing and its contrary") << u"fail and not fail"_s << false;
}

void ScanTest::findsWhatAPlainSearchFinds()
{
    QFETCH(const QString, text);
    QFETCH(const bool, findsSome);
    const filter::Program program = parsed(text);

    const auto found = index::scan(*made().snapshot, *made().segment, program);

    QCOMPARE(!found.empty(), findsSome);
    QCOMPARE(found, expected(program, {}));
}

void ScanTest::findsOnlyWhatIsInTheRange()
{
    const filter::Program program = parsed(u"not delivered"_s);
    const event::EventId newest = made().segment->newest();

    for (const qint64 first :
         {qint64(0), qint64(2), qint64(101), newest.value - 299, newest.value, newest.value + 1}) {
        const auto found = index::scan(*made().snapshot, *made().segment, program, {{first}});

        QCOMPARE(found, expected(program, {first}));
    }
    index::RowList begin = expected(program, {});
    std::erase_if(begin, [](event::EventId id) { return id.value > 100; });
    QCOMPARE(index::scan(*made().snapshot, *made().segment, program, {{}, {100}}), begin);
}

void ScanTest::findsOnlyAmongCandidates()
{
    const filter::Program program = parsed(u"delivered"_s);
    const index::RowList all = expected(program, {});
    for (const qint64 step : {1, 2, 40}) {
        index::RowList candidates;
        for (qint64 id = 1; id <= made().segment->newest().value; id += 3 * step)
            candidates.push_back({id});
        index::RowList both;
        std::set_intersection(all.begin(), all.end(), candidates.begin(), candidates.end(),
                              std::back_inserter(both));

        QCOMPARE(index::scanCandidates(*made().snapshot, *made().segment, program, candidates),
                 both);
    }
}

void ScanTest::goesOverAllSegments()
{
    index::SegmentWriter next({100'000});
    index::DerivedRow row;
    row.event = {100'000};
    row.values = {"delivered"_ba};
    next.add(row);
    index::SnapshotParts parts;
    parts.segments = {made().segment, next.segment()};
    const index::Snapshot snapshot(std::move(parts));
    const filter::Program program = parsed(u"delivered"_s);
    index::RowList all = expected(program, {});
    all.push_back({100'000});

    QCOMPARE(index::scanAll(snapshot, program), all);
    QCOMPARE(index::scanAll(snapshot, program, {{made().segment->newest().value + 1}}),
             index::RowList{{100'000}});
}

void ScanTest::stopsWhenCancelled()
{
    const base::CancelToken cancel;
    cancel.cancel();
    const filter::Program program{filter::Filter()};

    QVERIFY(index::scanAll(*made().snapshot, program, {}, cancel).empty());
    QVERIFY(index::scan(*made().snapshot, *made().segment, program, {}, cancel).empty());
}

void ScanTest::aSegmentIsReadWhileMoreIsWritten()
{
    const filter::Program program = parsed(u"even"_s);
    index::SegmentWriter writer({1});
    const auto write = [&writer](qint64 first, qint64 last) {
        for (qint64 i = first; i <= last; ++i) {
            index::DerivedRow row;
            row.event = {i};
            row.values = {QByteArray::number(i), i % 2 == 0 ? "even"_ba : "odd"_ba};
            writer.add(row);
        }
    };
    write(1, 5000);
    const index::SegmentPtr segment = writer.segment();
    size_t found = 0;

    std::thread reader([&] {
        for (int i = 0; i < 20; ++i)
            found += index::scan({}, *segment, program).size();
    });
    write(5001, 30'000);
    reader.join();

    QCOMPARE(found, size_t(20 * 2500));
    QCOMPARE(index::scan({}, *writer.segment(), program).size(), size_t(15'000));
}

SENDSCOPE_TEST(ScanTest, scan)
#include "tst_scan.moc"
