#include "app/index/rowtest.h"

#include <algorithm>

namespace sendscope::index {

using filter::Node;
using filter::Step;

std::optional<event::EventId> markerOf(const Step &step, const Snapshot &snapshot)
{
    const std::vector<Marker> &markers = snapshot.markers();
    const auto newest = std::find_if(markers.rbegin(), markers.rend(), [&step](const Marker &m) {
        return filter::folded(m.text).contains(step.text);
    });
    return newest == markers.rend() ? std::nullopt : std::optional(newest->after);
}

bool passesNumber(const filter::ValueTest &test, qint64 number)
{
    return test.readsText() ? test.passesText(QByteArray::number(number)) : test.passes(number);
}

bool passesValue(const Step &step, const OnDemandValue &value)
{
    if (step.type == Node::Type::Exists)
        return true;
    if (value.kind == OnDemandValue::Kind::Structure)
        return false;
    if (step.field.source == event::FieldRef::Source::Header)
        return step.test.passesText(value.text);
    return step.test.passesJson(value.text, value.kind == OnDemandValue::Kind::String);
}

bool RowTest::passes(const Step &step, quint32 row) const
{
    const auto passesChild = [this, row](const Step &child) { return passes(child, row); };
    switch (step.type) {
    case Node::Type::And:
        return std::all_of(step.children.begin(), step.children.end(), passesChild);
    case Node::Type::Or:
        return std::any_of(step.children.begin(), step.children.end(), passesChild);
    case Node::Type::Not:
        return !passesChild(step.children.front());
    case Node::Type::Word:
    case Node::Type::Phone:
        return holds(step, row);
    case Node::Type::Compare:
    case Node::Type::Exists:
        return passesField(step, row);
    case Node::Type::AfterMarker: {
        const auto marker = markerOf(step, m_snapshot);
        return marker && m_segment.id(row) > *marker;
    }
    }
    return false;
}

bool RowTest::holds(const Step &step, quint32 row) const
{
    const auto values = m_segment.values(row);
    if (std::any_of(values.begin(), values.end(),
                    [this, &step](ValueId id) { return step.isIn(m_segment.value(id)); }))
        return true;
    if (m_snapshot.remarks().isEmpty())
        return false;
    const EventRemark *remark = m_snapshot.remarks().find(m_segment.id(row));
    return remark && step.isIn(remark->note);
}

bool RowTest::passesField(const Step &step, quint32 row) const
{
    const event::EventId id = m_segment.id(row);
    if (step.field.isOnDemand())
        return passesOnDemand(step, id);

    const CellValue cell = m_snapshot.cell(id, step.field);
    if (step.type == Node::Type::Exists)
        return !cell.isEmpty();
    if (cell.number)
        return passesNumber(step.test, *cell.number);
    return std::any_of(cell.texts.begin(), cell.texts.end(),
                       [&step](QByteArrayView text) { return step.test.passesText(text); });
}

bool RowTest::passesOnDemand(const Step &step, event::EventId id) const
{
    const OnDemandColumn *column = m_snapshot.onDemand(step.field);
    const OnDemandPart *part = column ? column->partOf(id) : nullptr;
    if (!part)
        return false;
    const auto values = part->values(id);
    return std::any_of(values.begin(), values.end(), [part, &step](quint32 value) {
        return passesValue(step, part->value(value));
    });
}

} // namespace sendscope::index
