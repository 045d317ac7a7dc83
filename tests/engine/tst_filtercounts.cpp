#include "app/engine/filtercounter.h"
#include "app/engine/filtercounts.h"
#include "app/index/builder.h"
#include "app/index/scan.h"
#include "tests/support/fakeclock.h"
#include "tests/support/filterlist.h"
#include "tests/support/madeevent.h"
#include "tests/testregistry.h"

#include <QTest>

#include <set>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Requests of every kind that come in small batches, some of them set aside, and what becomes
/// known of them later.
class Stream
{
public:
    Stream() { m_builder.append({tests::sampleRequests(), {}, {}}); }

    index::SnapshotPtr next()
    {
        event::StoredBatch batch;
        const int requests = m_random.bounded(1, 30);
        for (int i = 0; i < requests; ++i) {
            event::StoredRequest request =
                tests::madeRequest(m_random, ++m_request, m_builder.newest().value + 1 + m_rows);
            if (m_random.bounded(8) == 0) {
                request.draft.request.verdict = event::Verdict::Refused;
                request.draft.request.refusal = event::Refusal{event::RefusalReason::WrongPath};
            }
            m_rows += qint64(request.draft.events.size());
            batch.requests.push_back(request);
        }
        m_rows = 0;
        if (m_random.bounded(3) == 0)
            batch.attempts.push_back({{}, {1 + m_random.bounded(int(m_request))}});
        m_builder.append(batch);
        return m_builder.publish();
    }

private:
    QRandomGenerator m_random{23};
    index::Builder m_builder;
    qint64 m_request = 1000;
    qint64 m_rows = 0;
};

index::RowList plainRows(const index::Snapshot &snapshot, const filter::Filter &filter,
                         base::UtcTime now, bool showsAside)
{
    index::RowList rows = index::scanAll(snapshot, filter::Program(filter, now));
    const auto &aside = snapshot.aside()->rows;
    if (!showsAside) {
        std::erase_if(rows, [&aside](event::EventId id) {
            return std::binary_search(aside.begin(), aside.end(), id);
        });
    }
    return rows;
}

qint64 plainCount(const index::Snapshot &snapshot, const filter::Filter &filter, base::UtcTime now,
                  bool showsAside)
{
    return qint64(plainRows(snapshot, filter, now, showsAside).size());
}

qint64 plainMessages(const index::Snapshot &snapshot, const filter::Filter &filter,
                     base::UtcTime now, bool showsAside)
{
    std::set<index::MessageNumber> messages;
    for (const event::EventId id : plainRows(snapshot, filter, now, showsAside)) {
        if (const auto message = snapshot.message(id))
            messages.insert(message->number);
    }
    return qint64(messages.size());
}

filter::Filter filterOf(const QString &text)
{
    return filter::parse(text).filter;
}

} // namespace

class FilterCountsTest : public QObject
{
    Q_OBJECT

private slots:
    void countsWhatAScanOfEverythingFinds();
    void countsTheMessagesOfThoseRows();
    void looksOnlyAtNewRows();
    void keepsUpWithSnapshots();
    void countsAgainWhatCountsBackFromNow();
    void keepsCountsOfFiltersThatStay();
};

void FilterCountsTest::countsWhatAScanOfEverythingFinds()
{
    const tests::FakeClock clock;
    const base::UtcTime now = clock.utc();
    std::vector<engine::FilterCounter> counters;
    for (const QString &text : tests::listedFilters())
        counters.emplace_back(filterOf(text));
    for (const QString &text : {u"state == failed"_s, u"state != delivered"_s, u"exists issues"_s,
                                u"issues == repeat"_s, u"repeats > 0"_s, u"exists mark"_s})
        counters.emplace_back(filterOf(text));
    counters.emplace_back(filter::Filter());
    Stream stream;
    bool hasAside = false;

    for (int step = 0; step < 25; ++step) {
        const index::SnapshotPtr snapshot = stream.next();
        hasAside = hasAside || !snapshot->aside()->rows.empty();
        for (engine::FilterCounter &counter : counters) {
            const bool showsAside = step % 4 == 3;
            // Paths and headers are not read here: there is nothing to count yet.
            const bool isRead = filter::onDemandFields(counter.filter()).empty();
            QVERIFY2(
                counter.count(snapshot, now, showsAside)
                    == (isRead ? plainCount(*snapshot, counter.filter(), now, showsAside) : -1),
                qPrintable(filter::print(counter.filter())));
        }
    }
    QVERIFY(hasAside);
}

