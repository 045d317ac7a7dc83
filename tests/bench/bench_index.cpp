// Scans over an index that was built in memory, and the building of it.
//
// Usage: bench_index [EVENTS]

#include "app/event/jsontext.h"
#include "app/filter/program.h"
#include "app/index/builder.h"
#include "app/index/scan.h"
#include "app/index/segment.h"
#include "tests/bench/figures.h"
#include "tests/bench/manyevents.h"
#include "tests/bench/memory.h"

#include <cstdlib>
#include <cstring>

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

void report(const char *name, const index::Snapshot &snapshot, const QString &text, double boundMs)
{
    const filter::Program program(filter::parse(text).filter);
    const double ms = bench::medianMs([&] { (void)index::scanAll(snapshot, program); });
    bench::print(name, ms, boundMs, "ms");
}

} // namespace

int main(int argc, char *argv[])
{
    const qint64 events = argc > 1 ? std::max(std::atoll(argv[1]), 1LL * kBatchRequests) : kEvents;
    index::Builder builder;
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
    const index::SnapshotPtr snapshot = builder.publish();
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
    bench::print("memory (bound: 250 and the text once)", double(resident) / double(events),
                 250 + double(textBytes) / double(events), "bytes");
    report("a word that is nowhere (bound: 5 memchr)", *snapshot, u"nowhere"_s, 5 * passMs);
    report("a word of one message", *snapshot, u"\"order 77777 is\""_s, 5 * passMs);
    report("a word of a third of all", *snapshot, u"delivered"_s, 5 * passMs);
    report("a word of all", *snapshot, u"carrier"_s, 5 * passMs);
    report("one letter", *snapshot, u"e"_s, 5 * passMs);
    report("a phone number", *snapshot, u"(919) 555-0142"_s, 5 * passMs);
    report("not delivered and a tag", *snapshot, u"not delivered \"campaign 7\""_s, 5 * passMs);
    return 0;
}
