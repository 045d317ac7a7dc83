#include "tests/ui/somemessages.h"

#include <QDateTime>

#include <set>

namespace sendscope::tests {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray iso(base::UtcTime time)
{
    const auto millis = std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch();
    return QDateTime::fromMSecsSinceEpoch(millis.count(), Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toLatin1();
}

} // namespace

SomeMessages::SomeMessages()
{
    m_builder.setRecorded(index::RecordedTime({{kCreated - 1h, index::RecordedTime::kGoesOn}}));
    m_builder.setOverdueAfter(10min);
}

event::EventId SomeMessages::add(const QByteArray &id, const QByteArray &type,
                                 std::chrono::milliseconds at, int errorCode,
                                 const QByteArrayList &to, const QByteArray &about)
{
    const bool isInbound = type == "message-received";
    const QByteArray ours = "+19195550142";
    const QByteArray recipient = about.isEmpty() ? to.front() : about;
    const QByteArray code =
        errorCode == 0 ? QByteArray() : ",\"errorCode\":" + QByteArray::number(errorCode);
    const QByteArray element = "{\"time\":\"" + iso(kCreated + at) + "\",\"type\":\"" + type
        + "\",\"to\":\"" + (isInbound ? ours : recipient) + "\",\"description\":\"It goes on\""
        + code + ",\"message\":{\"id\":\"" + id + "\",\"owner\":\"" + ours + "\",\"time\":\""
        + iso(kCreated) + "\",\"direction\":\"" + (isInbound ? "in" : "out") + "\",\"to\":[\""
        + (isInbound ? ours : to.join("\",\"")) + "\"],\"from\":\"" + (isInbound ? recipient : ours)
        + "\",\"text\":\"Hello\",\"tag\":\"v2 lab\",\"segmentCount\":1}}";
    event::DraftRequest draft;
    draft.request.verdict = event::Verdict::Accepted;
    draft.request.status = 200;
    draft.request.body = '[' + element + ']';
    draft.events = {{.element = 0, .begin = 1, .length = element.size()}};
    return store(std::move(draft), kCreated + at + 100ms);
}

event::EventId SomeMessages::repeat(event::EventId event, std::chrono::milliseconds after)
{
    const event::DraftRequest &first = m_requests[size_t(event.value) - 1].draft;
    event::DraftRequest draft;
    draft.request.verdict = event::Verdict::Accepted;
    draft.request.status = 200;
    draft.request.body = first.request.body;
    draft.events = first.events;
    return store(std::move(draft), first.request.arrived + after);
}

event::EventId SomeMessages::addMalformed()
{
    event::DraftRequest draft;
    draft.request.verdict = event::Verdict::Malformed;
    draft.request.status = 400;
    draft.request.body = "[{]"_ba;
    draft.request.refusal = event::Refusal{event::RefusalReason::NotJson, 2,
                                           u"a comma or ] was expected, } was found"_s};
    draft.events = {{}};
    return store(std::move(draft), kCreated);
}

event::EventId SomeMessages::store(event::DraftRequest draft, base::UtcTime arrived)
{
    const qint64 id = qint64(m_requests.size()) + 1;
    draft.request.arrived = arrived;
    draft.request.peer = u"127.0.0.1:4000"_s;
    draft.request.head = "POST / HTTP/1.1\r\nHost: 127.0.0.1:8667\r\n\r\n"_ba;
    event::StoredBatch batch;
    batch.requests.push_back({.id = event::RequestId{id},
                              .run = event::RunId{1},
                              .firstEvent = event::EventId{id},
                              .draft = std::move(draft),
                              .outcome = {}});
    m_builder.append(batch);
    m_requests.push_back(batch.requests.front());
    return {id};
}

index::SnapshotPtr SomeMessages::snapshot(std::chrono::milliseconds at)
{
    return m_builder.publish(kCreated + at);
}

engine::QueryResult SomeMessages::result(qsizetype keptRows, std::chrono::milliseconds at)
{
    engine::QueryResult result;
    result.snapshot = snapshot(at);
    std::set<event::EventId> firsts;
    for (const event::StoredRequest &request : m_requests) {
        if (const auto message = result.snapshot->message(request.firstEvent))
            firsts.insert(message->events.front());
    }
    const index::RowList rows(firsts.begin(), firsts.end());
    result.rows = index::Rows(rows);
    result.keptRows = keptRows;
    return result;
}

void SomeMessages::stopRecording(std::chrono::milliseconds at)
{
    m_builder.setRecorded(index::RecordedTime({{kCreated - 1h, kCreated + at}}));
}

} // namespace sendscope::tests
