#include "app/engine/remarkload.h"

#include "app/index/segment.h"

#include <map>

namespace sendscope::engine {

std::vector<index::RemarkedEvent> remarkedEvents(const store::Remarks &remarks)
{
    std::map<event::EventId, index::RemarkedEvent> byEvent;
    for (const store::Remark &mark : remarks.marks)
        byEvent[mark.event].mark = mark.text.toUtf8();
    for (const store::Remark &note : remarks.notes)
        byEvent[note.event].note = note.text.toUtf8();

    std::vector<index::RemarkedEvent> remarked;
    for (auto &[event, both] : byEvent) {
        both.event = event;
        remarked.push_back(std::move(both));
    }
    return remarked;
}

base::Result<index::RowList> goneFrom(const index::Snapshot &snapshot, const store::Reader &reader)
{
    index::RowList gone;
    for (const index::SegmentPtr &segment : snapshot.segments()) {
        const auto there = reader.eventsIn(segment->oldest(), segment->newest());
        if (!there)
            return there.error();
        auto next = there->begin();
        for (quint32 row = 0; row < segment->count(); ++row) {
            const event::EventId id = segment->id(row);
            while (next != there->end() && *next < id)
                ++next;
            if (next == there->end() || *next != id)
                gone.push_back(id);
        }
    }
    return gone;
}

} // namespace sendscope::engine
