#include "app/event/split.h"

using namespace Qt::StringLiterals;

namespace sendscope::event {
namespace {

DraftEvent draftOf(const JsonSpan &span, qint32 element)
{
    return {element, span.begin, span.end - span.begin};
}

} // namespace

std::vector<qint32> elementsOf(const JsonText &json)
{
    std::vector<qint32> elements;
    if (json.span(0).type == JsonSpan::Type::Array) {
        for (qint32 at = json.firstChild(0); at >= 0; at = json.span(at).next)
            elements.push_back(at);
    }
    if (elements.empty())
        elements.push_back(0);
    return elements;
}

base::Result<std::vector<DraftEvent>> splitBody(const QByteArray &readable)
{
    const auto json = JsonText::scan(readable);
    if (!json)
        return json.error();
    return splitBody(*json);
}

std::vector<DraftEvent> splitBody(const JsonText &json)
{
    std::vector<DraftEvent> rows;
    for (const qint32 element : elementsOf(json))
        rows.push_back(draftOf(json.span(element), qint32(rows.size())));
    return rows;
}

Refusal refusalOfBody(const base::Error &error)
{
    if (error.code == base::Error::Code::LimitPassed)
        return {RefusalReason::BodyTooLarge, error.offset,
                u"unpacked it is over %1"_s.arg(error.args.value(1))};
    const RefusalReason reason =
        refusalReason(error.args.value(1).toUtf8()).value_or(RefusalReason::BadContentEncoding);
    return {reason, error.offset, error.args.value(0)};
}

} // namespace sendscope::event
