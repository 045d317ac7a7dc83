#include "app/base/spantext.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SpanTextTest : public QObject
{
    Q_OBJECT

private slots:
    void saysASpan_data();
    void saysASpan();
    void saysWholeSeconds();
};

void SpanTextTest::saysASpan_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << qint64(0) << u"0 ms"_s;
    QTest::newRow("milliseconds") << qint64(142'499) << u"142 ms"_s;
    QTest::newRow("just under a second") << qint64(999'499) << u"999 ms"_s;
    QTest::newRow("a second") << qint64(999'500) << u"1.00 s"_s;
    QTest::newRow("seconds") << qint64(4'280'000) << u"4.28 s"_s;
    QTest::newRow("tens of seconds") << qint64(31'300'000) << u"31.3 s"_s;
    QTest::newRow("just under a minute") << qint64(59'949'999) << u"59.9 s"_s;
    QTest::newRow("a minute") << qint64(59'950'000) << u"1 min"_s;
    QTest::newRow("two units") << qint64(121'000'000) << u"2 min 1 s"_s;
    QTest::newRow("minutes") << qint64(14 * 60 + 20) * 1'000'000 << u"14 min"_s;
    QTest::newRow("hours") << qint64(3 * 3600 + 12 * 60) * 1'000'000 << u"3 h 12 min"_s;
    QTest::newRow("days") << qint64(2 * 86400 + 4 * 3600) * 1'000'000 << u"2 d 4 h"_s;
    QTest::newRow("weeks") << qint64(92 * 86400 + 4 * 3600) * 1'000'000 << u"92 d"_s;
    QTest::newRow("months") << qint64(686 * 86400 + 4 * 3600) * 1'000'000 << u"686 d"_s;
    QTest::newRow("years") << qint64(2341 * 86400LL) * 1'000'000 << u"6.41 y"_s;
    QTest::newRow("before its time") << qint64(-4'280'000) << u"\u22124.28 s"_s;
}

void SpanTextTest::saysASpan()
{
    QFETCH(const qint64, micros);
    QFETCH(const QString, text);

    QCOMPARE(base::spanText(std::chrono::microseconds(micros)), text);
}

void SpanTextTest::saysWholeSeconds()
{
    QCOMPARE(base::wholeSpanText(-3s), u"0 s"_s);
    QCOMPARE(base::wholeSpanText(999ms), u"0 s"_s);
    QCOMPARE(base::wholeSpanText(9s), u"9 s"_s);
    QCOMPARE(base::wholeSpanText(59'999ms), u"59 s"_s);
    QCOMPARE(base::wholeSpanText(135'900ms), u"2 min 15 s"_s);
}

SENDSCOPE_TEST(SpanTextTest, spantext)
#include "tst_spantext.moc"
