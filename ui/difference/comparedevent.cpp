#include "ui/difference/comparedevent.h"

#include "app/bandwidth/message.h"
#include "app/event/contentcoding.h"
#include "app/event/split.h"
#include "ui/widgets/valueformat.h"

using namespace Qt::StringLiterals;

namespace sendscope::ui {

std::optional<ComparedEvent> comparedEvent(const StoredEvent &stored)
{
    const event::Request &came = stored.request.draft.request;
    const qint64 place = stored.event.value - stored.request.firstEvent.value;
    const auto &rows = stored.request.draft.events;
    if (came.verdict != event::Verdict::Accepted || place < 0 || place >= qint64(rows.size()))
        return std::nullopt;
    const auto body = event::readableBody(came.head, came.body);
    auto json = body ? event::JsonText::scan(*body) : body.error();
    if (!json)
        return std::nullopt;
    const std::vector<qint32> elements = event::elementsOf(*json);
    const qint32 number = rows[size_t(place)].element;
    if (number < 0 || size_t(number) >= elements.size())
        return std::nullopt;

    ComparedEvent compared;
    compared.event = stored.event;
    compared.element = elements[size_t(number)];
    const bandwidth::EventFacts facts = bandwidth::readEvent(*json, compared.element);
    QStringList words{countText(stored.event.value)};
    if (!facts.type.isEmpty())
        words += onOneLine(QString::fromUtf8(facts.type));
    words += day(came.arrived) + u' ' + clockTime(came.arrived);
    compared.title = words.join(u" · "_s);
    compared.json = std::make_shared<const event::JsonText>(std::move(*json));
    return compared;
}

} // namespace sendscope::ui
