#include "app/event/timestamp.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class TimestampTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void formats();
    void readsWhatItWrites();
};

void TimestampTest::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("utc");

    const auto row = [](const char *text, const char *utc) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(utc);
    };
    // As published.
    row("2016-09-14T18:20:16Z", "2016-09-14T18:20:16.000000Z");
    row("2020-06-25T18:42:36.979Z", "2020-06-25T18:42:36.979000Z");
    row("2024-12-18T16:51:27.704450Z", "2024-12-18T16:51:27.704450Z");
    row("2016-09-14 18:20:16", "2016-09-14T18:20:16.000000Z");
    // As others write them.
    row("2016-09-14t18:20:16z", "2016-09-14T18:20:16.000000Z");
    row("2016-09-14T18:20:16", "2016-09-14T18:20:16.000000Z");
    row("2016-09-14T18:20:16.1Z", "2016-09-14T18:20:16.100000Z");
    row("2016-09-14T18:20:16,25Z", "2016-09-14T18:20:16.250000Z");
    row("2016-09-14T18:20:16.123456789Z", "2016-09-14T18:20:16.123456Z");
    row("2016-09-14T18:20:16+01:00", "2016-09-14T17:20:16.000000Z");
    row("2016-09-14T18:20:16-0530", "2016-09-14T23:50:16.000000Z");
    row("2016-09-14T18:20:16+01", "2016-09-14T17:20:16.000000Z");
    row("2016-09-14T18:20:16.5-00:00", "2016-09-14T18:20:16.500000Z");
    row("2016-01-01T00:30:00+01:00", "2015-12-31T23:30:00.000000Z");
    row("2020-02-29T12:00:00Z", "2020-02-29T12:00:00.000000Z");
    row("2000-02-29T12:00:00Z", "2000-02-29T12:00:00.000000Z");
    row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z");
    row("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z");
    row("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z");
    row("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z");
}

void TimestampTest::reads()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, utc);

    const auto time = event::parseTimestamp(text);

    QVERIFY(time);
    QCOMPARE(event::formatTimestamp(*time), utc);
}

void TimestampTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");

    for (const char *text : {"",
                             "2016",
                             "2016-09-14",
                             "2016-09-14T",
                             "2016-09-14T18:20",
                             "2016-09-14T18:20Z",
                             "2016-09-14T18:20:16.Z",
                             "2016-09-14T18:20:16.1234567890Z",
                             "2016-09-14T18:20:16ZZ",
                             "2016-09-14T18:20:16 Z",
                             " 2016-09-14T18:20:16Z",
                             "2016-09-14T18:20:16Z ",
                             "2016-09-14X18:20:16Z",
                             "2016/09/14T18:20:16Z",
                             "2016-9-14T18:20:16Z",
                             "16-09-14T18:20:16Z",
                             "2016-13-14T18:20:16Z",
                             "2016-00-14T18:20:16Z",
                             "2016-09-31T18:20:16Z",
                             "2016-09-00T18:20:16Z",
                             "2019-02-29T12:00:00Z",
                             "1900-02-29T12:00:00Z",
                             "2016-09-14T24:00:00Z",
                             "2016-09-14T18:60:16Z",
                             "2016-09-14T18:20:61Z",
                             "2016-09-14T18:20:16+",
                             "2016-09-14T18:20:16+1",
                             "2016-09-14T18:20:16+24:00",
                             "2016-09-14T18:20:16+01:60",
                             "2016-09-14T18:20:16+01:",
                             "2016-09-14T18:20:16+01:0",
                             "2016-09-14T18:20:16 UTC",
                             "1474050016",
                             "+2016-09-14T18:20:16Z",
                             "Wed, 14 Sep 2016 18:20:16 GMT"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("NUL") << QByteArray("2016-09-14T18:20:16\0", 20);
}

void TimestampTest::refuses()
{
    QFETCH(const QByteArray, text);

    QVERIFY(!event::parseTimestamp(text));
}

void TimestampTest::formats()
{
    using namespace std::chrono;

    QCOMPARE(event::formatTimestamp({}), "1970-01-01T00:00:00.000000Z"_ba);
    QCOMPARE(event::formatTimestamp(base::UtcTime(microseconds(1'593'110'556'979'001))),
             "2020-06-25T18:42:36.979001Z"_ba);
}

void TimestampTest::readsWhatItWrites()
{
    using namespace std::chrono;
    for (microseconds::rep at = -62'000'000'000'000'000; at < 250'000'000'000'000'000;
         at += 99'999'999'999'977) {
        const base::UtcTime time{microseconds(at)};
        QCOMPARE(event::parseTimestamp(event::formatTimestamp(time)), std::optional(time));
    }
}

SENDSCOPE_TEST(TimestampTest, timestamp)
#include "tst_timestamp.moc"
