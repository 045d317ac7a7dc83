#include "app/filter/matcher.h"
#include "app/index/derive.h"
#include "app/index/scan.h"
#include "app/index/segmentwriter.h"
#include "app/index/snapshot.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>

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
    return values;
}

struct Made
{
    index::SegmentPtr segment;
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
                row.searchText += value + index::kValueEnd;
            writer.add(row);
        }
        result.segment = writer.segment();
        return result;
    }();
    return all;
}

filter::Filter parsed(const QString &text)
{
    const filter::Parsed result = filter::parse(text);
    Q_ASSERT(result.judgement == filter::Judgement::Fine);
    return result.filter;
}

/// The slow way: every value folded, every row asked.
index::RowList expected(const filter::Filter &filter, event::EventId after)
{
    const filter::Matcher matcher(filter);
    index::RowList result;
    for (quint32 row = 0; row < made().segment->count(); ++row) {
        QByteArrayList folded;
        for (const QByteArray &value : made().values[row])
            folded.append(filter::folded(value));
        const std::vector<QByteArrayView> views(folded.begin(), folded.end());
        const event::EventId id = made().segment->id(row);
        if (id > after && matcher.matches(views))
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
    void findsOnlyWhatIsNewer();
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
    const filter::Filter filter = parsed(text);

    const auto found = index::scan(*made().segment, filter::Matcher(filter));

    QCOMPARE(!found.empty(), findsSome);
    QCOMPARE(found, expected(filter, {}));
}

void ScanTest::findsOnlyWhatIsNewer()
{
    const filter::Filter filter = parsed(u"not delivered"_s);
    const event::EventId newest = made().segment->newest();

    for (const qint64 after :
         {qint64(0), qint64(1), qint64(100), newest.value - 300, newest.value - 1, newest.value}) {
        const auto found = index::scan(*made().segment, filter::Matcher(filter), {after});

        QCOMPARE(found, expected(filter, {after}));
    }
}

void ScanTest::goesOverAllSegments()
{
    index::SegmentWriter next({100'000});
    index::DerivedRow row;
    row.event = {100'000};
    row.searchText = "delivered"_ba + index::kValueEnd;
    next.add(row);
    const index::Snapshot snapshot({made().segment, next.segment()}, {},
                                   std::make_shared<index::AsideRows>());
    const filter::Filter filter = parsed(u"delivered"_s);
    index::RowList all = expected(filter, {});
    all.push_back({100'000});

    QCOMPARE(snapshot.scan(filter), all);
    QCOMPARE(snapshot.scan(filter, made().segment->newest()), index::RowList{{100'000}});
}

void ScanTest::stopsWhenCancelled()
{
    const base::CancelToken cancel;
    cancel.cancel();
    const index::Snapshot snapshot({made().segment}, {}, std::make_shared<index::AsideRows>());

    QVERIFY(snapshot.scan({}, {}, cancel).empty());
    QVERIFY(index::scan(*made().segment, filter::Matcher({}), {}, cancel).empty());
}

void ScanTest::aSegmentIsReadWhileMoreIsWritten()
{
    const filter::Matcher matcher(parsed(u"even"_s));
    index::SegmentWriter writer({1});
    const auto write = [&writer](qint64 first, qint64 last) {
        for (qint64 i = first; i <= last; ++i) {
            index::DerivedRow row;
            row.event = {i};
            row.searchText = QByteArray::number(i) + index::kValueEnd
                + (i % 2 == 0 ? "even" : "odd") + index::kValueEnd;
            writer.add(row);
        }
    };
    write(1, 5000);
    const index::SegmentPtr segment = writer.segment();
    size_t found = 0;

    std::thread reader([&] {
        for (int i = 0; i < 20; ++i)
            found += index::scan(*segment, matcher).size();
    });
    write(5001, 30'000);
    reader.join();

    QCOMPARE(found, size_t(20 * 2500));
    QCOMPARE(index::scan(*writer.segment(), matcher).size(), size_t(15'000));
}

SENDSCOPE_TEST(ScanTest, scan)
#include "tst_scan.moc"
