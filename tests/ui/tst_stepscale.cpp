#include "tests/testregistry.h"
#include "ui/messages/stepscale.h"

#include <QTest>

using namespace sendscope;
using namespace std::chrono_literals;

class StepScaleTest : public QObject
{
    Q_OBJECT

private slots:
    void growsFromItsBeginningToItsEnd();
    void leavesRoomBetweenItsTicks();
};

void StepScaleTest::growsFromItsBeginningToItsEnd()
{
    QCOMPARE(ui::placeOnScale(0s), 0.0);
    QCOMPARE(ui::placeOnScale(-1h), 0.0); // clocks that disagree
    QCOMPARE(ui::placeOnScale(20min), 1.0);
    QCOMPARE(ui::placeOnScale(24h * 365 * 200), 1.0);
    double before = 0;
    for (std::chrono::microseconds span = 100us; span < 20min; span = span * 11 / 10) {
        QVERIFY(ui::placeOnScale(span) > before);
        before = ui::placeOnScale(span);
    }
    QVERIFY(before < 1);
}

void StepScaleTest::leavesRoomBetweenItsTicks()
{
    const auto ticks = ui::scaleTicks();

    QCOMPARE(ticks.front(), 0s);
    for (size_t i = 1; i < ticks.size(); ++i)
        QVERIFY(ui::placeOnScale(ticks[i]) - ui::placeOnScale(ticks[i - 1]) > 0.1);
    QVERIFY(ui::placeOnScale(ticks.back()) < 0.95); // what takes longer is seen too
}

SENDSCOPE_TEST(StepScaleTest, stepscale)
#include "tst_stepscale.moc"
