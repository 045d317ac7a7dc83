#include "app/exchange/ndjsonformat.h"

#include "app/event/contentcoding.h"
#include "app/exchange/headlines.h"
#include "app/exchange/jsonoutput.h"
#include "app/exchange/secrets.h"

namespace sendscope::exchange {
namespace {

void appendKey(QByteArray &to, QByteArrayView key)
{
    to += ",\"";
    to += key;
    to += "\":";
}

void appendNumber(QByteArray &to, QByteArrayView key, qint64 number)
{
    appendKey(to, key);
    to += QByteArray::number(number);
}

void appendText(QByteArray &to, QByteArrayView key, const QString &text)
{
    if (text.isEmpty())
        return;
    appendKey(to, key);
    appendReadable(to, text.toUtf8());
}

/// As "body" where the bytes survive that, else as "bodyBase64".
void appendBody(QByteArray &to, const QByteArray &body)
{
    const qsizetype before = to.size();
    appendKey(to, "body");
    if (appendString(to, body))
        return;
    to.truncate(before);
    appendKey(to, "bodyBase64");
    appendBase64(to, body);
}

void appendFields(QByteArray &to, QByteArrayView key, QByteArrayView lines)
{
    appendKey(to, key);
    to += '[';
    bool isFirst = true;
    forEachField(lines, [&](QByteArrayView name, QByteArrayView value) {
        to += isFirst ? "[" : ",[";
        isFirst = false;
        appendReadable(to, name);
        to += ',';
        appendReadable(to, value);
        to += ']';
    });
    to += ']';
}

/// The kind of the request's first row.
event::Kind kindOf(const event::DraftRequest &draft)
{
    const event::Request &request = draft.request;
    if (request.verdict != event::Verdict::Accepted)
        return event::kindOf(request, {});
    const auto body = event::readableBody(request.head, request.body);
    const event::DraftEvent row = draft.events.empty() ? event::DraftEvent{} : draft.events.front();
    if (!body || row.length <= 0 || row.begin < 0 || row.begin >= body->size())
        return event::Kind::Other;
    return event::kindOf(request, QByteArrayView(*body).sliced(row.begin));
}

void appendRefusal(QByteArray &to, const event::Refusal &refusal)
{
    appendKey(to, "refused");
    to += "{\"reason\":\"" + event::name(refusal.reason) + '"';
    appendNumber(to, "offset", refusal.offset);
    appendText(to, "detail", refusal.detail);
    to += '}';
}

/// The status that the sender got, or was to get. What was decided stands beside it where that was
/// another.
void appendResponse(QByteArray &to, const event::StoredRequest &stored)
{
    const int decided = stored.draft.request.status;
    appendKey(to, "response");
    to += "{\"status\":" + QByteArray::number(stored.outcome ? stored.outcome->status : decided);
    if (stored.outcome) {
        if (stored.outcome->status != decided)
            appendNumber(to, "decided", decided);
        appendKey(to, "at");
        appendTime(to, stored.outcome->at);
        appendKey(to, "delivered");
        to += stored.outcome->isDelivered ? "true" : "false";
    }
    to += '}';
}

void appendRemarks(QByteArray &to, QByteArrayView key, QByteArrayView timeKey,
                   QByteArrayView textKey, const std::vector<store::Remark> &remarks,
                   const event::StoredRequest &stored)
{
    if (remarks.empty())
        return;
    appendKey(to, key);
    to += '[';
    for (const store::Remark &remark : remarks) {
        to += &remark == &remarks.front() ? "{\"element\":" : ",{\"element\":";
        const auto row = size_t(remark.event.value - stored.firstEvent.value);
        to += QByteArray::number(stored.draft.events[row].element);
        appendKey(to, timeKey);
        appendTime(to, remark.at);
        appendKey(to, textKey);
        appendReadable(to, remark.text.toUtf8());
        to += '}';
    }
    to += ']';
}

} // namespace

NdjsonFormat::NdjsonFormat(bool withSecrets)
    : m_withSecrets(withSecrets)
{
}

ExportedCount NdjsonFormat::append(const ExportedRequest &exported, QByteArray &to)
{
    const event::StoredRequest &stored = exported.stored;
    const event::Request &request = stored.draft.request;
    to += "{\"schema\":\"";
    to += kRequestSchema;
    to += '"';
    appendNumber(to, "request", stored.id.value);
    to += ",\"kind\":\"" + event::name(kindOf(stored.draft)) + '"';
    appendKey(to, "received");
    appendTime(to, request.arrived);
    to += ",\"via\":\"" + event::name(request.via) + '"';
    appendText(to, "peer", request.peer);
    appendText(to, "local", request.local);
    appendHead(to, request);
    appendBody(to, request.body);
    if (request.refusal)
        appendRefusal(to, *request.refusal);
    appendResponse(to, stored);
    appendAttempts(to, exported.attempts);
    appendRemarks(to, "notes", "written", "text", exported.remarks.notes, stored);
    appendRemarks(to, "marks", "marked", "mark", exported.remarks.marks, stored);
    to += "}\n";
    return {1, 0};
}

QByteArray NdjsonFormat::shown(const QByteArray &head) const
{
    return m_withSecrets ? head : withoutSecrets(head);
}

void NdjsonFormat::appendHead(QByteArray &to, const event::Request &request) const
{
    const QByteArray head = shown(request.head);
    appendKey(to, "headBase64");
    appendBase64(to, head);
    const RequestLine line = requestLineOf(head);
    appendKey(to, "method");
    appendReadable(to, line.method);
    appendKey(to, "target");
    appendReadable(to, line.target);
    appendFields(to, "headers", withoutFirstLine(head));
    if (request.trailers.isEmpty())
        return;
    const QByteArray trailers = shown(request.trailers);
    appendFields(to, "trailers", trailers);
    appendKey(to, "trailersBase64");
    appendBase64(to, trailers);
}

void NdjsonFormat::appendAttempts(QByteArray &to, const std::vector<event::Attempt> &attempts) const
{
    if (attempts.empty())
        return;
    appendKey(to, "attempts");
    to += '[';
    for (const event::Attempt &attempt : attempts) {
        to += &attempt == &attempts.front() ? "{\"started\":" : ",{\"started\":";
        appendTime(to, attempt.started);
        appendNumber(to, "tookMicroseconds", qint64(attempt.took.count()));
        appendText(to, "target", attempt.target);
        appendText(to, "error", attempt.error);
        appendKey(to, "headBase64");
        appendBase64(to, shown(attempt.sentHead));
        if (!attempt.sentBody.isNull())
            appendBody(to, attempt.sentBody);
        to += ",\"response\":{\"status\":" + QByteArray::number(attempt.status);
        appendKey(to, "headBase64");
        appendBase64(to, shown(attempt.responseHead));
        appendBody(to, attempt.responseBody);
        to += "}}";
    }
    to += ']';
}

} // namespace sendscope::exchange
