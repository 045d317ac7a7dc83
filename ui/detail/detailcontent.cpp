#include "ui/detail/detailcontent.h"

#include "app/event/contentcoding.h"
#include "app/event/split.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

using event::JsonSpan;

/// The row's own part of the request; a request has at least one, whatever came.
event::DraftEvent placeIn(const event::StoredRequest &request, event::EventId id)
{
    const auto &events = request.draft.events;
    const qint64 index = id.value - request.firstEvent.value;
    return index >= 0 && index < qint64(events.size()) ? events[size_t(index)]
                                                       : event::DraftEvent{};
}

QByteArray elementBytes(const QByteArray &body, const event::DraftEvent &place)
{
    const qint64 begin = std::clamp<qint64>(place.begin, 0, body.size());
    return body.sliced(begin, std::clamp<qint64>(place.length, 0, body.size() - begin));
}

/// The span that begins there; -1 for none.
qint32 spanAt(const event::JsonText &json, qint64 begin)
{
    const auto &spans = json.spans();
    const auto at =
        std::lower_bound(spans.begin(), spans.end(), begin,
                         [](const JsonSpan &span, qint64 byte) { return span.begin < byte; });
    const bool isThere = at != spans.end() && at->begin == begin && at->type != JsonSpan::Type::Key;
    return isThere ? qint32(at - spans.begin()) : -1;
}

/// The event alone is the tree; in a batch it is one of many, and the others are folded.
void makeTree(DetailContent &content, const base::CancelToken &cancel)
{
    const std::vector<qint32> elements = event::elementsOf(*content.json);
    const bool isAlone = elements.size() == 1 && content.element >= 0;
    content.outline = JsonOutline::make(content.json, isAlone ? content.element : 0, cancel);
    if (!content.outline)
        return;
    auto rows = std::make_shared<JsonRows>(content.outline);
    if (!isAlone) {
        std::vector<qint32> others;
        std::copy_if(elements.begin(), elements.end(), std::back_inserter(others),
                     [&](qint32 span) { return span != content.element; });
        rows->foldAll(others);
    }
    content.rows = std::move(rows);
}

void readJson(DetailContent &content, const base::CancelToken &cancel)
{
    auto scanned = event::JsonText::scan(content.body);
    if (!scanned) {
        content.asItCame = std::make_shared<BodyText>(
            BodyText::asItCame(content.body, BodyText::Look::Plain, cancel));
        return;
    }
    content.json = std::make_shared<const event::JsonText>(std::move(*scanned));
    content.asItCame = std::make_shared<BodyText>(BodyText::asItCame(content.json, cancel));
    if (content.body.size() <= BodyText::kMaxStructuredBytes)
        content.byStructure =
            std::make_shared<BodyText>(BodyText::byStructure(content.json, cancel));
    content.isCompact =
        content.byStructure && content.asItCame->lineCount() * 2 < content.byStructure->lineCount();
    if (content.place.length > 0)
        content.element = spanAt(*content.json, content.place.begin);
    makeTree(content, cancel);
}

void findWrongPlace(DetailContent &content)
{
    const auto &refusal = content.request().draft.request.refusal;
    if (content.kind != event::Kind::Malformed || !refusal || refusal->offset < 0)
        return;
    content.wrongByte = refusal->offset;
    content.wrongPlace = placeOf(content.body, refusal->offset);
}

} // namespace

DetailContentPtr makeDetailContent(store::EventDetail detail, const base::CancelToken &cancel)
{
    auto content = std::make_shared<DetailContent>();
    content->detail = std::move(detail);
    const event::Request &request = content->request().draft.request;
    content->place = placeIn(content->request(), content->detail.event);

    const auto readable = event::readableBody(request.head, request.body);
    content->body = readable ? *readable : request.body;
    content->isCoded = readable && content->body.constData() != request.body.constData()
        && content->body != request.body;
    if (!readable)
        content->unreadable = readable.error();

    content->kind = event::kindOf(request, elementBytes(content->body, content->place));
    readJson(*content, cancel);
    findWrongPlace(*content);
    if (request.verdict == event::Verdict::Accepted && content->element >= 0)
        content->facts = bandwidth::readEvent(*content->json, content->element);
    if (cancel.isCancelled())
        return nullptr;

    content->eventFields = eventFields(*content);
    content->requestFields = requestFields(*content);
    content->responseFields = responseFields(*content);
    return cancel.isCancelled() ? nullptr : DetailContentPtr(content);
}

} // namespace sendscope::ui
