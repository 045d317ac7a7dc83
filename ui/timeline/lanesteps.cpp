#include "ui/timeline/lanesteps.h"

#include "app/index/verdict.h"
#include "ui/widgets/statelook.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using bandwidth::Issue;
using Kind = TimelineStep::Kind;

struct StepWords
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

/// What goes first when there is too much to show: the usual way, step by step.
enum Oddness { Usual, Telling, Decisive, Odd, Repeated, Broken };

int oddnessOf(const EventLook &look, bool isDecisive)
{
    if (look.hue == Hue::Failed || look.hue == Hue::Owed)
        return Broken;
    if (isDecisive)
        return Decisive;
    return look.hue == Hue::Quiet ? Usual : Telling;
}

TimelineStep createdStep(base::UtcTime at)
{
    TimelineStep step;
    step.kind = Kind::Created;
    step.look = {Icon::Created, Hue::Quiet, {}, StepWords::tr("created")};
    step.at = at;
    return step;
}

TimelineStep nowStep(base::UtcTime at, bool isOverdue)
{
    TimelineStep step;
    step.kind = Kind::Now;
    step.look = isOverdue ? EventLook{Icon::Overdue, Hue::Owed, {}, StepWords::tr("overdue")}
                          : EventLook{Icon::None, Hue::Quiet, {}, StepWords::tr("now")};
    step.at = at;
    return step;
}

TimelineStep eventStep(const index::Row &row, const bandwidth::OddEvent *odd, bool isDecisive)
{
    TimelineStep step;
    step.event = row.event;
    step.look = eventLook(row.kind, row.type, row.errorCode);
    step.at = row.time.value_or(row.received);
    step.oddness = oddnessOf(step.look, isDecisive);
    if (odd && odd->isOutOfOrder) {
        step.note = StepWords::tr("arrived out of order");
        step.oddness = std::max<int>(step.oddness, Odd);
    }
    return step;
}

/// Puts the events of one message into lanes. Repeats of one event are one step.
class Lanes
{
public:
    Lanes(const index::Snapshot &snapshot, const index::Message &message)
        : m_snapshot(snapshot)
        , m_message(message)
        , m_lanes(message.recipients.size())
    {
    }

    void add(event::EventId event)
    {
        const index::RowList &removed = *m_snapshot.removed();
        const auto row = m_snapshot.row(event);
        if (!row || std::binary_search(removed.begin(), removed.end(), event))
            return;
        // An event that names nobody tells of all of them.
        const index::Recipient *recipient = m_snapshot.recipient(event);
        for (size_t i = 0; i < m_lanes.size(); ++i) {
            if (!recipient || recipient == &m_message.recipients[i])
                addTo(i, *row);
        }
    }

    std::vector<TimelineLane> take() { return std::move(m_lanes); }

private:
    void addTo(size_t lane, const index::Row &row)
    {
        std::vector<TimelineStep> &steps = m_lanes[lane].steps;
        const bandwidth::OddEvent *odd = m_message.odd(row.event);
        if (odd && !odd->repeatOf.isNull()) {
            addRepeat(steps, row, odd->repeatOf);
            return;
        }
        steps.push_back(eventStep(row, odd, m_message.recipients[lane].decisive == row.event));
    }

    void addRepeat(std::vector<TimelineStep> &steps, const index::Row &row, event::EventId of)
    {
        const auto known = std::find_if(steps.begin(), steps.end(), [of](const auto &step) {
            return step.kind == Kind::Repeats && step.of == of;
        });
        TimelineStep &step = known == steps.end() ? steps.emplace_back() : *known;
        const bandwidth::OddEvent *first = m_message.odd(of);
        const quint32 times = first ? first->repeats : 1;
        step.kind = Kind::Repeats;
        step.event = row.event;
        step.of = of;
        step.look = {Icon::Repeat,
                     Hue::Quiet,
                     {},
                     times > 1 ? StepWords::tr("repeat \u00d7%1").arg(times)
                               : StepWords::tr("repeat")};
        step.at = row.received;
        step.oddness = Repeated;
        step.note = index::reasonOfRepeat(m_snapshot, m_message, row.event);
    }

    const index::Snapshot &m_snapshot;
    const index::Message &m_message;
    std::vector<TimelineLane> m_lanes;
};

void finish(TimelineLane &lane, const index::Message &message, const index::Recipient &recipient,
            base::UtcTime moment, const filter::Names &names)
{
    lane.look = stateLook(recipient.state, recipient.issues);
    lane.verdict = index::verdict(message, recipient, moment);
    if (message.recipients.size() > 1)
        lane.who = partyName(recipient.number, names);

    std::stable_sort(lane.steps.begin(), lane.steps.end(),
                     [](const auto &a, const auto &b) { return a.at < b.at; });
    // First even where clocks disagree: the time up to the next one then says so.
    if (message.created != base::UtcTime())
        lane.steps.insert(lane.steps.begin(), createdStep(message.created));

    const bool isOpen = recipient.state != bandwidth::State::None && !isFinal(recipient.state)
        && !recipient.issues.has(Issue::NoReceipt);
    if (!isOpen)
        return;
    const bool isOverdue = recipient.issues.has(Issue::Overdue);
    lane.tail = isOverdue ? TimelineLane::Tail::Overdue : TimelineLane::Tail::Open;
    const base::UtcTime last = lane.steps.empty() ? moment : lane.steps.back().at;
    lane.steps.push_back(nowStep(std::max(moment, last), isOverdue));
}

} // namespace

std::vector<TimelineLane> lanesOf(const index::Snapshot &snapshot, const index::Message &message,
                                  base::UtcTime moment, const filter::Names &names)
{
    Lanes lanes(snapshot, message);
    const auto events = message.events;
    const size_t first = std::min(events.size(), kMostTimelineEvents);
    const size_t last = std::min(events.size() - first, kMostTimelineEvents);
    for (const event::EventId event : events.first(first))
        lanes.add(event);
    for (const event::EventId event : events.last(last))
        lanes.add(event);

    std::vector<TimelineLane> made = lanes.take();
    for (size_t i = 0; i < made.size(); ++i)
        finish(made[i], message, message.recipients[i], moment, names);
    return made;
}

QString partyName(QByteArrayView number, const filter::Names &names)
{
    const QString name = names.nameOf(number);
    return name.isEmpty() ? phoneNumber(onOneLine(QString::fromUtf8(number))) : name;
}

} // namespace sendscope::ui