void FilterCountsTest::countsTheMessagesOfThoseRows()
{
    const tests::FakeClock clock;
    const base::UtcTime now = clock.utc();
    std::vector<engine::FilterCounter> counters;
    for (const QString &text : {u"kind == event"_s, u"state == failed"_s, u"exists issues"_s,
                                u"type == message-sending"_s, u"received > -15m"_s, u"zebra"_s})
        counters.emplace_back(filterOf(text));
    counters.emplace_back(filter::Filter());
    Stream stream;
    qint64 most = 0;

    for (int step = 0; step < 25; ++step) {
        const index::SnapshotPtr snapshot = stream.next();
        for (engine::FilterCounter &counter : counters) {
            const bool showsAside = step % 4 == 3;
            const qint64 count = counter.countMessages(*snapshot, now, showsAside);
            QCOMPARE(count, plainMessages(*snapshot, counter.filter(), now, showsAside));
            most = std::max(most, count);
            // Events in between are counted as if nothing had been.
            QCOMPARE(counter.count(snapshot, now, showsAside),
                     plainCount(*snapshot, counter.filter(), now, showsAside));
        }
    }
    QVERIFY(most > 20);
}

void FilterCountsTest::looksOnlyAtNewRows()
{
    const tests::FakeClock clock;
    Stream stream;
    engine::FilterCounter counter(filterOf(u"type == message-failed"_s));
    index::SnapshotPtr before = stream.next();
    counter.count(before, clock.utc(), false);
    QCOMPARE(counter.rowsLookedAt(), before->count());

    const index::SnapshotPtr now = stream.next();
    counter.count(now, clock.utc(), false);

    QCOMPARE(counter.rowsLookedAt(), now->count() - before->count());
}

void FilterCountsTest::keepsUpWithSnapshots()
{
    const tests::FakeClock clock;
    Stream stream;
    engine::FilterCounts counts(clock);
    counts.setFilters({{}, filterOf(u"type == message-failed"_s)});
    QCOMPARE(counts.counts(), std::vector<qint64>({-1, -1}));

    index::SnapshotPtr last;
    for (int i = 0; i < 8; ++i) {
        last = stream.next();
        counts.setSnapshot(last);
    }

    QTRY_COMPARE(counts.counts()[0], plainCount(*last, {}, clock.utc(), false));
    QCOMPARE(counts.counts()[1],
             plainCount(*last, filterOf(u"type == message-failed"_s), clock.utc(), false));
}

void FilterCountsTest::countsAgainWhatCountsBackFromNow()
{
    tests::FakeClock clock;
    Stream stream;
    engine::FilterCounts counts(clock);
    counts.setFilters({filterOf(u"received > -15m"_s)});
    counts.setSnapshot(stream.next());
    QTRY_VERIFY(counts.counts()[0] > 0);

    clock.advance(24h * 365 * 20);

    QTRY_COMPARE(counts.counts()[0], 0);
}

void FilterCountsTest::keepsCountsOfFiltersThatStay()
{
    const tests::FakeClock clock;
    Stream stream;
    engine::FilterCounts counts(clock);
    counts.setFilters({{}, filterOf(u"kind == event"_s)});
    counts.setSnapshot(stream.next());
    QTRY_VERIFY(counts.counts()[1] > 0);
    const qint64 events = counts.counts()[1];

    counts.setFilters({filterOf(u"kind == event"_s), filterOf(u"kind == other"_s)});

    QCOMPARE(counts.counts(), std::vector<qint64>({events, -1}));
    QTRY_VERIFY(counts.counts()[1] >= 0);
}

SENDSCOPE_TEST(FilterCountsTest, filtercounts)
#include "tst_filtercounts.moc"
