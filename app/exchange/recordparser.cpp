#include "app/exchange/recordparser.h"

#include "app/event/contentcoding.h"
#include "app/event/jsontext.h"
#include "app/event/split.h"
#include "app/exchange/ndjsonformat.h"
#include "app/exchange/recordfields.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace sendscope::exchange {
namespace {

using event::Kind;
using event::Verdict;

constexpr qint64 kAnyNumber = std::numeric_limits<qint64>::max();
constexpr qint64 kHighestStatus = 999;

/// The head of a body that came without one.
QByteArray madeHead(const QByteArray &body)
{
    return "POST / HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n";
}

/// Makes its rows of a request's body, or malformed of the request where that is no JSON.
void judgeBody(event::DraftRequest &draft)
{
    event::Request &request = draft.request;
    const auto readable = event::readableBody(request.head, request.body);
    auto rows = readable ? event::splitBody(*readable) : readable.error();
    if (rows) {
        request.verdict = Verdict::Accepted;
        request.refusal.reset();
        draft.events = std::move(*rows);
        return;
    }
    request.verdict = Verdict::Malformed;
    if (!request.refusal) {
        request.refusal = event::refusalOfBody(rows.error());
        if (request.body.isEmpty())
            request.refusal->detail.clear(); // That it is empty says it all.
    }
    draft.events = {event::DraftEvent{}};
}

/// The verdict that a kind stands for; none for a word that is not known, and for markers, which
/// are no requests.
std::optional<Verdict> verdictOf(QByteArrayView kind)
{
    for (const Kind known : {Kind::Event, Kind::Other})
        if (kind == event::name(known))
            return Verdict::Accepted;
    if (kind == event::name(Kind::Malformed))
        return Verdict::Malformed;
    if (kind == event::name(Kind::Refused))
        return Verdict::Refused;
    if (kind == event::name(Kind::Handshake))
        return Verdict::Handshake;
    return std::nullopt;
}

/// Makes a request of one object in our own form.
class RecordReader
{
public:
    RecordReader(const event::JsonText &json, base::UtcTime now)
        : m_json(json)
        , m_fields(json, 0, m_error)
        , m_now(now)
    {
    }

    base::Result<ImportedRequest> read()
    {
        ImportedRequest read;
        event::Request &request = read.draft.request;
        request.via = event::Via::Import;
        request.arrived = m_fields.time("received").value_or(m_now);
        request.peer = m_fields.text("peer");
        request.local = m_fields.text("local");
        request.body = m_fields.body("body", "bodyBase64");
        request.head =
            m_fields.has("headBase64") ? m_fields.bytes("headBase64") : madeHead(request.body);
        request.trailers = m_fields.bytes("trailersBase64");
        request.refusal = refusal();
        read.number = m_fields.number("request", 0, kAnyNumber, 0);
        judge(read.draft);
        readResponse(read);
        m_fields.forEach("attempts",
                         [&](RecordFields &fields) { read.attempts.push_back(attemptOf(fields)); });
        read.notes = remarks("notes", "written", "text", read.draft.events.size());
        read.marks = remarks("marks", "marked", "mark", read.draft.events.size());
        if (m_error)
            return *m_error;
        return read;
    }

private:
    /// What the file says; what an element is, its bytes say.
    void judge(event::DraftRequest &draft)
    {
        const QByteArray kind = m_fields.word("kind");
        if (m_error)
            return;
        auto verdict = verdictOf(kind);
        if (!verdict && !kind.isEmpty()) {
            m_fields.fail("kind", m_fields.find("kind"),
                          "event, other, malformed, refused or handshake");
            return;
        }
        if (!verdict)
            verdict = draft.request.refusal ? Verdict::Refused : Verdict::Accepted;
        if (*verdict == Verdict::Accepted
            || (*verdict == Verdict::Malformed && !draft.request.refusal)) {
            judgeBody(draft);
            return;
        }
        draft.request.verdict = *verdict;
        draft.events = {event::DraftEvent{}};
        if (*verdict == Verdict::Handshake)
            draft.request.refusal.reset();
        else if (!draft.request.refusal)
            draft.request.refusal = event::Refusal{};
    }

