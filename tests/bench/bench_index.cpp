// Scans over an index that was built in memory, and the building of it.
//
// Usage: bench_index [EVENTS]

#include "app/engine/filtercounter.h"
#include "app/engine/parallel.h"
#include "app/engine/queryrun.h"
#include "app/event/jsontext.h"
#include "app/filter/program.h"
#include "app/index/builder.h"
#include "app/index/segment.h"
#include "app/index/valuecount.h"
#include "tests/bench/figures.h"
#include "tests/bench/manyevents.h"
#include "tests/bench/memory.h"

#include <QElapsedTimer>
#include <QThread>

#include <cstdlib>
#include <cstring>
#include <mutex>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int kEvents = 1'000'000;
constexpr int kBatchRequests = 1000;

/// The batch that leaves the open segment nearly full, with thirteen full ones before it.
constexpr int kPublishedAt =
    (14 * int(index::Segment::kMaxRows) / kBatchRequests - 1) * kBatchRequests;

/// As much of the payload is kept for the bound: more than any cache, so that a pass costs what it
/// costs.
constexpr qsizetype kKeptBytes = 64 * 1024 * 1024;

/// Asks as a window does: on worker threads, newest rows first.
class Asker
{
public:
    explicit Asker(index::SnapshotPtr snapshot)
        : m_snapshot(std::move(snapshot))
    {
        m_pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
    }

    /// Complete, and until the first rows are there.
    void report(const char *name, const QString &text, double boundMs, index::Order order = {},
                double firstBoundMs = 0)
    {
        std::vector<double> firsts;
        const double ms = bench::medianMs([&] { firsts.push_back(ask(text, order)); });
        bench::print(name, ms, boundMs, "ms");
        if (firstBoundMs > 0)
            bench::print("  first screen", bench::median(firsts), firstBoundMs, "ms");
    }

    /// The values of a field that has what was typed in them, under a filter.
    void reportValues(const char *name, const event::FieldRef &field, const QString &typed,
                      const QString &rest, double boundMs)
    {
        const filter::TypedMatch match(typed, field);
        const filter::Program program(filter::parse(rest).filter);
        const auto &segments = m_snapshot->segments();
        const double ms = bench::medianMs([&] {
            std::mutex mutex;
            index::ValueTally sum(*m_snapshot, field, match, program, false);
            engine::inParallel(m_pool, segments.size(), [&](size_t i) {
                index::ValueTally part(*m_snapshot, field, match, program, false);
                part.add(*segments[i]);
                const std::lock_guard lock(mutex);
                sum.add(part);
            });
            if (sum.counts(10).values.empty())
                std::abort();
        });
        bench::print(name, ms, boundMs, "ms");
    }

    /// All rows once, then as many as a tenth of a second brings.
    void reportCounting(const char *name, const QString &text, const index::SnapshotPtr &newer,
                        double boundMs)
    {
        const filter::Filter filter = filter::parse(text).filter;
        bench::print(name, bench::medianMs([&] {
                         engine::FilterCounter(filter).count(m_snapshot, {}, false);
                     }),
                     boundMs, "ms");
        std::vector<double> again;
        for (int i = 0; i < bench::kRuns; ++i) {
            engine::FilterCounter counter(filter);
            counter.count(m_snapshot, {}, false);
            again.push_back(bench::medianMs([&] { counter.count(newer, {}, false); }, 1));
        }
        bench::print("  with 200 more rows", bench::median(again), 5, "ms");
    }

private:
    double ask(const QString &text, const index::Order &order)
    {
        const filter::Filter filter = filter::parse(text).filter;
        QElapsedTimer timer;
        timer.start();
        qint64 firstUs = 0;
        const auto post = [&](const engine::QueryResult &) {
            if (firstUs == 0)
                firstUs = timer.nsecsElapsed() / 1000;
        };
        const engine::QueryTask task{m_snapshot, filter,
                                     std::make_shared<const filter::Program>(filter), order, false};
        (void)engine::QueryRun(task, nullptr, m_pool, {}, post).run();
        return double(firstUs > 0 ? firstUs : timer.nsecsElapsed() / 1000) / 1000;
    }

    const index::SnapshotPtr m_snapshot;
    QThreadPool m_pool;
};

} // namespace

