#include "app/filter/interval.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace sendscope;
using namespace Qt::StringLiterals;
using filter::Judgement;

namespace {

constexpr qint64 kSecond = 1'000'000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kDay = 24 * 60 * kMinute;
constexpr qint64 kMidnight = 1'593'043'200 * kSecond; // 2020-06-25T00:00Z
constexpr qint64 kMoment = 1'593'110'556 * kSecond;   // 2020-06-25T18:42:36Z

} // namespace

class IntervalTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void judges_data();
    void judges();
    void everyBeginningIsUnfinished();
    void knowsDaysOfOtherLengths();
    void prints_data();
    void prints();
    void whatIsPrintedIsReadAsTheSame();
};

void IntervalTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("length");

    const auto row = [](const QString &text, qint64 from, qint64 length) {
        QTest::newRow(qPrintable(text)) << text << from << length;
    };
    row(u"2020-06-25"_s, kMidnight, kDay);
    row(u"2020-06-25Z"_s, kMidnight, kDay);
    row(u"2020-06-25+02:00"_s, kMidnight - 120 * kMinute, kDay);
    row(u"2020-06-25-0530"_s, kMidnight + 330 * kMinute, kDay);
    row(u"2020-06-25T18:42"_s, kMoment - 36 * kSecond, kMinute);
    row(u"2020-06-25t18:42z"_s, kMoment - 36 * kSecond, kMinute);
    row(u"2020-06-25 20:42+02"_s, kMoment - 36 * kSecond, kMinute);
    row(u"2020-06-25T18:42:36"_s, kMoment, kSecond);
    row(u"2020-06-25T18:42:36.9"_s, kMoment + 900'000, 100'000);
    row(u"2020-06-25T18:42:36,979Z"_s, kMoment + 979'000, 1'000);
    row(u"2020-06-25T18:42:36.979456+00:00"_s, kMoment + 979'456, 1);
    row(u"2020-06-25T18:42:36.979456789"_s, kMoment + 979'456, 1);
    row(u"2016-12-31T23:59:60Z"_s, 1'483'228'800 * kSecond, kSecond);
    row(u"1969-12-31"_s, -kDay, kDay);
    row(u"2020-06-25Z/2020-06-27Z"_s, kMidnight, 2 * kDay);
    row(u"2020-06-25T00:00/2020-06-25T00:00:00.5"_s, kMidnight, 500'000);
}

void IntervalTest::reads()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, from);
    QFETCH(const qint64, length);

    const filter::Interval interval = filter::readInterval(text, QTimeZone::utc());

    QCOMPARE(interval.judgement, Judgement::Fine);
    QCOMPARE(interval.from, from);
    QCOMPARE(interval.to, from + length - 1);
}

void IntervalTest::judges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Judgement>("judgement");

    const auto row = [](const QString &text, Judgement judgement) {
        QTest::newRow(qPrintable(text)) << text << judgement;
    };
    row(QString(), Judgement::Unfinished);
    row(u"2"_s, Judgement::Unfinished);
    row(u"2020-06-25T18"_s, Judgement::Unfinished);
    row(u"2020-06-25T18:42:36."_s, Judgement::Unfinished);
    row(u"2020-06-25T18:42+0"_s, Judgement::Unfinished);
    row(u"2020-06-25T18:42+02:0"_s, Judgement::Unfinished);
    row(u"2020-06-25/"_s, Judgement::Unfinished);
    row(u"2020-06-25/2020-06-25"_s, Judgement::Unfinished); // may go on with a time of day
    row(u"x"_s, Judgement::Wrong);
    row(u"20-06-25"_s, Judgement::Wrong);
    row(u"2020-13"_s, Judgement::Wrong);
    row(u"2020-00"_s, Judgement::Wrong);
    row(u"2020-02-30"_s, Judgement::Wrong);
    row(u"2019-02-29"_s, Judgement::Wrong);
    row(u"2020-06-25T24:00"_s, Judgement::Wrong);
    row(u"2020-06-25T18:60"_s, Judgement::Wrong);
    row(u"2020-06-25T18:42:61"_s, Judgement::Wrong);
    row(u"2020-06-25T18:42:36.1234567890"_s, Judgement::Wrong);
    row(u"2020-06-25T18:42+24:00"_s, Judgement::Wrong);
    row(u"2020-06-25T18:42Zx"_s, Judgement::Wrong);
    row(u"2020-06-25 x"_s, Judgement::Wrong);
    row(u"0000-01-01T00:00+01:00"_s, Judgement::Wrong); // a year that has no four digits
    row(u"9999-12-31T23:59-01:00"_s, Judgement::Wrong);
    row(u"0000-01-01Z"_s, Judgement::Fine);
    row(u"9999-12-31Z"_s, Judgement::Fine);
}

