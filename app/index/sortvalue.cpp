#include "app/index/sortvalue.h"

#include "app/filter/filter.h"

namespace sendscope::index {

int compare(const SortValue &a, const SortValue &b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    switch (a.kind) {
    case SortValue::Kind::Whole:
        return a.whole < b.whole ? -1 : a.whole > b.whole;
    case SortValue::Kind::Fraction:
        return a.fraction < b.fraction ? -1 : a.fraction > b.fraction;
    case SortValue::Kind::Text:
        return a.text.compare(b.text);
    case SortValue::Kind::None:
        break;
    }
    return 0;
}

SortValue sortValue(QByteArrayView text)
{
    SortValue value;
    value.kind = SortValue::Kind::Text;
    value.text = filter::folded(text.first(qMin(text.size(), kMaxSortedBytes)));
    value.text.truncate(kMaxSortedBytes);
    return value;
}

SortValue sortValue(const OnDemandValue &value)
{
    bool isNumber = false;
    const double number =
        value.kind == OnDemandValue::Kind::Literal ? value.text.toDouble(&isNumber) : 0;
    if (!isNumber)
        return sortValue(value.text);
    SortValue result;
    result.kind = SortValue::Kind::Fraction;
    result.fraction = number;
    return result;
}

SortValue sortValue(const Snapshot &snapshot, event::EventId id, const event::FieldRef &field)
{
    if (field.isOnDemand()) {
        const OnDemandColumn *column = snapshot.onDemand(field);
        const OnDemandPart *part = column ? column->partOf(id) : nullptr;
        const auto values = part ? part->values(id) : std::span<const quint32>();
        return values.empty() ? SortValue() : sortValue(part->value(values.front()));
    }
    const CellValue cell = snapshot.cell(id, field);
    if (!cell.texts.empty())
        return sortValue(cell.texts.front());
    SortValue value;
    if (cell.number) {
        value.kind = SortValue::Kind::Whole;
        value.whole = *cell.number;
    }
    return value;
}

} // namespace sendscope::index
