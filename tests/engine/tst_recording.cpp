#include "app/engine/indexthread.h"
#include "app/engine/recording.h"
#include "app/event/timestamp.h"
#include "app/store/writerthread.h"
#include "tests/testregistry.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

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

/// The machine's clock, but set on and asleep as a test says.
class ShiftedClock final : public base::Clock
{
public:
    base::UtcTime utc() const override { return m_clock.utc() + base::Ticks(m_on + m_slept); }
    base::Ticks ticks() const override { return m_clock.ticks() + base::Ticks(m_on); }

    void advance(base::Ticks duration) { m_on += duration.count(); }
    void sleep(base::Ticks duration) { m_slept += duration.count(); }

private:
    const base::SystemClock m_clock;
    std::atomic<base::Ticks::rep> m_on = 0;
    std::atomic<base::Ticks::rep> m_slept = 0;
};

/// A message that is on its way, as it arrives now.
event::DraftBatch sendingNow()
{
    event::DraftRequest draft;
    draft.request.arrived = base::SystemClock().utc();
    draft.request.head = "POST / HTTP/1.1\r\n\r\n";
    draft.request.body = "[{\"type\":\"message-sending\",\"time\":\"2026-11-27T08:00:00Z\","
                         "\"message\":{\"id\":\"m\",\"direction\":\"out\"}}]";
    draft.request.status = 200;
    draft.events = {{0, 1, draft.request.body.size() - 2}};
    event::DraftBatch batch;
    batch.requests = {draft};
    return batch;
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
    void aNightAsleepTurnsNothingOverdue();
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

void RecordingTest::aNightAsleepTurnsNothingOverdue()
{
    const QTemporaryDir folder;
    const QString capture = folder.filePath(u"a.sendscope"_s);
    store::WriterThread writer(capture, event::Via::Listener);
    bool isStored = false;
    connect(&writer, &store::WriterThread::committed, this, [&isStored] { isStored = true; });
    writer.recordListening(u"listening"_s, u"127.0.0.1:1"_s);
    writer.write(sendingNow());
    QTRY_VERIFY(isStored);
    ShiftedClock clock;
    index::SnapshotPtr snapshot;
    engine::IndexThread index(clock);
    connect(&index, &engine::IndexThread::published, this,
            [&snapshot](const index::SnapshotPtr &published) { snapshot = published; });
    const auto isOverdue = [&snapshot] {
        return snapshot->message({1})->issues.has(bandwidth::Issue::Overdue);
    };
    const auto judgedAt = [&snapshot] { return snapshot->messages().judgement().at; };
    index.open(capture, false, 10min);
    QTRY_VERIFY(snapshot && snapshot->count() == 1);

    const base::UtcTime evening = clock.utc();
    clock.sleep(8h);

    // What is judged next knows of the sleep, whoever notices it first.
    QTRY_VERIFY(judgedAt() >= evening + 8h);
    QVERIFY(!isOverdue());

    clock.advance(11min);
    index.append(std::make_shared<event::StoredBatch>());
    QTRY_VERIFY(isOverdue());
}

SENDSCOPE_TEST(RecordingTest, recording)
#include "tst_recording.moc"
