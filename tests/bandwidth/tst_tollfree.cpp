#include "app/bandwidth/tollfree.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;

class TollFreeTest : public QObject
{
    Q_OBJECT

private slots:
    void knowsTollFreeNumbers_data();
    void knowsTollFreeNumbers();
};

void TollFreeTest::knowsTollFreeNumbers_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<bool>("isTollFree");

    for (const char *number : {"+18005550100", "+18335550100", "+18445550100", "+18555550100",
                               "+18665550100", "+18775550100", "+18885550100"})
        QTest::newRow(number) << QByteArray(number) << true;
    for (const char *number : {"+19195550100", "+18105550100", "+1800555010", "+448005550100",
                               "18005550100", "BRAND", ""})
        QTest::newRow(*number ? number : "nothing") << QByteArray(number) << false;
}

void TollFreeTest::knowsTollFreeNumbers()
{
    QFETCH(const QByteArray, number);
    QFETCH(const bool, isTollFree);

    QCOMPARE(bandwidth::isTollFreeNumber(number), isTollFree);
}

SENDSCOPE_TEST(TollFreeTest, tollfree)
#include "tst_tollfree.moc"
