#include "tests/index/stored.h"

#include "app/event/split.h"

using namespace Qt::StringLiterals;

namespace sendscope::tests {

event::StoredRequest stored(qint64 request, qint64 firstEvent, const QByteArray &body)
{
    event::StoredRequest result;
    result.id = {request};
    result.run = {1};
    result.firstEvent = {firstEvent};
    result.draft.request.arrived = kArrived;
    result.draft.request.head = "POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba;
    result.draft.request.body = body;
    result.draft.request.status = 200;
    result.draft.events = event::splitBody(body).value();
    return result;
}

event::StoredRequest storedUnread(event::Verdict verdict, const QByteArray &head,
                                  const QByteArray &body)
{
    event::StoredRequest result;
    result.id = {1};
    result.run = {1};
    result.firstEvent = {1};
    result.draft.request.arrived = kArrived;
    result.draft.request.head = head;
    result.draft.request.body = body;
    result.draft.request.verdict = verdict;
    result.draft.request.status = 400;
    result.draft.events = {event::DraftEvent()};
    return result;
}

} // namespace sendscope::tests
