#include "app/base/quantity.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class QuantityTest : public QObject
{
    Q_OBJECT

private slots:
    void readsSizes_data();
    void readsSizes();
    void readsSpans_data();
    void readsSpans();
};

void QuantityTest::readsSizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); // -1: none

    QTest::newRow("bare") << u"4096"_s << qint64(4096);
    QTest::newRow("power of two") << u"16 MiB"_s << qint64(16 * 1024 * 1024);
    QTest::newRow("power of ten") << u"1.5MB"_s << qint64(1'500'000);
    QTest::newRow("without B") << u"64k"_s << qint64(64'000);
    QTest::newRow("empty") << QString() << qint64(-1);
    QTest::newRow("negative") << u"-1"_s << qint64(-1);
    QTest::newRow("unknown unit") << u"5 elephants"_s << qint64(-1);
    QTest::newRow("past 2^63") << u"10000000000 GiB"_s << qint64(-1);
}

void QuantityTest::readsSizes()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, bytes);

    QCOMPARE(base::parseBytes(text).value_or(-1), bytes);
}

void QuantityTest::readsSpans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // -1: none

    QTest::newRow("bare") << u"250"_s << qint64(250);
    QTest::newRow("seconds") << u"1.5 s"_s << qint64(1500);
    QTest::newRow("minutes") << u"15m"_s << qint64(900'000);
    QTest::newRow("days") << u"1d"_s << qint64(86'400'000);
    QTest::newRow("sizes are no spans") << u"5 MiB"_s << qint64(-1);
}

void QuantityTest::readsSpans()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, milliseconds);

    QCOMPARE(base::parseDuration(text).value_or(-1ms).count(), milliseconds);
}

SENDSCOPE_TEST(QuantityTest, quantity)
#include "tst_quantity.moc"