int main(int argc, char *argv[])
{
    const qint64 events = argc > 1 ? std::max(std::atoll(argv[1]), 1LL * kBatchRequests) : kEvents;
    index::Builder builder;
    builder.setRecorded(index::RecordedTime({{{}, index::RecordedTime::kGoesOn}}));
    QByteArray kept;
    kept.reserve(kKeptBytes + 1024);
    qint64 payloadBytes = 0;
    const qint64 residentBefore = bench::residentBytes();
    double appendMs = 0;
    double scanMs = 0;
    double publishUs = 0;
    for (qint64 first = 0; first < events; first += kBatchRequests) {
        event::StoredBatch batch;
        for (qint64 n = first; n < first + kBatchRequests; ++n)
            batch.requests.push_back(bench::storedEvent(n));
        for (const event::StoredRequest &request : batch.requests) {
            payloadBytes += request.draft.request.body.size();
            if (kept.size() < kKeptBytes)
                kept += request.draft.request.body;
        }
        appendMs += bench::medianMs([&] { builder.append(batch); }, 1);
        scanMs += bench::medianMs(
            [&] {
                for (const event::StoredRequest &request : batch.requests)
                    (void)event::JsonText::scan(request.draft.request.body);
            },
            1);
        if (first == kPublishedAt)
            publishUs = 1000 * bench::medianMs([&] { (void)builder.publish(); }, 101);
    }
    const base::SystemClock clock;
    const index::SnapshotPtr snapshot = builder.publish(clock.utc());
    const qint64 resident = bench::residentBytes() - residentBefore - kept.size();

    const qint64 textBytes = bench::searchTextBytes(*snapshot);
    const auto passMs = bench::medianMs([&] {
        qint64 left = payloadBytes;
        while (left > 0) {
            const qsizetype size = qMin(left, qint64(kept.size()));
            if (std::memchr(kept.constData(), '\x01', size_t(size)))
                std::abort();
            left -= size;
        }
    });

    std::printf("%lld events, %lld bytes of payload, %.1f of text each\n",
                static_cast<long long>(snapshot->count()), static_cast<long long>(payloadBytes),
                double(textBytes) / double(events));
    bench::print("append (bound: JSON scan alone), per event", appendMs * 1000 / double(events),
                 scanMs * 1000 / double(events), "us");
    bench::print("publish with a nearly full tail", publishUs, 1000, "us");
    bench::print("messages of it", double(snapshot->messages().bytesInMemory()) / double(events),
                 90, "bytes");
    bench::print("memory (bound: 250 and the text once)", double(resident) / double(events),
                 250 + double(textBytes) / double(events), "bytes");
    Asker asker(snapshot);
    const double wordMs = 5 * passMs;
    asker.report("a word that is nowhere (bound: 5 memchr)", u"nowhere"_s, wordMs, {}, 16);
    asker.report("a word of one message", u"\"order 77777 is\""_s, wordMs, {}, 16);
    asker.report("a word of a third of all", u"delivered"_s, wordMs, {}, 16);
    asker.report("a word of all", u"carrier"_s, wordMs, {}, 16);
    asker.report("one letter", u"e"_s, wordMs, {}, 16);
    asker.report("a phone number", u"(919) 555-0142"_s, wordMs, {}, 16);
    asker.report("not delivered and a tag", u"not delivered \"campaign 7\""_s, wordMs, {}, 16);
    asker.report("type == message-delivered", u"type == message-delivered"_s, 16);
    asker.report("lag > 2s", u"lag > 2s"_s, 16);
    asker.report("time >= a minute", u"time >= 2020-06-25T18:42"_s, 16);
    asker.report("message.segmentCount > 1", u"message.segmentCount > 1"_s, 16);
    asker.report("message.tag == \"campaign 7\"", u"message.tag == \"campaign 7\""_s, 16);
    asker.report("message.tag matches /7$/", u"message.tag matches /7$/"_s, 16);
    asker.report("state == delivered", u"state == delivered"_s, 16);
    asker.report("state == failed", u"state == failed"_s, 16);
    asker.report("issues == overdue", u"issues == overdue"_s, 16);
    asker.report("issues == repeat", u"issues == repeat"_s, 16);
    asker.report("took > 5s", u"took > 5s"_s, 16);
    asker.report("message.id contains 77", u"message.id contains 77"_s, wordMs);
    asker.report("sort by lag", {}, 250, {event::Field::Lag, true});
    asker.report("sort by time", {}, 250, {event::Field::Time, false});
    asker.report("sort by type", {}, 250, {event::Field::Type, false});
    asker.report("sort by state", {}, 250, {event::Field::State, false});
    asker.report("sort by took", {}, 250, {event::Field::Took, true});
    asker.report("sort by message id", {}, 250, {event::Field::MessageId, false});
    asker.reportValues("values of type", event::Field::Type, {}, {}, 50);
    asker.reportValues("values of message.tag", event::Field::MessageTag, {}, {}, 50);
    asker.reportValues("  that have 7 in them, of delivered ones", event::Field::MessageTag, u"7"_s,
                       u"type == message-delivered"_s, 50);
    asker.reportValues("values of message.segmentCount", event::Field::MessageSegmentCount, {}, {},
                       50);
    asker.reportValues("values of status", event::Field::Status, {}, {}, 50);
    asker.reportValues("values of kind", event::Field::Kind, {}, {}, 50);
    asker.reportValues("values of message.id, all of them", event::Field::MessageId, {}, {}, 1000);
    asker.reportValues("  that begin with some digits", event::Field::MessageId, u"1593"_s, {},
                       250);
    event::StoredBatch more;
    for (qint64 n = events; n < events + 200; ++n)
        more.requests.push_back(bench::storedEvent(n));
    builder.append(more);
    const index::SnapshotPtr newer = builder.publish();
    asker.reportCounting("count type == message-failed", u"type == message-failed"_s, newer, 32);
    asker.reportCounting("count a word", u"carrier"_s, newer, 2 * wordMs);
    return 0;
}
