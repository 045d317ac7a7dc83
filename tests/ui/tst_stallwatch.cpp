#include "tests/support/fakeclock.h"
#include "tests/testregistry.h"
#include "ui/watch/stallwatch.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class StallWatchTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void measuresAStall();
    void logsWhatIsOverTheLimitOnly();
    void seesAStallThatGoesOn();
    void countsEveryStallOnce();
    void knowsNoStallWhileNothingHappens();
    void keepsTheRecordForOthers();
    void writesWhileTheLoopStandsStill();
    void writesNowhereUnasked();

private:
    /// As work in a slot does: the loop does not turn, a beat waits, the clock moves on.
    void standStill(const ui::StallWatch &watch, std::chrono::microseconds span);

    /// Lets the loop turn. Then what was measured is recorded and logged, and the next beat waits.
    static void turn(const ui::StallWatch &watch);

    QString file() const { return m_folder->filePath(u"state/stalls.json"_s); }
    base::Result<base::StallRecord> written() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<tests::FakeClock> m_clock;
};

void StallWatchTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_clock = std::make_unique<tests::FakeClock>();
}

void StallWatchTest::standStill(const ui::StallWatch &watch, std::chrono::microseconds span)
{
    while (!watch.isBeatUnderWay())
        std::this_thread::yield();
    m_clock->advance(span);
}

void StallWatchTest::turn(const ui::StallWatch &watch)
{
    while (watch.isBeatUnderWay())
        QCoreApplication::processEvents();
    while (!watch.isBeatUnderWay())
        std::this_thread::yield();
}

base::Result<base::StallRecord> StallWatchTest::written() const
{
    QFile kept(file());
    if (!kept.open(QFile::ReadOnly))
        return base::Error{base::Error::Code::FileUnreadable, {file(), kept.errorString()}};
    return base::stallRecordFromJson(kept.readAll());
}

void StallWatchTest::measuresAStall()
{
    const ui::StallWatch watch(*m_clock, {});
    const base::UtcTime begun = m_clock->utc();

    standStill(watch, 38ms);
    turn(watch);

    const base::StallRecord record = watch.record();
    QVERIFY(record.longest == 38ms);
    QVERIFY(record.begun == begun);
    QVERIFY(record.watched == 38ms);
    QVERIFY(record.longestAt == begun + 38ms);
    QCOMPARE(record.overLimit, qint64(0));
    QCOMPARE(record.counts[1], qint64(1));
}

void StallWatchTest::logsWhatIsOverTheLimitOnly()
{
    const ui::StallWatch watch(*m_clock, {});
    standStill(watch, 50ms);
    turn(watch);
    QVERIFY(watch.record().longest == 50ms);

    QTest::ignoreMessage(QtWarningMsg, "The window stood still for 132 ms");
    standStill(watch, 132ms);
    turn(watch);

    QCOMPARE(watch.record().overLimit, qint64(1));
}

void StallWatchTest::seesAStallThatGoesOn()
{
    const ui::StallWatch watch(*m_clock, {});

    standStill(watch, 51ms);
    const base::StallRecord early = watch.record();
    m_clock->advance(1s);
    const base::StallRecord late = watch.record();
    QTest::ignoreMessage(QtWarningMsg, "The window stood still for 1051 ms");

    QVERIFY(early.longest == 51ms);
    QCOMPARE(early.overLimit, qint64(1));
    QVERIFY(late.longest == 1051ms);
    QCOMPARE(late.overLimit, qint64(1));
    turn(watch);
}

void StallWatchTest::countsEveryStallOnce()
{
    const ui::StallWatch watch(*m_clock, {});

    for (int i = 1; i <= 3; ++i) {
        QTest::ignoreMessage(QtWarningMsg, "The window stood still for 60 ms");
        standStill(watch, 60ms);
        turn(watch);
        QCOMPARE(watch.record().overLimit, qint64(i));
    }
}

void StallWatchTest::knowsNoStallWhileNothingHappens()
{
    const ui::StallWatch watch(*m_clock, {});

    for (int i = 0; i < 5; ++i)
        turn(watch);

    QVERIFY(watch.record().longest == 0ms);
    QCOMPARE(watch.record().counts, decltype(base::StallRecord::counts)());
}

void StallWatchTest::keepsTheRecordForOthers()
{
    auto watch = std::make_unique<ui::StallWatch>(*m_clock, file());
    QTRY_VERIFY(written());
    QVERIFY(!written()->isOver);
    standStill(*watch, 20ms);
    turn(*watch);

    watch.reset();

    const auto record = written();
    QVERIFY(record);
    QVERIFY(record->isOver);
    QVERIFY(record->longest == 20ms);
    QVERIFY(record->watched == 20ms);
}

void StallWatchTest::writesWhileTheLoopStandsStill()
{
    const ui::StallWatch watch(*m_clock, file());
    QTRY_VERIFY(written());

    standStill(watch, 7s);
    // Not a turn of the loop: the other thread writes by itself.
    while (!written() || written()->longest != 7s)
        std::this_thread::yield();
    QTest::ignoreMessage(QtWarningMsg, "The window stood still for 7000 ms");

    QCOMPARE(written()->overLimit, qint64(1));
    turn(watch);
}

void StallWatchTest::writesNowhereUnasked()
{
    {
        const ui::StallWatch watch(*m_clock, {});
        standStill(watch, 20ms);
        turn(watch);
    }

    QVERIFY(QDir(m_folder->path()).isEmpty());
}

SENDSCOPE_TEST(StallWatchTest, stallwatch)
#include "tst_stallwatch.moc"
