#include "app/index/recordedtime.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sendscope;
using namespace std::chrono_literals;

namespace {

using index::RecordedTime;
using Stretch = RecordedTime::Stretch;

base::UtcTime at(qint64 seconds)
{
    return base::UtcTime(std::chrono::seconds(seconds));
}

std::vector<Stretch> someStretches(QRandomGenerator &random, int most)
{
    std::vector<Stretch> all;
    for (int i = random.bounded(most); i > 0; --i) {
        const int from = random.bounded(100);
        all.push_back({at(from), at(from + random.bounded(30))});
    }
    return all;
}

bool isIn(const std::vector<Stretch> &all, qint64 second)
{
    return std::any_of(all.begin(), all.end(), [second](const Stretch &one) {
        return one.from <= at(second) && at(second) < one.to;
    });
}

} // namespace

class RecordedTimeTest : public QObject
{
    Q_OBJECT

private slots:
    void countsEachSecondThatWasRecordedOnce();
    void goesOnWithoutAnEnd();
    void isNothingAtFirst();
};

void RecordedTimeTest::countsEachSecondThatWasRecordedOnce()
{
    QRandomGenerator random(3);
    for (int turn = 0; turn < 200; ++turn) {
        const auto recorded = someStretches(random, 6);
        const auto asleep = someStretches(random, 4);
        const RecordedTime time = RecordedTime(recorded).without(asleep);

        std::chrono::seconds counted{};
        for (qint64 second = 0; second < 140; ++second) {
            QCOMPARE(time.until(at(second)), counted);
            const bool isRecorded = isIn(recorded, second) && !isIn(asleep, second);
            QCOMPARE(time.gaps(at(second), at(second + 1)).empty(), isRecorded);
            counted += isRecorded ? 1s : 0s;
            if (isRecorded)
                QCOMPARE(time.when(counted), at(second + 1));
        }
        QCOMPARE(time.when(counted + 1s), RecordedTime::kGoesOn);
        QVERIFY(!time.goesOn());
    }
}

void RecordedTimeTest::goesOnWithoutAnEnd()
{
    const RecordedTime time = RecordedTime({{at(10), at(20)}, {at(50), RecordedTime::kGoesOn}})
                                  .without({{at(60), at(70)}});

    QVERIFY(time.goesOn());
    QCOMPARE(time.until(at(100)), 10s + 10s + 30s);
    QCOMPARE(time.when(50s), at(100));
    QCOMPARE(time.gaps(at(15), at(65)), (std::vector<Stretch>{{at(20), at(50)}, {at(60), at(65)}}));
    QCOMPARE(time.without({{at(80), RecordedTime::kGoesOn}}).end(), at(80));
}

void RecordedTimeTest::isNothingAtFirst()
{
    QCOMPARE(RecordedTime().until(at(100)), 0s);
    QCOMPARE(RecordedTime().end(), base::UtcTime());
    QCOMPARE(RecordedTime().when(1s), RecordedTime::kGoesOn);
}

SENDSCOPE_TEST(RecordedTimeTest, recordedtime)
#include "tst_recordedtime.moc"
