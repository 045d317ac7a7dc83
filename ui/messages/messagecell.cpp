#include "ui/messages/messagecell.h"

#include "app/bandwidth/errorcode.h"
#include "app/base/spantext.h"
#include "app/index/verdict.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using event::Field;

struct CellWords
{
    Q_DECLARE_TR_FUNCTIONS(Messages)
};

/// So many of a message's last events are asked for what only some of them say.
constexpr size_t kMostAsked = 20;

/// The last event that has the field: of those about the recipient, where the row is about one.
event::EventId eventWith(const index::Snapshot &snapshot, const MessageRow &row, Field field)
{
    const auto events = row.message.events;
    const size_t asked = std::min(events.size(), kMostAsked);
    for (size_t i = 0; i < asked; ++i) {
        const event::EventId event = events[events.size() - 1 - i];
        if (row.isPart) {
            const index::Recipient *recipient = snapshot.recipient(event);
            if (recipient && recipient != row.recipient)
                continue;
        }
        if (!snapshot.cell(event, field).isEmpty())
            return event;
    }
    return {};
}

QString textIn(const index::Snapshot &snapshot, const MessageRow &row, Field field)
{
    const event::EventId event = eventWith(snapshot, row, field);
    if (event.isNull())
        return {};
    const index::CellValue value = snapshot.cell(event, field);
    return value.texts.empty() ? QString() : QString::fromUtf8(value.texts.front());
}

qint64 numberIn(const index::Snapshot &snapshot, const MessageRow &row, Field field)
{
    const event::EventId event = eventWith(snapshot, row, field);
    return event.isNull() ? 0 : snapshot.cell(event, field).number.value_or(0);
}

QString theirs(const index::Snapshot &snapshot, const MessageRow &row)
{
    if (row.isGroup())
        return CellWords::tr("%1 recipients").arg(row.message.recipients.size());
    // Of a message to us the recipient is our own number.
    if (row.recipient->state == bandwidth::State::Received || row.recipient->number.isEmpty())
        return textIn(snapshot, row, Field::Theirs);
    return QString::fromUtf8(row.recipient->number);
}

int codeOf(const MessageRow &row)
{
    if (row.recipient)
        return row.recipient->errorCode;
    const auto failed =
        std::find_if(row.message.recipients.begin(), row.message.recipients.end(),
                     [](const index::Recipient &one) { return one.errorCode != 0; });
    return failed == row.message.recipients.end() ? 0 : failed->errorCode;
}

/// "11:04:05": the day and the rest of the second are in the tool tip.
QString clock(base::UtcTime time)
{
    return time == base::UtcTime() ? QString() : clockTime(time).first(8);
}

QString stateText(const MessageRow &row)
{
    return row.isGroup() ? CellWords::tr("group") : lookOf(row).word;
}

/// Of a message that is over its time; of one that is not "4 s so far".
QString tookText(const MessageRow &row, base::UtcTime moment)
{
    const MessageTime time = timeOf(row, moment);
    if (!time.span)
        return {};
    if (!time.isOpen)
        return base::spanText(*time.span);
    const QString growing = base::wholeSpanText(*time.span);
    return row.message.issues.has(bandwidth::Issue::Overdue)
        ? growing
        : CellWords::tr("%1 so far").arg(growing);
}

QString counted(qint64 count)
{
    return count > 0 ? countText(count) : QString();
}

/// One of several recipients of which no event says what has become of it.
bool isUntold(const MessageRow &row)
{
    return row.isPart && row.recipient->state == bandwidth::State::Waiting;
}

/// By what the cell says: what is owed goes before the state.
std::optional<std::pair<Field, QByteArray>> filterOfState(const MessageRow &row)
{
    using bandwidth::Issue;
    const bandwidth::State state = row.recipient ? row.recipient->state : row.message.state;
    const bandwidth::Issues issues = row.recipient ? row.recipient->issues : row.message.issues;
    const auto byIssue = [](Issue issue) {
        return std::pair(Field::Issues, bandwidth::name(issue).toByteArray());
    };
    if (issues.has(Issue::Conflicting))
        return byIssue(Issue::Conflicting);
    for (const Issue issue : {Issue::Overdue, Issue::NoReceipt}) {
        if (!isFinal(state) && issues.has(issue))
            return byIssue(issue);
    }
    // An event has the state of the recipient that it is about.
    const bool isOfSeveral = row.isPart || row.isGroup();
    if (state == bandwidth::State::None || (isOfSeveral && state == bandwidth::State::Waiting))
        return std::nullopt;
    return std::pair(Field::State, bandwidth::name(state).toByteArray());
}

} // namespace

