#include "tests/bench/manyevents.h"

#include "app/event/split.h"

#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace sendscope::bench {
namespace {

constexpr std::chrono::seconds kFirstArrival{1'593'110'560};

/// One of the events of a message that arrives in the end.
QByteArray usualBody(qint64 n)
{
    static const char *const kTypes[kEventsOfMessage] = {"message-sending", "message-sent",
                                                         "message-delivered"};
    static const char *const kDescriptions[kEventsOfMessage] = {"Message is sending to carrier",
                                                                "Message is sent to carrier",
                                                                "Message delivered to carrier."};

    const int message = int(n / kEventsOfMessage);
    const int step = int(n % kEventsOfMessage);
    const int millisecond = int(n % 1000);
    const quint64 mixed = quint64(message) * 0x9E37'79B9'7F4A'7C15ULL;
    char text[1024];
    const int size = std::snprintf(
        text, sizeof text,
        R"([{"type":"%s","time":"2020-06-25T%02d:%02d:%02d.%03dZ","description":"%s","to":"+1919555%04d",)"
        R"("message":{"id":"%013d%016llx","time":"2020-06-25T%02d:%02d:%02d.%03dZ","to":["+1919555%04d"],)"
        R"("from":"+1984239%04d","text":"Your order %d is on its way, thank you","applicationId":)"
        R"("93de2206-9669-4e07-948d-329f4b722ee2","media":["https://messaging.bandwidth.com/api/v2/users/5500/media/%llx.png"],)"
        R"("owner":"+1984239%04d","direction":"out","segmentCount":1,"tag":"campaign %d"}}])",
        kTypes[step], message / 3600 % 24, message / 60 % 60, message % 60, millisecond,
        kDescriptions[step], message % 10'000, message, static_cast<unsigned long long>(mixed),
        message / 3600 % 24, message / 60 % 60, message % 60, message % 1000, message % 10'000,
        message % 50, message, static_cast<unsigned long long>(mixed >> 20), message % 50,
        message % 20);
    return QByteArray(text, size);
}

/// One of several bodies that hurt whoever is careless: each is one row.
QByteArray hostileBody(qint64 turn)
{
    constexpr int kKinds = 8;
    switch (turn % kKinds) {
    case 0: // Cut off.
        return usualBody(turn).chopped(100);
    case 1: // A text far longer than a cell.
        return R"([{"type":"message-received","message":{"text":")" + QByteArray(100'000, 'w')
            + R"("}}])";
    case 2: // Writing that turns round, and what looks like markup.
        return "[{\"type\":\"\u202emessage\",\"message\":{\"text\":\"<b>%1</b> \\u0000 \\ud800\"}}]"_ba;
    case 3: // Deep.
        return "[" + QByteArray(400, '[') + QByteArray(400, ']') + "]";
    case 4: // Nothing in it.
        return "[]"_ba;
    case 5: // Names twice, numbers that are none.
        return R"([{"type":"a","type":"b","time":"never","errorCode":1e400,"message":{"id":7}}])"_ba;
    case 6: // No UTF-8.
        return "[{\"type\":\"\xff\xfe\"}]"_ba;
    default: // To a thousand numbers.
        return R"([{"type":"message-sending","message":{"to":["+19195550100")"
            + QByteArray(R"(,"+19195550100")").repeated(999) + "]}}]";
    }
}

bool isHostile(qint64 n, const EventMix &mix)
{
    return mix.hostileEvery > 0 && n % mix.hostileEvery == mix.hostileEvery - 1;
}

QByteArray headFor(const QByteArray &body)
{
    return "POST / HTTP/1.1\r\nHost: 127.0.0.1:8667\r\nUser-Agent: BandwidthAPI/v2\r\n"
           "Content-Type: application/json; charset=utf-8\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n";
}

} // namespace

QByteArray eventBody(qint64 n, const EventMix &mix)
{
    return isHostile(n, mix) ? hostileBody(n / mix.hostileEvery) : usualBody(n);
}

event::DraftRequest draftEvent(qint64 n, const EventMix &mix)
{
    event::DraftRequest draft;
    event::Request &request = draft.request;
    request.arrived = base::UtcTime(kFirstArrival + std::chrono::milliseconds(n));
    request.peer = u"127.0.0.1:40312"_s;
    request.local = u"127.0.0.1:8667"_s;
    request.body = eventBody(n, mix);
    request.head = headFor(request.body);
    request.status = 200;
    if (!isHostile(n, mix)) {
        draft.events = {{0, 1, request.body.size() - 2}};
    } else if (auto rows = event::splitBody(request.body)) {
        draft.events = std::move(*rows);
    } else {
        request.verdict = event::Verdict::Malformed;
        request.refusal = {event::RefusalReason::NotJson, rows.error().offset, {}};
        request.status = 400;
        draft.events = {event::DraftEvent{}};
    }
    return draft;
}

event::StoredRequest storedEvent(qint64 n, const EventMix &mix)
{
    event::StoredRequest stored;
    stored.id = {n + 1};
    stored.firstEvent = {n + 1};
    stored.draft = draftEvent(n, mix);
    return stored;
}

} // namespace sendscope::bench
