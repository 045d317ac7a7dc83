#pragma once

#include "app/filter/names.h"
#include "app/index/snapshot.h"
#include "ui/widgets/eventlook.h"

#include <QString>

#include <optional>
#include <vector>

namespace sendscope::ui {

/// One place on the axis of a message's life.
///
/// A plain value.
struct TimelineStep
{
    enum class Kind {
        Event,
        Created, ///< The message's own time; no event.
        Repeats, ///< The sender sent an event again, once or more.
        Now,     ///< Up to when a wait is counted; no event.
    };

    Kind kind = Kind::Event;
    event::EventId event; ///< Of repeats the last.
    event::EventId of;    ///< Of repeats: the event that was sent again.
    EventLook look;
    base::UtcTime at; ///< When it happened; of repeats, when the last one arrived.
    QString note;     ///< What is odd about it; empty without.
    int oddness = 0;  ///< The higher, the later it is folded away.

    friend bool operator==(const TimelineStep &, const TimelineStep &) = default;
};

/// What became of the message for one recipient.
///
/// A plain value.
struct TimelineLane
{
    enum class Tail {
        None,
        Open,    ///< Something final may still come.
        Overdue, ///< It should have come.
    };

    QString who;     ///< The recipient's number as shown; empty where it is the only one.
    QString verdict; ///< "Delivered in 4.28 s"
    EventLook look;
    std::vector<TimelineStep> steps; ///< By time; the message's creation first.
    Tail tail = Tail::None;          ///< Then the last step is Now.

    friend bool operator==(const TimelineLane &, const TimelineLane &) = default;
};

/// All that the timeline says of a selected row.
///
/// A plain value.
struct TimelineContent
{
    event::EventId event; ///< The selected one.
    EventLook look;
    QString verdict;  ///< Of the whole message; of a row without one, what it is.
    QString parties;  ///< "+1 919 555 0142 › +1 984 555 0117", or whom the request came from.
    QString kind;     ///< "MMS"; empty where nothing says.
    QString sentence; ///< What is wrong with a row that was malformed or refused.
    QByteArray messageId;
    std::vector<TimelineLane> lanes; ///< None for a row without a message.
    qsizetype leftOut = 0;           ///< Events that are not looked at, as there are too many.
    bool isOverdue = false;          ///< For a recipient.
    bool isCounting = false;         ///< A wait goes on right now.

    friend bool operator==(const TimelineContent &, const TimelineContent &) = default;
};

/// None where the snapshot does not have the row. \p now: what the clock says. Numbers that have a
/// name are called by it.
std::optional<TimelineContent> timelineOf(const index::Snapshot &snapshot, event::EventId event,
                                          base::UtcTime now, const filter::Names &names = {});

/// So many of a message's first events are looked at, and of its last.
constexpr size_t kMostTimelineEvents = 400;

/// All of it as text, a line a step, for those who do not see it.
QString textOf(const TimelineContent &content);

/// "created 14:07:35.875", "sending 14:07:36.841, 966 ms later", with what is odd.
QString textOf(const TimelineStep &step, std::optional<std::chrono::microseconds> gap);

} // namespace sendscope::ui
