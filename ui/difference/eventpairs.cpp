#include "ui/difference/eventpairs.h"

#include "app/engine/engine.h"
#include "app/index/eventsofmessage.h"
#include "app/store/readerthread.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

using Requests = std::vector<event::StoredRequest>;

std::optional<StoredEvent> find(const Requests &requests, event::EventId event)
{
    const auto found = std::find_if(requests.begin(), requests.end(), [event](const auto &request) {
        return request.firstEvent <= event
            && event.value < request.firstEvent.value + qint64(request.draft.events.size());
    });
    return found == requests.end() ? std::nullopt : std::optional(StoredEvent{*found, event});
}

} // namespace

EventPairs::EventPairs(engine::Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
}

void EventPairs::fetch(event::EventId before, event::EventId after)
{
    m_engine.reader().readRequests({before, after}, this,
                                   [this, before, after](const base::Result<Requests> &read) {
                                       if (!read) {
                                           emit failed(base::sentence(read.error()));
                                           return;
                                       }
                                       const auto one = find(*read, before);
                                       const auto other = find(*read, after);
                                       if (one && other)
                                           emit fetched(*one, *other);
                                   });
}

void EventPairs::fetchWithPrevious(event::EventId event)
{
    const index::SnapshotPtr snapshot = m_engine.snapshot();
    if (event.isNull() || !snapshot)
        return;
    const index::RowList before =
        index::eventsOfMessage(*snapshot, event, {{1}, {event.value - 1}});
    if (before.empty())
        emit failed(tr("No event of this message came before this one"));
    else
        fetch(before.back(), event);
}

} // namespace sendscope::ui

#include "moc_eventpairs.cpp"
