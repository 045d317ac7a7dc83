#include "tests/ui/somecapture.h"

namespace sendscope::tests {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

event::EventId SomeCapture::add(const QByteArray &type, int errorCode, int media)
{
    QByteArray links;
    for (int i = 0; i < media; ++i)
        links += (i > 0 ? ","_ba : ""_ba) + "\"https://messaging.bandwidth.com/media/"
            + QByteArray::number(i) + ".jpg\"";
    const QByteArray code =
        errorCode == 0 ? ""_ba : ",\"errorCode\":" + QByteArray::number(errorCode);
    const QByteArray number = QByteArray::number(m_last % 3);
    const QByteArray element = "{\"time\":\"2026-11-23T14:07:36.841Z\",\"type\":\"" + type
        + "\",\"to\":\"+1984555011" + number + "\",\"description\":\"Message is on its way\"" + code
        + ",\"message\":{\"id\":\"1795442855875xo7watq5px6rbe" + number
        + "d\",\"owner\":\"+19195550142\",\"applicationId\":\"93de2206-9669\",\"time\":\"2026-11-"
          "23T14:07:35.875Z\",\"direction\":"
          "\"out\",\"to\":[\"+1984555011"
        + number + "\"],\"from\":\"+19195550142\",\"text\":\"Hello\",\"tag\":\"v2 lab\",\"media\":["
        + links + "],\"segmentCount\":1}}";
    return addElement(element);
}

event::EventId SomeCapture::addText(const QByteArray &text)
{
    return addElement("{\"type\":\"message-received\",\"message\":{\"text\":\"" + text + "\"}}");
}

event::EventId SomeCapture::addElement(const QByteArray &element)
{
    event::DraftRequest draft;
    draft.request.verdict = event::Verdict::Accepted;
    draft.request.status = 200;
    draft.request.body = '[' + element + ']';
    draft.events = {{.element = 0, .begin = 1, .length = element.size()}};
    return store(std::move(draft));
}

void SomeCapture::add(int count)
{
    for (int i = 0; i < count; ++i)
        add("message-sending"_ba);
}

event::EventId SomeCapture::addMalformed()
{
    event::DraftRequest draft;
    draft.request.verdict = event::Verdict::Malformed;
    draft.request.status = 400;
    draft.request.body = "[{]"_ba;
    draft.request.refusal = event::Refusal{event::RefusalReason::NotJson, 2,
                                           u"a comma or ] was expected, } was found"_s};
    draft.events = {{}};
    return store(std::move(draft));
}

void SomeCapture::attempt(qint64 request, int status)
{
    event::StoredBatch batch;
    batch.attempts.emplace_back();
    batch.attempts.back().request = {request};
    batch.attempts.back().status = status;
    m_builder.append(batch);
}

engine::QueryResult SomeCapture::result(qsizetype keptRows)
{
    return resultOf(m_all, keptRows);
}

engine::QueryResult SomeCapture::resultOf(const index::RowList &keep, qsizetype keptRows)
{
    engine::QueryResult result;
    result.snapshot = m_builder.publish();
    result.rows = index::Rows(keep);
    result.keptRows = keptRows;
    return result;
}

engine::QueryResult SomeCapture::sorted(const index::Order &order)
{
    engine::QueryResult result = resultOf({});
    result.order = order;
    result.rows = index::Rows(index::RowOrder(*result.snapshot, order).sorted(m_all));
    return result;
}

void SomeCapture::read(const std::vector<event::FieldRef> &fields)
{
    m_builder.setOnDemand(index::readOnDemand(fields, m_requests));
}

event::EventId SomeCapture::store(event::DraftRequest draft)
{
    ++m_last;
    draft.request.arrived = base::UtcTime(1'795'442'856'979ms + m_last * 700ms);
    draft.request.head = "POST / HTTP/1.1\r\nHost: 127.0.0.1:8667\r\n\r\n"_ba;
    event::StoredBatch batch;
    batch.requests.push_back({.id = event::RequestId{m_last},
                              .run = event::RunId{1},
                              .firstEvent = event::EventId{m_last},
                              .draft = std::move(draft),
                              .outcome = {}});
    m_builder.append(batch);
    m_requests.push_back(batch.requests.front());
    m_all.push_back(event::EventId{m_last});
    return event::EventId{m_last};
}

} // namespace sendscope::tests
