#include "app/base/throttle.h"
#include "tests/testregistry.h"

#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace std::chrono_literals;

class ThrottleTest : public QObject
{
    Q_OBJECT

private slots:
    void theFirstRequestPassesAtOnce();
    void requestsWithinTheIntervalBecomeOne();
};

void ThrottleTest::theFirstRequestPassesAtOnce()
{
    base::Throttle throttle(1h);
    QSignalSpy due(&throttle, &base::Throttle::due);

    throttle.request();

    QCOMPARE(due.count(), 1);
    QVERIFY(!throttle.isPending());
}

void ThrottleTest::requestsWithinTheIntervalBecomeOne()
{
    base::Throttle throttle(20ms);
    QSignalSpy due(&throttle, &base::Throttle::due);

    for (int i = 0; i < 5; ++i)
        throttle.request();

    QVERIFY(throttle.isPending());
    QTRY_COMPARE(due.count(), 2);
    QVERIFY(!throttle.isPending());
}

SENDSCOPE_TEST(ThrottleTest, throttle)
#include "tst_throttle.moc"
