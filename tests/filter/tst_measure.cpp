#include "app/base/quantity.h"
#include "app/filter/measure.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace sendscope;
using namespace Qt::StringLiterals;
using filter::Judgement;

class MeasureTest : public QObject
{
    Q_OBJECT

private slots:
    void readsDurations_data();
    void readsDurations();
    void readsSizes_data();
    void readsSizes();
    void sizesAreThoseOfTheSettings();
    void printsWithTheLargestUnit();
    void whatIsPrintedIsReadAsTheSame();
};

namespace {

constexpr qint64 kMost = std::numeric_limits<qint64>::max();

void addColumns()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Judgement>("judgement");
    QTest::addColumn<qint64>("value");
}

void fine(const QString &text, qint64 value)
{
    QTest::newRow(qPrintable(text)) << text << Judgement::Fine << value;
}

void unfinished(const QString &text)
{
    QTest::newRow(qPrintable(text)) << text << Judgement::Unfinished << qint64(0);
}

void wrong(const QString &text)
{
    QTest::newRow(qPrintable(text)) << text << Judgement::Wrong << qint64(0);
}

} // namespace

void MeasureTest::readsDurations_data()
{
    addColumns();
    fine(u"250ms"_s, 250'000);
    fine(u"2s"_s, 2'000'000);
    fine(u"1.5 s"_s, 1'500'000);
    fine(u"15m"_s, 900'000'000);
    fine(u"1 min"_s, 60'000'000);
    fine(u"2H"_s, 7'200'000'000);
    fine(u"1d"_s, 86'400'000'000);
    fine(u"141203us"_s, 141'203);
    fine(u"3\u00B5s"_s, 3);
    fine(u"3\u03BCs"_s, 3);
    fine(u"-2s"_s, -2'000'000);
    fine(u"0"_s, 0);
    fine(u"-0"_s, 0);
    fine(u"0.1us"_s, 0);
    fine(u"0.000001s"_s, 1);
    fine(u"9223372036854775807us"_s, kMost);
    fine(u"-9223372036854775807us"_s, -kMost);
    unfinished(QString());
    unfinished(u"-"_s);
    unfinished(u"2"_s);
    unfinished(u"2."_s);
    unfinished(u"2 mi"_s);
    unfinished(u"2u"_s);
    wrong(u"s"_s);
    wrong(u"2x"_s);
    wrong(u"2.s"_s);
    wrong(u"--2s"_s);
    wrong(u"2s5"_s);
    wrong(u"9223372036854775808us"_s);
    wrong(u"106751992d"_s);
    wrong(u"0"_s.repeated(100) + u"1s"_s);
}

void MeasureTest::readsDurations()
{
    QFETCH(const QString, text);
    QFETCH(const Judgement, judgement);
    QFETCH(const qint64, value);

    const filter::Measure read = filter::readDuration(text);

    QCOMPARE(read.judgement, judgement);
    QCOMPARE(read.value, value);
}

void MeasureTest::readsSizes_data()
{
    addColumns();
    fine(u"4096"_s, 4096);
    fine(u"10kB"_s, 10'000);
    fine(u"64K"_s, 64'000);
    fine(u"1.5 MiB"_s, 1'572'864);
    fine(u"1.1kB"_s, 1'100);
    fine(u"9007199254740993"_s, 9'007'199'254'740'993);
    fine(u"9223372036854775807"_s, kMost);
    unfinished(QString());
    unfinished(u"1."_s);
    wrong(u"-1"_s);
    wrong(u"1x"_s);
    wrong(u"1 TB"_s);
    wrong(u"9223372036854775808"_s);
    wrong(u"9007199255GiB"_s);
}

void MeasureTest::readsSizes()
{
    QFETCH(const QString, text);
    QFETCH(const Judgement, judgement);
    QFETCH(const qint64, value);

    const filter::Measure read = filter::readSize(text);

    QCOMPARE(read.judgement, judgement);
    QCOMPARE(read.value, value);
}

void MeasureTest::sizesAreThoseOfTheSettings()
{
    for (const QString &text : {u"16 MiB"_s, u"64k"_s, u"1.5MB"_s, u"4096"_s, u"1 b"_s, u".5k"_s,
                                u"2Gi"_s, u"1x"_s, u"-1"_s, u"3 GB"_s}) {
        const filter::Measure read = filter::readSize(text);
        const auto setting = base::parseBytes(text);

        QCOMPARE(read.judgement == Judgement::Fine, setting.has_value());
        QCOMPARE(read.value, setting.value_or(0));
    }
}

void MeasureTest::printsWithTheLargestUnit()
{
    QCOMPARE(filter::printDuration(0), u"0s"_s);
    QCOMPARE(filter::printDuration(90'000'000), u"90s"_s);
    QCOMPARE(filter::printDuration(-7'200'000'000), u"-2h"_s);
    QCOMPARE(filter::printDuration(1'500'000), u"1500ms"_s);
    QCOMPARE(filter::printDuration(141'203), u"141203us"_s);
    QCOMPARE(filter::printSize(0), u"0"_s);
    QCOMPARE(filter::printSize(4096), u"4KiB"_s);
    QCOMPARE(filter::printSize(10'000), u"10kB"_s);
    QCOMPARE(filter::printSize(1'572'864), u"1536KiB"_s);
    QCOMPARE(filter::printSize(1'234), u"1234"_s);
}

void MeasureTest::whatIsPrintedIsReadAsTheSame()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 20'000; ++i) {
        const qint64 value = qint64(random.generate64() >> random.bounded(1, 64));

        QCOMPARE(filter::readDuration(filter::printDuration(value)).value, value);
        QCOMPARE(filter::readDuration(filter::printDuration(-value)).value, -value);
        QCOMPARE(filter::readSize(filter::printSize(value)).value, value);
    }
}

SENDSCOPE_TEST(MeasureTest, measure)
#include "tst_measure.moc"