QString shownText(const index::Snapshot &snapshot, const MessageRow &row, MessageColumn column,
                  base::UtcTime moment)
{
    switch (column) {
    case MessageColumn::State:
        return stateText(row);
    case MessageColumn::Created:
        return row.isPart ? QString() : clock(row.message.created);
    case MessageColumn::Started:
        return row.isPart ? QString() : clock(row.message.started);
    case MessageColumn::Ours:
        return row.isPart ? QString() : phoneNumber(textIn(snapshot, row, Field::Ours));
    case MessageColumn::Theirs:
        return row.isGroup() ? theirs(snapshot, row) : phoneNumber(theirs(snapshot, row));
    case MessageColumn::Steps:
        return row.isGroup() ? index::verdict(row.message, moment) : resultText(snapshot, row);
    case MessageColumn::Took:
        return tookText(row, moment);
    case MessageColumn::Code:
        return codeOf(row) == 0 ? QString() : QString::number(codeOf(row));
    case MessageColumn::Carrier:
        return onOneLine(textIn(snapshot, row, Field::CarrierName));
    case MessageColumn::Tag:
        return row.isPart ? QString() : onOneLine(textIn(snapshot, row, Field::MessageTag));
    case MessageColumn::Media:
        return row.isPart ? QString() : counted(numberIn(snapshot, row, Field::MediaCount));
    case MessageColumn::Repeats:
        return counted(repeatsOf(snapshot, row));
    case MessageColumn::Id:
        return row.isPart ? QString() : idTail(QString::fromUtf8(row.message.id));
    }
    return {};
}

QString wholeText(const index::Snapshot &snapshot, const MessageRow &row, MessageColumn column,
                  base::UtcTime moment)
{
    switch (column) {
    case MessageColumn::Created:
        return row.message.created == base::UtcTime() ? QString() : isoTime(row.message.created);
    case MessageColumn::Started:
        return isoTime(row.message.started);
    case MessageColumn::Ours:
        return textIn(snapshot, row, Field::Ours);
    case MessageColumn::Theirs:
        return theirs(snapshot, row);
    case MessageColumn::Steps:
        return row.recipient ? index::verdict(row.message, *row.recipient, moment)
                             : index::verdict(row.message, moment);
    case MessageColumn::Took: {
        const MessageTime time = timeOf(row, moment);
        return time.span ? QString::number(double(time.span->count()) / 1000, 'f', 3) : QString();
    }
    case MessageColumn::Tag:
        return textIn(snapshot, row, Field::MessageTag);
    case MessageColumn::Id:
        return QString::fromUtf8(row.message.id);
    default:
        return shownText(snapshot, row, column, moment);
    }
}

QString resultText(const index::Snapshot &snapshot, const MessageRow &row)
{
    QStringList parts;
    if (row.recipient && row.recipient->errorCode != 0) {
        const int code = row.recipient->errorCode;
        const QString words = bandwidth::explain(code).brief;
        parts += QString::number(code) + (words.isEmpty() ? QString() : u' ' + words);
    }
    const qint64 repeats = repeatsOf(snapshot, row);
    if (repeats > 0)
        parts += repeats == 1 ? CellWords::tr("1 repeat")
                              : CellWords::tr("%1 repeats").arg(countText(repeats));
    return parts.join(u", "_s);
}

std::optional<std::pair<Field, QByteArray>> filterOf(const index::Snapshot &snapshot,
                                                     const MessageRow &row, MessageColumn column)
{
    switch (column) {
    case MessageColumn::State:
        return filterOfState(row);
    case MessageColumn::Theirs:
        if (row.isGroup())
            return std::nullopt;
        // What no event is about, events only name among others.
        return std::pair(isUntold(row) ? Field::MessageTo : Field::Theirs,
                         theirs(snapshot, row).toUtf8());
    case MessageColumn::Code:
        if (codeOf(row) == 0)
            return std::nullopt;
        return std::pair(Field::ErrorCode, QByteArray::number(codeOf(row)));
    case MessageColumn::Id:
        return std::pair(Field::MessageId, row.message.id.toByteArray());
    case MessageColumn::Ours:
        return std::pair(Field::Ours, textIn(snapshot, row, Field::Ours).toUtf8());
    case MessageColumn::Carrier:
        return std::pair(Field::CarrierName, textIn(snapshot, row, Field::CarrierName).toUtf8());
    case MessageColumn::Tag:
        return std::pair(Field::MessageTag, textIn(snapshot, row, Field::MessageTag).toUtf8());
    default:
        return std::nullopt;
    }
}

} // namespace sendscope::ui
