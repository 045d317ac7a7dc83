#include "app/base/stallrecord.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace std::chrono_literals;

namespace {

base::UtcTime at(std::chrono::seconds second)
{
    return base::UtcTime(second);
}

} // namespace

class StallRecordTest : public QObject
{
    Q_OBJECT

private slots:
    void countsByLength_data();
    void countsByLength();
    void keepsTheLongest();
    void comesBackFromJson();
    void refusesWhatIsNoRecord_data();
    void refusesWhatIsNoRecord();
};

void StallRecordTest::countsByLength_data()
{
    QTest::addColumn<std::chrono::microseconds>("length");
    QTest::addColumn<int>("bin");
    QTest::addColumn<qint64>("overLimit");

    using Length = std::chrono::microseconds;
    QTest::newRow("work") << Length(9'999us) << -1 << qint64(0);
    QTest::newRow("shortest") << Length(10ms) << 0 << qint64(0);
    QTest::newRow("at the limit") << Length(50ms) << 2 << qint64(0);
    QTest::newRow("over the limit") << Length(50'001us) << 2 << qint64(1);
    QTest::newRow("below an edge") << Length(199'999us) << 3 << qint64(1);
    QTest::newRow("beyond the last edge") << Length(1h) << 6 << qint64(1);
}

void StallRecordTest::countsByLength()
{
    QFETCH(const std::chrono::microseconds, length);
    QFETCH(const int, bin);
    QFETCH(const qint64, overLimit);
    base::StallRecord record;

    const bool isCounted = record.add(length, at(1s));

    QCOMPARE(isCounted, bin >= 0);
    QCOMPARE(record.overLimit, overLimit);
    for (int i = 0; i < int(record.counts.size()); ++i)
        QCOMPARE(record.counts[size_t(i)], i == bin ? qint64(1) : qint64(0));
}

void StallRecordTest::keepsTheLongest()
{
    base::StallRecord record;

    record.add(20ms, at(1s));
    record.add(70ms, at(2s));
    record.add(30ms, at(3s));

    QVERIFY(record.longest == 70ms);
    QVERIFY(record.longestAt == at(2s));
}

void StallRecordTest::comesBackFromJson()
{
    base::StallRecord record;
    record.begun = at(1'593'110'556s);
    record.watched = 2h + 4min;
    record.isOver = true;
    record.add(38ms, at(1'593'110'560s));
    record.add(380ms, at(1'593'110'570s));

    const auto read = base::stallRecordFromJson(base::toJson(record));

    QVERIFY(read);
    QVERIFY(*read == record);
}

void StallRecordTest::refusesWhatIsNoRecord_data()
{
    QTest::addColumn<QByteArray>("json");

    QByteArray negative = base::toJson(base::StallRecord());
    negative.replace("\"longest\":0", "\"longest\":-1");
    QByteArray fewer = base::toJson(base::StallRecord());
    fewer.replace("0,0,0,0,0,0,0", "0,0,0");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another object") << QByteArray("{}");
    QTest::newRow("cut short") << base::toJson(base::StallRecord()).chopped(1);
    QTest::newRow("negative") << negative;
    QTest::newRow("other bins") << fewer;
}

void StallRecordTest::refusesWhatIsNoRecord()
{
    QFETCH(const QByteArray, json);

    const auto read = base::stallRecordFromJson(json);

    QVERIFY(!read);
    QCOMPARE(read.error().code, base::Error::Code::InvalidInput);
}

SENDSCOPE_TEST(StallRecordTest, stallrecord)
#include "tst_stallrecord.moc"
