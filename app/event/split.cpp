#include "app/event/split.h"

namespace sendscope::event {
namespace {

DraftEvent draftOf(const JsonSpan &span, qint32 element)
{
    return {element, span.begin, span.end - span.begin};
}

} // namespace

base::Result<std::vector<DraftEvent>> splitBody(const QByteArray &readable)
{
    const auto json = JsonText::scan(readable);
    if (!json)
        return json.error();
    return splitBody(*json);
}

std::vector<DraftEvent> splitBody(const JsonText &json)
{
    const bool isArray = json.span(0).type == JsonSpan::Type::Array;
    const qint32 first = isArray ? json.firstChild(0) : -1;
    if (first < 0)
        return {draftOf(json.span(0), 0)};

    std::vector<DraftEvent> rows;
    for (qint32 at = first; at >= 0; at = json.span(at).next)
        rows.push_back(draftOf(json.span(at), qint32(rows.size())));
    return rows;
}

} // namespace sendscope::event
