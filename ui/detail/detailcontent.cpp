#include "ui/detail/detailcontent.h"

#include "app/event/contentcoding.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

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

} // namespace

DetailContentPtr makeDetailContent(store::EventDetail detail, const base::CancelToken &cancel)
{
    auto content = std::make_shared<DetailContent>();
    content->detail = std::move(detail);
    const event::Request &request = content->request().draft.request;
    content->place = placeIn(content->request(), content->detail.event);

    const auto readable = event::readableBody(request.head, request.body);
    content->body = readable ? *readable : request.body;
    if (!readable)
        content->unreadable = readable.error();

    const QByteArray element = elementBytes(content->body, content->place);
    content->kind = event::kindOf(request, element);
    if (request.verdict == event::Verdict::Accepted) {
        if (const auto json = event::JsonText::scan(element))
            content->facts = bandwidth::readEvent(*json, 0);
    }

    if (const auto json = event::JsonText::scan(content->body)) {
        content->asItCame = std::make_shared<BodyText>(BodyText::asItCame(*json, cancel));
        if (content->body.size() <= BodyText::kMaxStructuredBytes)
            content->byStructure = std::make_shared<BodyText>(BodyText::byStructure(*json, cancel));
    } else {
        content->asItCame = std::make_shared<BodyText>(
            BodyText::asItCame(content->body, BodyText::Look::Plain, cancel));
    }
    content->isCompact = content->byStructure
        && content->asItCame->lineCount() * 2 < content->byStructure->lineCount();

    if (cancel.isCancelled())
        return nullptr;
    return content;
}

} // namespace sendscope::ui
