#include "app/index/snapshot.h"

#include "app/index/messagevalues.h"
#include "app/index/segment.h"

#include <algorithm>

namespace sendscope::index {
namespace {

using event::Field;

/// The names are literals: they outlive whatever they come in.
CellValue cellOf(const MessageValues &values, quint32 row, Field field)
{
    CellValue cell;
    if (field == Field::State) {
        if (const bandwidth::State state = values.state(row); state != bandwidth::State::None)
            cell.texts.push_back(bandwidth::name(state));
    } else if (field == Field::Issues) {
        const bandwidth::Issues issues = values.issues(row);
        for (const bandwidth::Issue issue : bandwidth::kIssues) {
            if (issues.has(issue))
                cell.texts.push_back(bandwidth::name(issue));
        }
    } else {
        cell.number = values.number(field, row);
    }
    return cell;
}

CellValue cellOf(const Segment &segment, quint32 row, Field field)
{
    CellValue cell;
    if (field == Field::Kind || field == Field::Via) {
        // The names are literals: they outlive the arrays they come in.
        cell.texts.push_back(field == Field::Kind ? event::name(segment.kind(row))
                                                  : event::name(segment.via(row)));
        return cell;
    }
    cell.number = segment.number(field, row);
    for (const ValueId id : segment.texts(field, row))
        cell.texts.push_back(segment.value(id));
    return cell;
}

} // namespace

Snapshot::Snapshot()
    : Snapshot(SnapshotParts())
{
}

Snapshot::Snapshot(SnapshotParts parts)
    : m_parts(std::move(parts))
{
    if (!m_parts.aside)
        m_parts.aside = std::make_shared<const AsideRows>();
    if (!m_parts.markers)
        m_parts.markers = std::make_shared<const std::vector<Marker>>();
    if (!m_parts.messages)
        m_parts.messages = std::make_shared<const Messages>();
    if (!m_parts.removed)
        m_parts.removed = std::make_shared<const RowList>();
    for (const SegmentPtr &segment : m_parts.segments)
        m_count += segment->count();
}

Snapshot::~Snapshot() = default;

event::EventId Snapshot::oldest() const
{
    return segments().empty() ? event::EventId() : segments().front()->oldest();
}

event::EventId Snapshot::newest() const
{
    return segments().empty() ? event::EventId() : segments().back()->newest();
}

std::pair<const Segment *, quint32> Snapshot::find(event::EventId id) const
{
    const auto segment =
        std::lower_bound(segments().begin(), segments().end(), id,
                         [](const SegmentPtr &s, event::EventId i) { return s->newest() < i; });
    const auto at = segment == segments().end() ? std::nullopt : (*segment)->find(id);
    return at ? std::pair(segment->get(), *at) : std::pair<const Segment *, quint32>(nullptr, 0);
}

std::optional<Row> Snapshot::row(event::EventId id) const
{
    const auto [segment, at] = find(id);
    if (!segment)
        return std::nullopt;

    Row row = segment->row(at);
    if (const Later *later = m_parts.later.find(row.request)) {
        if (later->isAnswerKnown) {
            row.status = later->status;
            row.isAnswerDelivered = later->isAnswerDelivered;
        }
        row.attempts = later->attempts;
        row.forwarded = later->forwarded;
    }
    if (const EventRemark *remark = m_parts.remarks.find(id)) {
        row.mark = remark->mark;
        row.note = remark->note;
    }
    return row;
}

CellValue Snapshot::cell(event::EventId id, const event::FieldRef &field) const
{
    CellValue cell;
    if (field.isOnDemand()) {
        const OnDemandColumn *column = onDemand(field);
        const OnDemandPart *part = column ? column->partOf(id) : nullptr;
        for (const quint32 value : part ? part->values(id) : std::span<const quint32>())
            cell.texts.push_back(part->value(value).text);
        return cell;
    }

    const auto [segment, at] = find(id);
    if (!segment)
        return cell;
    if (!changesLater(field.field))
        return cellOf(*segment, at, field.field);
    if (isRemark(field.field)) {
        const EventRemark *remark = m_parts.remarks.find(id);
        const QByteArray *text = !remark        ? nullptr
            : field.field == event::Field::Mark ? &remark->mark
                                                : &remark->note;
        if (text && !text->isEmpty())
            cell.texts.push_back(*text);
        return cell;
    }

    if (isOfMessage(field.field))
        return cellOf(MessageValues(messages(), *segment), at, field.field);

    const Later *later = m_parts.later.find(segment->request(at));
    if (field.field == Field::Attempts)
        cell.number = later ? later->attempts : 0;
    else if (field.field == Field::Forwarded)
        cell.number =
            later && later->attempts > 0 ? std::optional<qint64>(later->forwarded) : std::nullopt;
    else if (later && later->isAnswerKnown)
        cell.number = later->status > 0 ? std::optional<qint64>(later->status) : std::nullopt;
    else
        cell.number = segment->number(Field::Status, at);
    return cell;
}

std::optional<Message> Snapshot::message(event::EventId id) const
{
    const auto [segment, at] = find(id);
    return segment ? messages().message(segment->links().at(at).message) : std::nullopt;
}

const Recipient *Snapshot::recipient(event::EventId id) const
{
    const auto [segment, at] = find(id);
    if (!segment)
        return nullptr;
    return MessageValues(messages(), *segment).recipient(at);
}

const OnDemandColumn *Snapshot::onDemand(const event::FieldRef &field) const
{
    for (const OnDemandColumnPtr &column : m_parts.onDemand) {
        if (column->field == field)
            return column.get();
    }
    return nullptr;
}

} // namespace sendscope::index
