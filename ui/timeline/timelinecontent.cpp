#include "ui/timeline/timelinecontent.h"

#include "app/base/spantext.h"
#include "app/index/verdict.h"
#include "ui/timeline/lanesteps.h"
#include "ui/widgets/statelook.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using bandwidth::Issue;
using event::Field;

struct TimelineWords
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

QString firstText(const index::Snapshot &snapshot, event::EventId event, Field field)
{
    const index::CellValue value = snapshot.cell(event, field);
    return value.texts.empty() ? QString() : onOneLine(QString::fromUtf8(value.texts.front()));
}

/// By the channel that is named, else by what only one of them can do.
QString kindOf(const index::Snapshot &snapshot, const index::Message &message,
               const index::Row &row)
{
    const QString channel = firstText(snapshot, row.event, Field::MessageChannel);
    if (!channel.isEmpty())
        return channel.toUpper();
    if (row.mediaCount > 0 || message.recipients.size() > 1)
        return u"MMS"_s;
    const bool hasSegments =
        snapshot.cell(row.event, Field::MessageSegmentCount).number.has_value();
    return hasSegments ? u"SMS"_s : QString();
}

/// "+1 919 555 0142 › 4 recipients"; for rows without numbers, whom the request came from.
QString partiesOf(const index::Snapshot &snapshot, const index::Row &row, size_t recipients,
                  const filter::Names &names)
{
    const auto party = [&](Field field) {
        const index::CellValue value = snapshot.cell(row.event, field);
        return value.texts.empty() ? QString() : partyName(value.texts.front(), names);
    };
    const QString from = party(Field::MessageFrom);
    const QString to =
        recipients > 1 ? TimelineWords::tr("%1 recipients").arg(recipients) : party(Field::To);
    if (from.isEmpty() && to.isEmpty())
        return firstText(snapshot, row.event, Field::Peer);
    return from + u"  \u203a  "_s + to;
}

/// What has become of all recipients together: the worst of it.
EventLook lookOf(const index::Message &message)
{
    if (message.recipients.size() == 1)
        return stateLook(message.recipients.front().state, message.recipients.front().issues);
    return stateLook(message.state, message.issues);
}

void addMessage(TimelineContent &content, const index::Snapshot &snapshot,
                const index::Message &message, base::UtcTime now, const filter::Names &names)
{
    const base::UtcTime moment = snapshot.messages().moment(message, now);
    content.look = lookOf(message);
    content.verdict = index::verdict(message, moment);
    content.lanes = lanesOf(snapshot, message, moment, names);
    const size_t all = message.events.size();
    content.leftOut = qsizetype(all - std::min(all, 2 * kMostTimelineEvents));
    content.isOverdue = message.issues.has(Issue::Overdue);
    const bool isOpen =
        std::any_of(content.lanes.begin(), content.lanes.end(),
                    [](const TimelineLane &lane) { return lane.tail != TimelineLane::Tail::None; });
    content.isCounting =
        isOpen && message.import.isNull() && snapshot.messages().judgement().recorded.goesOn();
}

} // namespace

std::optional<TimelineContent> timelineOf(const index::Snapshot &snapshot, event::EventId event,
                                          base::UtcTime now, const filter::Names &names)
{
    const auto row = snapshot.row(event);
    if (!row)
        return std::nullopt;

    TimelineContent content;
    content.event = event;
    content.look = eventLook(row->kind, row->type, row->errorCode);
    content.verdict = content.look.prefix + content.look.word;
    content.sentence = onOneLine(QString::fromUtf8(row->sentence));
    content.messageId = row->messageId.toByteArray();
    const auto message = snapshot.message(event);
    content.parties = partiesOf(snapshot, *row, message ? message->recipients.size() : 1, names);
    if (!message)
        return content;
    content.kind = kindOf(snapshot, *message, *row);
    const bool hasState = message->state != bandwidth::State::None;
    if (hasState)
        addMessage(content, snapshot, *message, now, names);
    return content;
}

QString textOf(const TimelineStep &step, std::optional<std::chrono::microseconds> gap)
{
    QString text = step.look.word + u' ' + clockTime(step.at);
    if (gap)
        text += u", "_s + TimelineWords::tr("%1 later").arg(base::spanText(*gap));
    if (!step.note.isEmpty())
        text += u", "_s + step.note;
    return text;
}

QString textOf(const TimelineContent &content)
{
    QStringList lines;
    for (const TimelineLane &lane : content.lanes) {
        if (!lane.who.isEmpty())
            lines += lane.who + u": "_s + lane.verdict;
        std::optional<base::UtcTime> before;
        for (const TimelineStep &step : lane.steps) {
            lines += textOf(step, before ? std::optional(step.at - *before) : std::nullopt);
            before = step.at;
        }
    }
    return lines.join(u'\n');
}

} // namespace sendscope::ui
