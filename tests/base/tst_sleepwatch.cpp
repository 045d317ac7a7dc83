#include "app/base/sleepwatch.h"
#include "tests/support/fakeclock.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace std::chrono_literals;

class SleepWatchTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsOfEachSleepOnce();
    void takesNoCorrectionForASleep();
};

void SleepWatchTest::tellsOfEachSleepOnce()
{
    tests::FakeClock clock;
    base::SleepWatch watch(clock);
    clock.advance(1h);
    QVERIFY(!watch.look());

    clock.sleep(8h);
    clock.advance(2s);

    const auto sleep = watch.look();
    QVERIFY(sleep);
    QCOMPARE(sleep->to, clock.utc());
    QCOMPARE(sleep->to - sleep->from, 8h);
    QVERIFY(!watch.look());
    clock.sleep(10min);
    QCOMPARE(watch.look()->from, clock.utc() - 10min);
}

void SleepWatchTest::takesNoCorrectionForASleep()
{
    tests::FakeClock clock;
    base::SleepWatch watch(clock);

    clock.sleep(-1h);
    QVERIFY(!watch.look());
    clock.sleep(900ms);
    QVERIFY(!watch.look());
}

SENDSCOPE_TEST(SleepWatchTest, sleepwatch)
#include "tst_sleepwatch.moc"
