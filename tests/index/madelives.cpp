#include "tests/index/madelives.h"

#include "app/event/split.h"
#include "app/event/timestamp.h"
#include "tests/index/stored.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::tests {
namespace {

const QByteArray &oneOf(QRandomGenerator &random, const QByteArrayList &list)
{
    return list[random.bounded(int(list.size()))];
}

QByteArray member(const char *key, const QByteArray &text)
{
    return text.isEmpty() ? QByteArray() : QByteArray(",\"") + key + "\":\"" + text + '"';
}

QByteArray timeText(base::UtcTime time)
{
    return event::formatTimestamp(time);
}

/// The events of one message, in no order.
QByteArrayList madeLife(QRandomGenerator &random, int number)
{
    static const QByteArrayList kTypes = {"message-sending", "message-sent", "message-delivered",
                                          "message-failed",  "message-read", "message-queued",
                                          "something-new"};
    // Few ids, so that two messages may share one in different runs.
    const QByteArray id =
        random.bounded(12) == 0 ? QByteArray() : "id" + QByteArray::number(number / 2);
    const bool isInbound = random.bounded(6) == 0;
    const int count = 1 + random.bounded(4);
    QByteArrayList numbers;
    for (int i = 0; i < count; ++i)
        numbers += "+1919555000" + QByteArray::number(i);
    const base::UtcTime created = kArrived - std::chrono::seconds(random.bounded(7200));

    QByteArrayList events;
    for (const QByteArray &recipient : numbers) {
        for (int steps = random.bounded(5); steps > 0; --steps) {
            const QByteArray type = isInbound ? "message-received"_ba : oneOf(random, kTypes);
            const auto happened = created + std::chrono::seconds(random.bounded(-5, 60));
            QByteArray event = "{\"type\":\"" + type + '"';
            if (random.bounded(10) != 0)
                event += member("time", timeText(happened));
            if (random.bounded(10) != 0)
                event += member("to", isInbound ? "+19845550100"_ba : recipient);
            if (type == "message-failed")
                event += random.bounded(3) == 0 ? ",\"errorCode\":9902" : ",\"errorCode\":4720";
            if (type == "message-read" && random.bounded(2) == 0)
                event += member("eventTime", timeText(happened + 3s));
            event += ",\"message\":{\"owner\":\"+19845550100\"";
            event += member("id", id) + member("direction", isInbound ? "in" : "out");
            event += member("from", isInbound ? recipient : "+19845550100"_ba);
            if (random.bounded(8) != 0)
                event += member("time", timeText(created));
            if (random.bounded(6) != 0)
                event += ",\"to\":[\"" + numbers.join("\",\"") + "\"]";
            event += "}}";
            events += event;
            if (random.bounded(5) == 0)
                events += event; // The sender came again.
        }
    }
    return events;
}

} // namespace

std::vector<event::StoredRequest> madeLives(QRandomGenerator &random, int messages)
{
    QByteArrayList events;
    for (int i = 0; i < messages; ++i)
        events += madeLife(random, i);
    // Mostly near to where they were, some far away.
    for (qsizetype i = 0; i + 1 < events.size(); ++i) {
        const qsizetype reach = random.bounded(10) == 0 ? events.size() - i : 6;
        events.swapItemsAt(i,
                           std::min<qsizetype>(events.size() - 1, i + random.bounded(int(reach))));
    }

    std::vector<event::StoredRequest> requests;
    qint64 next = 1;
    for (qsizetype i = 0; i < events.size();) {
        QByteArrayList elements;
        for (int count = random.bounded(4) == 0 ? 2 : 1; count > 0 && i < events.size(); --count)
            elements += events[i++];
        event::StoredRequest request =
            stored(qint64(requests.size()) + 1, next, '[' + elements.join(',') + ']');
        request.draft.request.arrived = kArrived + std::chrono::minutes(requests.size());
        const int way = random.bounded(10);
        request.draft.request.via = way == 0 ? event::Via::Replay
            : way == 1                       ? event::Via::Import
                                             : event::Via::Listener;
        request.run = {way == 0 ? 2 + random.bounded(2) : way == 1 ? 4 : 1};
        next += qint64(request.draft.events.size());
        requests.push_back(std::move(request));
        if (random.bounded(30) == 0) {
            event::StoredRequest refused = storedUnread(
                random.bounded(2) == 0 ? event::Verdict::Refused : event::Verdict::Malformed,
                "POST / HTTP/1.1\r\n\r\n", "x");
            refused.id = {qint64(requests.size()) + 1};
            refused.firstEvent = {next++};
            refused.draft.request.arrived = kArrived + std::chrono::minutes(requests.size());
            requests.push_back(std::move(refused));
        }
    }
    return requests;
}

} // namespace sendscope::tests
