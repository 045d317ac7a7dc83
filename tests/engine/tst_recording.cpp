#include "app/engine/recording.h"
#include "app/event/timestamp.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using index::RecordedTime;
using Stretches = std::vector<RecordedTime::Stretch>;

base::UtcTime at(std::chrono::minutes minutes)
{
    return base::UtcTime(std::chrono::seconds(1'593'110'520)) + minutes;
}

store::Run run(qint64 id, event::Via via, std::chrono::minutes from,
               std::optional<std::chrono::minutes> to)
{
    store::Run one;
    one.id = {id};
    one.via = via;
    one.started = at(from);
    if (to)
        one.ended = at(*to);
    return one;
}

store::RecordingMark mark(qint64 run, std::chrono::minutes when, const QString &what,
                          const QString &text = {})
{
    return {{run}, at(when), what, text, {}};
}

} // namespace

class RecordingTest : public QObject
{
    Q_OBJECT

private slots:
    void isWhatListenersRecorded();
    void goesOnWhileSomebodyRecords();
    void wasCutOffAtItsLastSignOfLife();
    void sleepDoesNotCount();
    void deafnessDoesNotCount();
};

void RecordingTest::isWhatListenersRecorded()
{
    const engine::RecordingFacts facts{{run(1, event::Via::Listener, 0min, 10min),
                                        run(2, event::Via::Import, 15min, 16min),
                                        run(3, event::Via::Replay, 5min, std::nullopt),
                                        run(4, event::Via::Listener, 20min, 30min)},
                                       {},
                                       {}};

    QCOMPARE(engine::recordedTime(facts, true).stretches(),
             (Stretches{{at(0min), at(10min)}, {at(20min), at(30min)}}));
}

void RecordingTest::goesOnWhileSomebodyRecords()
{
    const engine::RecordingFacts facts{{run(1, event::Via::Listener, 0min, std::nullopt)}, {}, {}};

    QVERIFY(engine::recordedTime(facts, true).goesOn());
    QCOMPARE(engine::recordedTime(facts, true).until(at(7min)), 7min);
}

void RecordingTest::wasCutOffAtItsLastSignOfLife()
{
    engine::RecordingFacts facts{
        {run(1, event::Via::Listener, 0min, std::nullopt)}, {mark(1, 2min, u"marker"_s)}, {}};
    QCOMPARE(engine::recordedTime(facts, false).end(), at(2min));

    facts.newestArrival = at(3min);
    QCOMPARE(engine::recordedTime(facts, false).end(), at(3min));
}

void RecordingTest::sleepDoesNotCount()
{
    const QString woke = QString::fromLatin1(event::formatTimestamp(at(500min)));
    const engine::RecordingFacts facts{
        {run(1, event::Via::Listener, 0min, std::nullopt)}, {mark(1, 20min, u"sleep"_s, woke)}, {}};

    QCOMPARE(engine::recordedTime(facts, true).until(at(510min)), 30min);
}

void RecordingTest::deafnessDoesNotCount()
{
    engine::RecordingFacts facts{{run(1, event::Via::Listener, 0min, std::nullopt)},
                                 {mark(1, 1min, u"not-listening"_s), mark(1, 2min, u"marker"_s),
                                  mark(1, 3min, u"not-listening"_s), mark(1, 9min, u"listening"_s)},
                                 {}};
    QCOMPARE(engine::recordedTime(facts, true).until(at(10min)), 2min);

    facts.marks.push_back(mark(1, 12min, u"not-listening"_s));
    QCOMPARE(engine::recordedTime(facts, true).end(), at(12min));
    QVERIFY(!engine::recordedTime(facts, true).goesOn());
}

SENDSCOPE_TEST(RecordingTest, recording)
#include "tst_recording.moc"