    std::optional<event::Refusal> refusal()
    {
        const qint32 object = m_fields.find("refused");
        if (m_error || object < 0)
            return std::nullopt;
        if (m_json.span(object).type != event::JsonSpan::Type::Object) {
            m_fields.fail("refused", object, "an object");
            return std::nullopt;
        }
        RecordFields fields(m_json, object, m_error);
        event::Refusal refusal;
        const QByteArray reason = fields.word("reason");
        refusal.offset = fields.number("offset", -1, kAnyNumber, -1);
        refusal.detail = fields.text("detail");
        if (const auto known = event::refusalReason(reason))
            refusal.reason = *known;
        else if (refusal.detail.isEmpty())
            refusal.detail = QString::fromUtf8(reason); // A word of a later version says it itself.
        return refusal;
    }

    void readResponse(ImportedRequest &read)
    {
        event::Request &request = read.draft.request;
        const qint32 object = m_fields.find("response");
        if (m_error || object < 0 || m_json.span(object).type != event::JsonSpan::Type::Object) {
            request.status = request.verdict == Verdict::Accepted ? 200 : 0;
            return;
        }
        RecordFields fields(m_json, object, m_error);
        const qint64 status = fields.number("status", 0, kHighestStatus, 0);
        request.status = int(fields.number("decided", 0, kHighestStatus, status));
        if (const auto at = fields.time("at"))
            read.outcome = event::Outcome{{}, *at, int(status), fields.flag("delivered")};
    }

    event::Attempt attemptOf(RecordFields &fields)
    {
        event::Attempt attempt;
        attempt.started = fields.time("started").value_or(m_now);
        attempt.took =
            std::chrono::microseconds(fields.number("tookMicroseconds", 0, kAnyNumber, 0));
        attempt.target = fields.text("target");
        attempt.error = fields.text("error");
        attempt.sentHead = fields.bytes("headBase64");
        attempt.sentBody = fields.body("body", "bodyBase64");
        const qint32 object = fields.find("response");
        if (object >= 0 && m_json.span(object).type == event::JsonSpan::Type::Object) {
            RecordFields response(m_json, object, m_error);
            attempt.status = int(response.number("status", 0, kHighestStatus, 0));
            attempt.responseHead = response.bytes("headBase64");
            attempt.responseBody = response.body("body", "bodyBase64");
        }
        return attempt;
    }

    std::vector<ImportedRemark> remarks(QByteArrayView list, QByteArrayView timeName,
                                        QByteArrayView textName, size_t rows)
    {
        std::vector<ImportedRemark> remarks;
        m_fields.forEach(list, [&](RecordFields &fields) {
            ImportedRemark remark;
            remark.row = size_t(fields.number("element", 0, qint64(rows) - 1, 0));
            remark.at = fields.time(timeName).value_or(m_now);
            remark.text = fields.text(textName);
            remarks.push_back(std::move(remark));
        });
        return remarks;
    }

    const event::JsonText &m_json;
    std::optional<base::Error> m_error;
    RecordFields m_fields;
    const base::UtcTime m_now;
};

ImportedRequest bareBody(const event::JsonText &json, base::UtcTime now)
{
    ImportedRequest read;
    event::Request &request = read.draft.request;
    request.via = event::Via::Import;
    request.arrived = now;
    request.body = QByteArray(json.bytes().constData(), json.bytes().size());
    request.head = madeHead(request.body);
    request.status = 200;
    read.draft.events = event::splitBody(json);
    return read;
}

} // namespace

base::Result<ImportedRequest> parseRecord(const QByteArray &text, base::UtcTime now)
{
    const auto json = event::JsonText::scan(text);
    if (!json)
        return json.error();
    const qint32 schema = json->member(0, "schema");
    const QByteArray name = schema < 0 ? QByteArray() : json->text(schema);
    if (!name.startsWith(kRequestSchemas))
        return bareBody(*json, now);
    if (name != kRequestSchema)
        return base::Error{
            base::Error::Code::Malformed,
            {u"it was written by a newer Sendscope ("_s + QString::fromUtf8(name) + u')'},
            qint64(json->span(schema).begin)};
    return RecordReader(*json, now).read();
}

} // namespace sendscope::exchange
