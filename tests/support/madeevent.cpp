#include "tests/support/madeevent.h"

#include "app/event/split.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::tests {
namespace {

constexpr base::UtcTime kArrived{std::chrono::seconds(1'593'110'560)}; // 2020-06-25T18:42:40Z

const QByteArray &oneOf(QRandomGenerator &random, const QByteArrayList &list)
{
    return list[random.bounded(int(list.size()))];
}

/// Values as they stand in JSON.
QByteArray jsonValue(QRandomGenerator &random, int depth)
{
    static const QByteArrayList kValues = {"0",
                                           "1",
                                           "-0",
                                           "1.0",
                                           "4720",
                                           "\"4720\"",
                                           "4432",
                                           "1e3",
                                           "1e400",
                                           "9007199254740993",
                                           "\"9007199254740993\"",
                                           "123456789012345678901234567890",
                                           "true",
                                           "\"true\"",
                                           "null",
                                           "\"\"",
                                           "\"\\u0000\"",
                                           "\"a\\u0000b\"",
                                           "\"\\uD83D\"",
                                           "\"\\uDE00x\"",
                                           "\"\\uD83D\\uDE00\"",
                                           "\"2020-06-25T18:42:36.979Z\"",
                                           "\"2020-06-25 18:42:36\"",
                                           "\"2020-06-25\"",
                                           "\"+12345678902\"",
                                           "\"Acme\"",
                                           "\"v2 lab\"",
                                           "\"V2 \\\"LAB\\\"\"",
                                           "\"STRASSE \u00DF \u212A\""};
    switch (random.bounded(depth > 0 ? 8 : 5)) {
    case 0:
    case 1:
    case 2:
        return oneOf(random, kValues);
    case 3:
    case 4: {
        QByteArray text = oneOf(random, commonTexts());
        text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        return '"' + text + '"';
    }
    case 5: {
        QByteArrayList elements;
        for (int i = random.bounded(4); i > 0; --i)
            elements.append(jsonValue(random, depth - 1));
        return '[' + elements.join(',') + ']';
    }
    case 6: {
        static const QByteArrayList kKeys = {"a", "b", "odd key", "q\\\"", "text", "id"};
        QByteArrayList members;
        for (int i = random.bounded(4); i > 0; --i)
            members.append('"' + oneOf(random, kKeys) + "\":" + jsonValue(random, depth - 1));
        return '{' + members.join(',') + '}';
    }
    default: {
        const int levels = 1 + random.bounded(40);
        return QByteArray("[").repeated(levels) + "1" + QByteArray("]").repeated(levels);
    }
    }
}

/// A member with its documented kind of value mostly, else with any.
void addMember(QRandomGenerator &random, QByteArrayList &members, const QByteArray &key,
               const QByteArrayList &usual)
{
    if (random.bounded(4) == 0)
        return;
    const int times = random.bounded(12) == 0 ? 2 : 1;
    for (int i = 0; i < times; ++i) {
        const QByteArray value =
            random.bounded(5) == 0 ? jsonValue(random, 2) : oneOf(random, usual);
        members.append('"' + key + "\":" + value);
    }
}

QByteArray objectOf(QRandomGenerator &random, QByteArrayList members)
{
    std::shuffle(members.begin(), members.end(), random);
    return '{' + members.join(random.bounded(2) == 0 ? "," : " ,\n ") + '}';
}

const QByteArrayList &numbers()
{
    static const QByteArrayList list = {"\"+12345678902\"", "\"+12345678903\"",
                                        "\"+15554443333\"", "\"(234) 567-8902\"",
                                        "\"12345\"",        "\"Acme\""};
    return list;
}

const QByteArrayList &times()
{
    static const QByteArrayList list = {
        "\"2020-06-25T18:42:36.979Z\"", "\"2020-06-25T18:42:36.979456Z\"",
        "\"2020-06-25T18:42:36Z\"",     "\"2020-06-25T20:42:36+02:00\"",
        "\"2020-06-24T00:00:00Z\"",     "\"2016-09-14T18:20:16Z\"",
        "\"2020-06-25T18:42\"",         "\"yesterday\""};
    return list;
}

QByteArray madeMessage(QRandomGenerator &random)
{
    QByteArrayList members;
    addMember(random, members, "id", {"\"1593110555875xo7watq5px6rbe5d\"", "\"x\"", "17"});
    addMember(random, members, "time", times());
    addMember(random, members, "owner", numbers());
    addMember(random, members, "applicationId", {"\"cfd4fb83-7531\"", "\"93de2206-9669\""});
    addMember(random, members, "direction", {"\"in\"", "\"out\""});
    addMember(random, members, "from", numbers());
    addMember(random, members, "to",
              {"[\"+12345678902\"]", "[\"+12345678902\",\"+12345678903\"]", "\"+15554443333\"",
               "[]", "[\"\",\"Acme\"]"});
    addMember(random, members, "segmentCount", {"1", "2", "\"2\"", "1.0"});
    addMember(random, members, "text",
              {"\"\"", "\"Mat Test\"", "\"Hey, check this out!\"", "\"\u05E9\u05DC\u05D5\u05DD\"",
               "\"GR\u00DCSSE\"", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\""});
    addMember(random, members, "media",
              {"[\"https://dev.bandwidth.com/images/bandwidth-logo.png\"]",
               "[\"https://a/0.png\",\"https://a/1.smil\"]", "\"https://a/2.jpg\""});
    addMember(random, members, "tag", {"\"v2 lab\"", "\"V2\"", "\"\"", "\"test\""});
    addMember(random, members, "priority", {"\"default\"", "\"high\""});
    addMember(random, members, "channel", {"\"SMS\"", "\"RBM\"", "\"sms\""});
    if (random.bounded(3) == 0) {
        addMember(random, members, "content",
                  {"{\"text\":\"hello\",\"media\":{\"fileUrl\":\"https://a/f.png\"}}",
                   "{\"media\":[{\"fileUrl\":\"https://a/f.png\"},{\"fileUrl\":\"https://b\"}]}"});
        addMember(random, members, "suggestionResponse",
                  {"{\"text\":\"Yes\",\"postbackData\":\"YQ==\",\"pairedMessageId\":\"x\"}"});
        addMember(random, members, "locationResponse",
                  {"{\"latitude\":\"35.77\",\"longitude\":-78.63}"});
    }
    return objectOf(random, members);
}

QByteArray madeElement(QRandomGenerator &random)
{
    if (random.bounded(12) == 0)
        return jsonValue(random, 2);
    QByteArrayList members;
    addMember(random, members, "type",
              {"\"message-sending\"", "\"message-delivered\"", "\"message-failed\"",
               "\"message-received\"", "\"MESSAGE-FAILED\"", "\"something-new\""});
    addMember(random, members, "time", times());
    addMember(random, members, "eventTime", times());
    addMember(random, members, "to", numbers());
    addMember(random, members, "description",
              {"\"forbidden to country\"", "\"Message delivered to carrier\""});
    addMember(random, members, "errorCode", {"4720", "4432", "\"4720\"", "9902", "0", "1e3"});
    addMember(random, members, "carrierName", {"\"AT&T\"", "\"T-Mobile\""});
    members.append("\"message\":"
                   + (random.bounded(12) == 0 ? jsonValue(random, 2) : madeMessage(random)));
    if (random.bounded(3) == 0) {
        static const QByteArrayList kKeys = {"a", "n", "odd key", "flag", "platform", "eventType"};
        members.append('"' + oneOf(random, kKeys) + "\":" + jsonValue(random, 3));
    }
    if (random.bounded(12) == 0)
        members.append("\"msgId\":\"m\",\"event\":\"DELIVERED\",\"numParts\":2");
    return objectOf(random, members);
}

QByteArray madeHead(QRandomGenerator &random)
{
    QByteArray head = "POST / HTTP/1.1\r\nHost: localhost:8667\r\n";
    if (random.bounded(3) != 0)
        head += "User-Agent: BandwidthAPI/v2\r\n";
    if (random.bounded(4) == 0)
        head += "X-Test: 4720\r\nx-test: v2 lab\r\nX-TEST:\xFF\xE9\r\n";
    return head + "\r\n";
}

void makeUnread(QRandomGenerator &random, event::StoredRequest &stored)
{
    event::Request &request = stored.draft.request;
    request.body = random.bounded(2) == 0 ? "{\"type\":" : "no JSON \xFF 4720 +12345678902";
    request.status = 400;
    request.verdict = event::Verdict(1 + random.bounded(3));
    if (request.verdict != event::Verdict::Handshake)
        request.refusal =
            event::Refusal{event::RefusalReason::NotJson, 9, u"a value was expected"_s};
    stored.draft.events = {event::DraftEvent()};
}

} // namespace

const QByteArrayList &commonTexts()
{
    static const QByteArrayList list = {"message-failed",
                                        "message-delivered",
                                        "v2 lab",
                                        "V2",
                                        "Mat Test",
                                        "check this out",
                                        "4720",
                                        "4432",
                                        "1",
                                        "+12345678902",
                                        "(234) 567-8902",
                                        "5678",
                                        "in",
                                        "out",
                                        "Acme",
                                        "event",
                                        "listener",
                                        "bandwidth-logo",
                                        "https://a/0.png",
                                        "127.0.0.1",
                                        "x",
                                        "true",
                                        "2020-06-25T18:42:36Z",
                                        "GR\u00DCSSE",
                                        "gr\u00FCsse",
                                        "stra\u00DFe",
                                        "\u212A",
                                        "\u05E9\u05DC\u05D5\u05DD",
                                        "\U0001F600",
                                        "a\"b",
                                        "a\\b",
                                        "a/b",
                                        "BandwidthAPI/v2",
                                        "-5m",
                                        "invalid number",
                                        "Not JSON",
                                        "localhost",
                                        "hello"};
    return list;
}

event::StoredRequest madeRequest(QRandomGenerator &random, qint64 request, qint64 firstEvent)
{
    event::StoredRequest stored;
    stored.id = {request};
    stored.run = {1 + random.bounded(2)};
    stored.firstEvent = {firstEvent};
    stored.draft.request.arrived =
        kArrived + std::chrono::microseconds(random.bounded(-1'000'000'000, 1'000'000'000));
    stored.draft.request.via = event::Via(random.bounded(4));
    stored.draft.request.peer = random.bounded(4) == 0 ? QString() : u"127.0.0.1:40312"_s;
    stored.draft.request.head = madeHead(random);
    stored.draft.request.status = 200;
    if (random.bounded(8) == 0)
        stored.outcome = event::Outcome{stored.id, kArrived, 503, random.bounded(2) == 0};
    if (random.bounded(10) == 0) {
        makeUnread(random, stored);
        return stored;
    }

    QByteArrayList elements;
    for (int i = random.bounded(4); i > 0; --i)
        elements.append(madeElement(random));
    stored.draft.request.body = elements.size() == 1 && random.bounded(3) == 0
        ? elements.front()
        : '[' + elements.join(',') + ']';
    stored.draft.events = event::splitBody(stored.draft.request.body).value();
    return stored;
}

void addMadeRequest(QRandomGenerator &random, std::vector<event::StoredRequest> &requests)
{
    requests.push_back(madeRequest(random, requests.back().id.value + 1, nextEvent(requests)));
}

qint64 nextEvent(const std::vector<event::StoredRequest> &requests)
{
    const event::StoredRequest &last = requests.back();
    return last.firstEvent.value + qint64(last.draft.events.size());
}

std::vector<event::StoredRequest> sampleRequests()
{
    std::vector<event::StoredRequest> all;
    qint64 nextEvent = 1;
    const QDir folder(QStringLiteral(SENDSCOPE_TESTS "/data/samples"));
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("a sample cannot be read");
        event::StoredRequest &stored = all.emplace_back();
        stored.id = {qint64(all.size())};
        stored.run = {1};
        stored.firstEvent = {nextEvent};
        stored.draft.request.arrived = kArrived;
        stored.draft.request.peer = u"127.0.0.1:40312"_s;
        stored.draft.request.head =
            "POST / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: BandwidthAPI/v2\r\n"
            "Content-Type: application/json; charset=utf-8\r\n\r\n";
        stored.draft.request.body = file.readAll();
        stored.draft.request.status = 200;
        stored.draft.events = event::splitBody(stored.draft.request.body).value();
        nextEvent += qint64(stored.draft.events.size());
    }
    return all;
}

} // namespace sendscope::tests
