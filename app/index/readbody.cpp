#include "app/index/readbody.h"

#include "app/event/contentcoding.h"
#include "app/event/split.h"

namespace sendscope::index {

ReadBody::ReadBody(const event::Request &request)
{
    const base::Result<QByteArray> readable = event::readableBody(request.head, request.body);
    body = readable ? *readable : request.body;
    if (request.verdict != event::Verdict::Accepted || !readable)
        return;
    if (base::Result<event::JsonText> scanned = event::JsonText::scan(body)) {
        json = std::move(*scanned);
        elements = event::elementsOf(*json);
    }
}

std::optional<qint32> ReadBody::elementOf(const event::DraftEvent &draft) const
{
    if (draft.element < 0 || size_t(draft.element) >= elements.size())
        return std::nullopt;
    return elements[size_t(draft.element)];
}

} // namespace sendscope::index