void IntervalTest::judges()
{
    QFETCH(const QString, text);
    QFETCH(const Judgement, judgement);

    QCOMPARE(filter::readInterval(text, QTimeZone::utc()).judgement, judgement);
}

void IntervalTest::everyBeginningIsUnfinished()
{
    for (const QString &text :
         {u"2020-06-25T18:42:36.979456Z"_s, u"2020-12-31 23:59:59,9-11:30"_s, u"2020-06-25+02:00"_s,
          u"2020-06-25T18:42Z/2020-06-25T18:50:10.5Z"_s}) {
        for (qsizetype size = 0; size <= text.size(); ++size) {
            const QString beginning = text.first(size);
            QVERIFY2(filter::readInterval(beginning, QTimeZone::utc()).judgement
                         != Judgement::Wrong,
                     qPrintable(beginning));
        }
    }
}

void IntervalTest::knowsDaysOfOtherLengths()
{
    const QTimeZone berlin("Europe/Berlin");
    const auto hours = [&berlin](const QString &text) {
        const filter::Interval day = filter::readInterval(text, berlin);
        return (day.to - day.from + 1) / (60 * kMinute);
    };

    QCOMPARE(hours(u"2020-03-29"_s), 23);
    QCOMPARE(hours(u"2020-06-25"_s), 24);
    QCOMPARE(hours(u"2020-10-25"_s), 25);
    QCOMPARE(hours(u"2020-03-29Z"_s), 24);
    QCOMPARE(filter::readInterval(u"2020-06-25T20:42"_s, berlin).from, kMoment - 36 * kSecond);
    QCOMPARE(filter::readInterval(u"2020-06-25T20:42"_s, QTimeZone()).from,
             kMoment - 36 * kSecond + 120 * kMinute);
}

void IntervalTest::prints_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QString>("expected");

    const auto row = [](const QString &expected, qint64 from, qint64 length) {
        QTest::newRow(qPrintable(expected)) << from << length << expected;
    };
    row(u"2020-06-25Z"_s, kMidnight, kDay);
    row(u"2020-06-25+02:00"_s, kMidnight - 120 * kMinute, kDay);
    row(u"2020-06-25-05:30"_s, kMidnight + 330 * kMinute, kDay);
    row(u"2020-06-26+12:00"_s, kMidnight + kDay / 2, kDay);
    row(u"2020-06-25T00:00Z"_s, kMidnight, kMinute);
    row(u"2020-06-25T18:42:36Z"_s, kMoment, kSecond);
    row(u"2020-06-25T18:42:36.0Z"_s, kMoment, 100'000);
    row(u"2020-06-25T18:42:36.979000Z"_s, kMoment + 979'000, 1);
    row(u"1969-12-31T23:59:59.9Z"_s, -100'000, 100'000);
    row(u"2020-06-25Z/2020-06-26T01:00Z"_s, kMidnight, kDay + 60 * kMinute);
    row(u"2020-06-25T18:42:36Z/2020-06-25T18:42:36.000007Z"_s, kMoment, 7);
}

void IntervalTest::prints()
{
    QFETCH(const qint64, from);
    QFETCH(const qint64, length);
    QFETCH(const QString, expected);

    QCOMPARE(filter::printInterval(from, from + length - 1), expected);
}

void IntervalTest::whatIsPrintedIsReadAsTheSame()
{
    QRandomGenerator random(1);
    const QTimeZone kathmandu("Asia/Kathmandu");
    constexpr std::array<qint64, 8> kLengths = {1,       10,   100'000,  kSecond,
                                                kMinute, kDay, kDay + 1, 3};
    constexpr std::array<qint64, 5> kSteps = {1, 1'000, kSecond, kMinute, kDay};
    for (int i = 0; i < 20'000; ++i) {
        const qint64 step = kSteps[size_t(random.bounded(int(kSteps.size())))];
        const qint64 length = kLengths[size_t(random.bounded(int(kLengths.size())))];
        // Years 1 to 9000.
        const qint64 day = random.bounded(-719'000, 2'500'000);
        const qint64 from = (day * kDay + qint64(random.bounded(86'400.0) * 1e6)) / step * step;

        const QString text = filter::printInterval(from, from + length - 1);
        const filter::Interval read = filter::readInterval(text, kathmandu);

        QVERIFY2(read.judgement == Judgement::Fine, qPrintable(text));
        QCOMPARE(read.from, from);
        QCOMPARE(read.to, from + length - 1);
    }
}

SENDSCOPE_TEST(IntervalTest, interval)
#include "tst_interval.moc"
