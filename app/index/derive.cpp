#include "app/index/derive.h"

#include "app/bandwidth/message.h"
#include "app/event/contentcoding.h"
#include "app/event/jsontext.h"
#include "app/event/refusal.h"
#include "app/event/split.h"
#include "app/index/segmentwriter.h"

namespace sendscope::index {
namespace {

using event::JsonSpan;
using event::JsonText;

/// What a first leg of a sign-in says once it is shown, which is when its second leg did not come.
constexpr auto kNobodyCameBack =
    "Asked for credentials, the sender did not come back. Set user name and password in the "
    "Bandwidth application, or turn credentials off here.";

/// Text of which nothing is known but that it is short enough: what is no UTF-8 in it becomes
/// U+FFFD.
void appendRaw(QByteArray &searchText, QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    searchText += QString::fromUtf8(bytes.first(qMin(bytes.size(), kMaxRawSearchBytes))).toUtf8();
    searchText += kValueEnd;
}

QByteArray searchTextOf(const JsonText &json, qint32 element)
{
    QByteArray result;
    const quint32 end = json.span(element).end;
    result.reserve(qsizetype(end - json.span(element).begin));
    for (size_t i = size_t(element); i < json.spans().size() && json.spans()[i].begin < end; ++i) {
        const JsonSpan &span = json.spans()[i];
        if (span.type == JsonSpan::Type::String && span.hasEscapes)
            result += json.text(qint32(i));
        else if (span.type == JsonSpan::Type::String)
            result += json.raw(qint32(i)).sliced(1).chopped(1);
        else if (span.type == JsonSpan::Type::Number)
            result += json.raw(qint32(i));
        else
            continue;
        result += kValueEnd;
    }
    return result;
}

void readElement(DerivedRow &row, const event::Request &request, const JsonText &json,
                 qint32 element)
{
    row.kind = event::kindOf(request, json.raw(element));
    row.searchText = searchTextOf(json, element);
    if (json.span(element).type != JsonSpan::Type::Object)
        return;

    bandwidth::EventFacts facts = bandwidth::readEvent(json, element);
    row.time = facts.time;
    row.type = std::move(facts.type);
    row.errorCode = facts.errorCode;
    row.description = std::move(facts.description);
    row.ours = std::move(facts.ours);
    row.theirs = std::move(facts.theirs);
    row.mediaCount = qint32(facts.media.size());
    row.tag = std::move(facts.tag);
    row.messageId = std::move(facts.messageId);
    row.text = std::move(facts.text);
}

/// What all rows of a request have alike.
DerivedRow rowOf(const event::StoredRequest &stored)
{
    const event::Request &request = stored.draft.request;

    DerivedRow row;
    row.request = stored.id;
    row.via = request.via;
    row.received = request.arrived;
    row.status = stored.outcome ? stored.outcome->status : request.status;
    row.isAnswerDelivered = !stored.outcome || stored.outcome->isDelivered;
    if (request.refusal)
        row.sentence = event::sentence(*request.refusal).toUtf8();
    else if (request.verdict == event::Verdict::Handshake)
        row.sentence = kNobodyCameBack;
    return row;
}

} // namespace

std::vector<DerivedRow> derive(const event::StoredRequest &stored)
{
    const event::Request &request = stored.draft.request;
    const base::Result<QByteArray> readable = event::readableBody(request.head, request.body);
    const QByteArray body = readable ? *readable : request.body;

    std::optional<JsonText> json;
    std::vector<qint32> elements;
    if (request.verdict == event::Verdict::Accepted && readable) {
        if (base::Result<JsonText> scanned = JsonText::scan(body)) {
            json = std::move(*scanned);
            elements = event::elementsOf(*json);
        }
    }

    std::vector<DerivedRow> rows;
    rows.reserve(stored.draft.events.size());
    for (const event::DraftEvent &draft : stored.draft.events) {
        DerivedRow &row = rows.emplace_back(rowOf(stored));
        row.event = {stored.firstEvent.value + qint64(rows.size()) - 1};
        row.element = draft.element;
        if (draft.element >= 0 && size_t(draft.element) < elements.size()) {
            readElement(row, request, *json, elements[size_t(draft.element)]);
        } else {
            row.kind = event::kindOf(request, {});
            appendRaw(row.searchText, request.head);
            appendRaw(row.searchText, body);
        }
    }
    return rows;
}

std::vector<SegmentPtr> deriveSegments(const std::vector<event::StoredRequest> &requests,
                                       event::EventId first, event::EventId last)
{
    std::vector<SegmentPtr> segments;
    std::unique_ptr<SegmentWriter> writer;
    for (const event::StoredRequest &request : requests) {
        for (const DerivedRow &row : derive(request)) {
            if (row.event < first || row.event > last)
                continue;
            if (writer && !writer->takes(row.event)) {
                segments.push_back(writer->segment());
                writer.reset();
            }
            if (!writer)
                writer = std::make_unique<SegmentWriter>(row.event);
            writer->add(row);
        }
    }
    if (writer)
        segments.push_back(writer->segment());
    return segments;
}

} // namespace sendscope::index
