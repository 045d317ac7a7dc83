#include "app/event/jsontext.h"
#include "app/event/split.h"
#include "app/filter/filter.h"
#include "app/index/builder.h"
#include "app/index/segment.h"
#include "tests/bench/figures.h"

#include <QFile>

#include <cstring>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int kEvents = 1'000'000;
constexpr int kEventsOfMessage = 3;
constexpr int kBatchRequests = 1000;

/// The batch that leaves the open segment nearly full, with thirteen full ones before it.
constexpr int kPublishedAt =
    (14 * int(index::Segment::kMaxRows) / kBatchRequests - 1) * kBatchRequests;

/// As much of the payload is kept for the bound: more than any cache, so that a pass costs what it
/// costs.
constexpr qsizetype kKeptBytes = 64 * 1024 * 1024;

/// One of three events of a message, as Bandwidth would post it.
QByteArray body(int n)
{
    static const char *const kTypes[kEventsOfMessage] = {"message-sending", "message-sent",
                                                         "message-delivered"};
    static const char *const kDescriptions[kEventsOfMessage] = {"Message is sending to carrier",
                                                                "Message is sent to carrier",
                                                                "Message delivered to carrier."};

    const int message = n / kEventsOfMessage;
    const int step = n % kEventsOfMessage;
    const quint64 mixed = quint64(message) * 0x9E37'79B9'7F4A'7C15ULL;
    char text[1024];
    const int size = std::snprintf(
        text, sizeof text,
        R"([{"type":"%s","time":"2020-06-25T%02d:%02d:%02d.%03dZ","description":"%s","to":"+1919555%04d",)"
        R"("message":{"id":"%013d%016llx","time":"2020-06-25T%02d:%02d:%02d.%03dZ","to":["+1919555%04d"],)"
        R"("from":"+1984239%04d","text":"Your order %d is on its way, thank you","applicationId":)"
        R"("93de2206-9669-4e07-948d-329f4b722ee2","media":["https://messaging.bandwidth.com/api/v2/users/5500/media/%llx.png"],)"
        R"("owner":"+1984239%04d","direction":"out","segmentCount":1,"tag":"campaign %d"}}])",
        kTypes[step], message / 3600 % 24, message / 60 % 60, message % 60, n % 1000,
        kDescriptions[step], message % 10'000, message, static_cast<unsigned long long>(mixed),
        message / 3600 % 24, message / 60 % 60, message % 60, message % 1000, message % 10'000,
        message % 50, message, static_cast<unsigned long long>(mixed >> 20), message % 50,
        message % 20);
    return QByteArray(text, size);
}

event::StoredRequest stored(int n)
{
    event::StoredRequest result;
    result.id = {n + 1};
    result.firstEvent = {n + 1};
    result.draft.request.arrived =
        base::UtcTime(std::chrono::seconds(1'593'110'560) + std::chrono::milliseconds(n));
    result.draft.request.head = "POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba;
    result.draft.request.body = body(n);
    result.draft.request.status = 200;
    result.draft.events = {{0, 1, result.draft.request.body.size() - 2}};
    return result;
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QFile::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

void report(const char *name, const index::Snapshot &snapshot, const QString &text, double boundMs)
{
    const filter::Filter filter = filter::parse(text).filter;
    const double ms = bench::medianMs([&] { (void)snapshot.scan(filter); });
    bench::print(name, ms, boundMs, "ms");
}

} // namespace

int main()
{
    index::Builder builder;
    QByteArray kept;
    kept.reserve(kKeptBytes + 1024);
    qint64 payloadBytes = 0;
    const qint64 residentBefore = residentBytes();
    double appendMs = 0;
    double scanMs = 0;
    double publishUs = 0;
    for (int first = 0; first < kEvents; first += kBatchRequests) {
        event::StoredBatch batch;
        for (int n = first; n < first + kBatchRequests; ++n)
            batch.requests.push_back(stored(n));
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
    const qint64 resident = residentBytes() - residentBefore - kept.size();

    qint64 textBytes = 0;
    for (const index::SegmentPtr &segment : snapshot->segments()) {
        for (const index::ValueRun &run : segment->runs())
            textBytes += run.block->begins[run.values];
    }
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
                double(textBytes) / kEvents);
    bench::print("append (bound: JSON scan alone), per event", appendMs * 1000 / kEvents,
                 scanMs * 1000 / kEvents, "us");
    bench::print("publish with a nearly full tail", publishUs, 1000, "us");
    bench::print("memory (bound: 250 and the text once)", double(resident) / kEvents,
                 250 + double(textBytes) / kEvents, "bytes");
    report("a word that is nowhere (bound: 5 memchr)", *snapshot, u"nowhere"_s, 5 * passMs);
    report("a word of one message", *snapshot, u"\"order 77777 is\""_s, 5 * passMs);
    report("a word of a third of all", *snapshot, u"delivered"_s, 5 * passMs);
    report("a word of all", *snapshot, u"carrier"_s, 5 * passMs);
    report("one letter", *snapshot, u"e"_s, 5 * passMs);
    report("a phone number", *snapshot, u"(919) 555-0142"_s, 5 * passMs);
    report("not delivered and a tag", *snapshot, u"not delivered \"campaign 7\""_s, 5 * passMs);
    return 0;
}
