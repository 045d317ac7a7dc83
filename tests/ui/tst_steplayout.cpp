#include "tests/testregistry.h"
#include "ui/timeline/steplayout.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace sendscope;
using namespace std::chrono_literals;
using std::chrono::microseconds;

class StepLayoutTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }
    void givesLongerTimesMoreRoom();
    void keepsStepsApartAndInside();
    void standsEquallyFarApartWhereThereIsTooLittleRoom();
    void foldsWhatSaysLeast_data();
    void foldsWhatSaysLeast();
    void neverFoldsTheEndsNorLosesAStep();
};

void StepLayoutTest::givesLongerTimesMoreRoom()
{
    const std::vector<microseconds> gaps{1s, 4s, 9s};

    const auto places = ui::placeSteps(gaps, 600, 84);

    QCOMPARE(places, std::vector<double>({0, 100, 300, 600})); // as 1 : 2 : 3
}

void StepLayoutTest::keepsStepsApartAndInside()
{
    QRandomGenerator random(7);
    for (int turn = 0; turn < 5000; ++turn) {
        std::vector<microseconds> gaps(random.bounded(1, 7));
        for (microseconds &gap : gaps) {
            // From clocks that disagree and microseconds to days.
            gap = microseconds(qint64(std::pow(10, random.bounded(11.5)))
                               * (random.bounded(20) == 0 ? -1 : 1));
        }
        const double least = random.bounded(20, 120);
        const double width = double(gaps.size()) * least + random.bounded(400);

        const auto places = ui::placeSteps(gaps, width, least);

        QCOMPARE(places.size(), gaps.size() + 1);
        QCOMPARE(places.front(), 0.0);
        QCOMPARE(places.back(), width);
        for (size_t i = 0; i < gaps.size(); ++i) {
            const double room = places[i + 1] - places[i];
            QVERIFY(room >= least - 1e-6);
            for (size_t other = 0; other < gaps.size(); ++other) {
                if (gaps[i] >= gaps[other])
                    QVERIFY(room >= places[other + 1] - places[other] - 1e-6);
            }
        }
    }
}

void StepLayoutTest::standsEquallyFarApartWhereThereIsTooLittleRoom()
{
    const std::vector<microseconds> gaps{1ms, 1h};

    QCOMPARE(ui::placeSteps(gaps, 100, 84), std::vector<double>({0, 50, 100}));
    QCOMPARE(ui::placeSteps(gaps, -5, 84), std::vector<double>({0, 0, 0}));
    QCOMPARE(ui::placeSteps({}, 100, 84), std::vector<double>{0});
}

void StepLayoutTest::foldsWhatSaysLeast_data()
{
    using Runs = std::vector<ui::StepRun>;
    QTest::addColumn<std::vector<int>>("oddness");
    QTest::addColumn<int>("places");
    QTest::addColumn<Runs>("runs");

    QTest::newRow("all fit") << std::vector{0, 1, 0} << 6
                             << Runs{{0, 1, false}, {1, 1, false}, {2, 1, false}};
    QTest::newRow("those in the middle")
        << std::vector{0, 0, 0, 0, 9} << 4
        << Runs{{0, 1, false}, {1, 2, true}, {3, 1, false}, {4, 1, false}};
    QTest::newRow("around an odd one")
        << std::vector{0, 1, 1, 9, 1, 1, 0} << 5
        << Runs{{0, 1, false}, {1, 2, true}, {3, 1, false}, {4, 2, true}, {6, 1, false}};
    QTest::newRow("all but the ends") << std::vector{0, 1, 1, 9, 1, 1, 0} << 3
                                      << Runs{{0, 1, false}, {1, 5, true}, {6, 1, false}};
    QTest::newRow("one") << std::vector{3} << 2 << Runs{{0, 1, false}};
    QTest::newRow("none") << std::vector<int>() << 2 << Runs();
}

void StepLayoutTest::foldsWhatSaysLeast()
{
    QFETCH(const std::vector<int>, oddness);
    QFETCH(const int, places);
    QFETCH(const std::vector<ui::StepRun>, runs);

    QCOMPARE(ui::foldSteps(oddness, size_t(places)), runs);
}

void StepLayoutTest::neverFoldsTheEndsNorLosesAStep()
{
    QRandomGenerator random(8);
    for (int turn = 0; turn < 2000; ++turn) {
        std::vector<int> oddness(size_t(random.bounded(2, 30)));
        for (int &one : oddness)
            one = random.bounded(5);
        const size_t places = size_t(random.bounded(3, 9));

        const auto runs = ui::foldSteps(oddness, places);

        QVERIFY(runs.size() <= places);
        QVERIFY(!runs.front().isFolded && !runs.back().isFolded);
        size_t next = 0;
        for (const ui::StepRun &run : runs) {
            QCOMPARE(run.first, next);
            QCOMPARE(run.isFolded, run.count > 1);
            next += run.count;
        }
        QCOMPARE(next, oddness.size());
    }
}

SENDSCOPE_TEST(StepLayoutTest, steplayout)
#include "tst_steplayout.moc"
