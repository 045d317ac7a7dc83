#include "app/cli/waittally.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using cli::WaitTally;

namespace {

using Events = std::vector<event::EventId>;

} // namespace

/// When all filters are met.
class WaitTallyTest : public QObject
{
    Q_OBJECT

private slots:
    void isMetWhenEachFilterIs();
    void countsEachFilterAsOftenAsAsked();
    void letsOneEventMeetSeveralFilters();
    void wantsAllByOneMessage();
    void tellsTheMessageThatCameNearest();
    void takesNothingMoreOnceMet();
};

void WaitTallyTest::isMetWhenEachFilterIs()
{
    WaitTally tally({2, 1, false});

    tally.take({1}, "a", {1});
    QVERIFY(!tally.isMet());
    tally.take({2}, "b", {});
    QVERIFY(!tally.isMet());
    tally.take({3}, "c", {0});

    QVERIFY(tally.isMet());
    QCOMPARE(tally.events(), (Events{{1}, {3}}));
}

void WaitTallyTest::countsEachFilterAsOftenAsAsked()
{
    WaitTally tally({2, 2, false});

    for (const qint64 id : {1, 2, 3})
        tally.take({id}, "a", {0});
    tally.take({4}, "a", {1});
    QVERIFY(!tally.isMet());
    tally.take({5}, "a", {1});

    QVERIFY(tally.isMet());
    QCOMPARE(tally.metBy(0), (Events{{1}, {2}}));
    QCOMPARE(tally.events(), (Events{{1}, {2}, {4}, {5}}));
}

void WaitTallyTest::letsOneEventMeetSeveralFilters()
{
    WaitTally tally({2, 1, false});

    tally.take({7}, {}, {0, 1});

    QVERIFY(tally.isMet());
    QCOMPARE(tally.events(), (Events{{7}}));
}

void WaitTallyTest::wantsAllByOneMessage()
{
    WaitTally tally({2, 1, true});

    tally.take({1}, "a", {0});
    tally.take({2}, "b", {1});
    tally.take({3}, {}, {0, 1});
    QVERIFY(!tally.isMet());
    tally.take({4}, "a", {1});

    QVERIFY(tally.isMet());
    QCOMPARE(tally.message(), QByteArray("a"));
    QCOMPARE(tally.events(), (Events{{1}, {4}}));
}

void WaitTallyTest::tellsTheMessageThatCameNearest()
{
    WaitTally tally({3, 1, true});

    tally.take({1}, "a", {0});
    tally.take({2}, "a", {1});
    tally.take({3}, "b", {2});

    QCOMPARE(tally.message(), QByteArray("a"));
    QCOMPARE(tally.metBy(1), (Events{{2}}));
    QCOMPARE(tally.metBy(2), Events());
}

void WaitTallyTest::takesNothingMoreOnceMet()
{
    WaitTally tally({1, 1, false});

    tally.take({1}, "a", {0});
    tally.take({2}, "a", {0});

    QCOMPARE(tally.events(), (Events{{1}}));
}

SENDSCOPE_TEST(WaitTallyTest, waittally)
#include "tst_waittally.moc"
