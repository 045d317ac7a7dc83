#include "app/replay/playplan.h"
#include "app/replay/schedule.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>

using namespace sendscope;
using namespace std::chrono_literals;

using std::chrono::microseconds;

class ScheduleTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }
    void ordersByArrival();
    void keepsThePace_data();
    void keepsThePace();
    void tellsHowLongItTakes();
    void countsFromTheBeginning();
    void movesByAPause();
    void keepsTheDistanceAfterAStep();

private:
    static replay::PlannedRequest planned(qint64 id, microseconds arrived)
    {
        return {event::RequestId{id}, event::EventId{id}, base::UtcTime(1h + arrived)};
    }
};

void ScheduleTest::ordersByArrival()
{
    std::vector<replay::PlannedRequest> requests{planned(3, 2s), planned(1, 5s), planned(4, 1s),
                                                 planned(2, 2s), planned(3, 2s)};

    replay::sortByArrival(requests);

    QCOMPARE(requests,
             (std::vector{planned(4, 1s), planned(2, 2s), planned(3, 2s), planned(1, 5s)}));
}

void ScheduleTest::keepsThePace_data()
{
    using Due = std::vector<microseconds>;
    QTest::addColumn<replay::Pace>("pace");
    QTest::addColumn<Due>("due");

    QTest::newRow("as it came") << replay::Pace{} << Due{0s, 1s, 11s, 11s};
    QTest::newRow("ten times as fast")
        << replay::Pace{10, false, {}} << Due{0s, 100ms, 1100ms, 1100ms};
    QTest::newRow("half as fast") << replay::Pace{0.5, false, {}} << Due{0s, 2s, 22s, 22s};
    QTest::newRow("gaps cut") << replay::Pace{1, false, 3s} << Due{0s, 1s, 4s, 4s};
    QTest::newRow("gaps cut at their speed") << replay::Pace{0.5, false, 3s} << Due{0s, 2s, 5s, 5s};
    QTest::newRow("full speed") << replay::Pace{1, true, {}} << Due{0s, 0s, 0s, 0s};
    QTest::newRow("as slow as can be")
        << replay::Pace{1e-300, false, {}} << Due{0s, 30'000'000s, 30'000'000s, 30'000'000s};
}

void ScheduleTest::keepsThePace()
{
    QFETCH(const replay::Pace, pace);
    QFETCH(const std::vector<microseconds>, due);

    QCOMPARE(
        replay::dueTimes({planned(1, 0s), planned(2, 1s), planned(3, 11s), planned(4, 11s)}, pace),
        due);
}

void ScheduleTest::tellsHowLongItTakes()
{
    replay::PlayPlan plan;
    QCOMPARE(replay::duration(plan), 0us);
    plan.requests = {planned(2, 10s), planned(1, 0s)};
    plan.repetitions = 3;
    plan.pace.speed = 2;

    QCOMPARE(replay::duration(plan), 15s);
}

void ScheduleTest::countsFromTheBeginning()
{
    replay::Schedule schedule({0s, 1s, 3s});

    schedule.begin(100s);

    QVERIFY(schedule.isPaced());
    QVERIFY(!replay::Schedule().isPaced());
    QCOMPARE(schedule.due(0), 100s);
    QCOMPARE(schedule.due(2), 103s);
    QCOMPARE(schedule.due(3), 103s); // a repetition begins as the one before ends
    QCOMPARE(schedule.due(4), 104s);
    QCOMPARE(schedule.due(8), 109s);
    QCOMPARE(schedule.distance(1, 5), 5s);
}

void ScheduleTest::movesByAPause()
{
    replay::Schedule schedule({0s, 10s, 30s});
    schedule.begin(100s);

    schedule.pause(1, 104s);
    schedule.resume(1, 500s);
    QCOMPARE(schedule.due(1), 506s);
    QCOMPARE(schedule.due(2), 526s);

    schedule.pause(2, 600s); // it was late
    schedule.resume(2, 700s);
    QCOMPARE(schedule.due(2), 700s);
}

void ScheduleTest::keepsTheDistanceAfterAStep()
{
    replay::Schedule schedule({0s, 10s, 30s});
    schedule.begin(100s);
    schedule.pause(1, 104s);

    schedule.stepped(1);
    schedule.resume(2, 500s);

    QCOMPARE(schedule.due(2), 520s);
}

SENDSCOPE_TEST(ScheduleTest, schedule)
#include "tst_schedule.moc"
