#include "app/index/valuecount.h"

#include "app/index/scan.h"
#include "app/index/segment.h"

#include <algorithm>
#include <bit>

namespace sendscope::index {
namespace {

using Fit = filter::TypedMatch::Fit;

/// Takes out the bits past the last row.
void cut(BitSet &rows, quint32 count)
{
    if (count % 64 != 0)
        rows.word(count / 64) &= (1ULL << count % 64) - 1;
}

/// \p ids: ascending.
void takeOut(BitSet &rows, const Segment &segment, const RowList &ids)
{
    auto id = std::lower_bound(ids.begin(), ids.end(), segment.oldest());
    for (; id != ids.end() && *id <= segment.newest(); ++id) {
        if (const auto row = segment.find(*id))
            rows.remove(*row);
    }
}

} // namespace

BitSet rowsOf(const Snapshot &snapshot, const Segment &segment, const filter::Program &program,
              bool showsAside, const base::CancelToken &cancel)
{
    BitSet rows = passing(snapshot, segment, program, cancel);
    cut(rows, segment.count());
    takeOut(rows, segment, *snapshot.removed());
    if (!showsAside)
        takeOut(rows, segment, snapshot.aside()->rows);
    return rows;
}

qint64 countRows(const Snapshot &snapshot, const Segment &segment, const filter::Program &program,
                 bool showsAside, const base::CancelToken &cancel)
{
    return qint64(rowsOf(snapshot, segment, program, showsAside, cancel).count());
}

ValueTally::ValueTally(const Snapshot &snapshot, const event::FieldRef &field,
                       const filter::TypedMatch &match, const filter::Program &rest,
                       bool showsAside)
    : m_snapshot(snapshot)
    , m_field(field)
    , m_match(match)
    , m_rest(rest)
    , m_showsAside(showsAside)
{
}

void ValueTally::add(const Segment &segment, const base::CancelToken &cancel)
{
    const bool isEverything = m_rest.root().type == filter::Node::Type::And
        && m_rest.root().children.empty() && m_snapshot.removed()->empty()
        && (m_showsAside || m_snapshot.aside()->rows.empty());
    std::optional<BitSet> rows;
    if (!isEverything)
        rows = rowsOf(m_snapshot, segment, m_rest, m_showsAside, cancel);
    const BitSet *const some = rows ? &*rows : nullptr;
    if (m_field.isOnDemand())
        addOnDemand(segment, some, cancel);
    else if (slotOf(m_field.field).store == FieldSlot::Store::Text)
        addTexts(segment, some, cancel);
    else
        addCells(segment, some, cancel);
}

/// Calls with every row of the set; null: with all of the segment.
template <typename Visit>
void ValueTally::forEachRow(const Segment &segment, const BitSet *rows,
                            const base::CancelToken &cancel, Visit visit) const
{
    for (quint32 begin = 0; begin < segment.count(); begin += 64) {
        if (begin % RowChunk::kRows == 0 && cancel.isCancelled())
            return;
        if (!rows) {
            for (quint32 row = begin; row < std::min(begin + 64, segment.count()); ++row)
                visit(row);
            continue;
        }
        for (quint64 word = rows->words()[begin / 64]; word != 0; word &= word - 1)
            visit(begin + quint32(std::countr_zero(word)));
    }
}

void ValueTally::addTexts(const Segment &segment, const BitSet *rows,
                          const base::CancelToken &cancel)
{
    const size_t slot = slotOf(m_field.field).at;
    std::vector<quint32> counts(segment.runs().size() * ValueBlock::kMaxValues);
    forEachRow(segment, rows, cancel, [&](quint32 row) {
        const ValueId *values = segment.chunks()[row / RowChunk::kRows]->texts[slot].data();
        const ValueId id = values ? values[row % RowChunk::kRows] : kNoValue;
        if (id == kNoValue)
            return;
        if ((id & kListBit) == 0) {
            ++counts[id];
            return;
        }
        const std::span<const ValueId> list = segment.list(id & ~kListBit);
        for (auto value = list.begin(); value != list.end(); ++value) {
            if (std::find(list.begin(), value, *value) == value)
                ++counts[*value];
        }
    });
    for (size_t id = 0; id < counts.size(); ++id) {
        if (counts[id] > 0)
            addText(segment.value(ValueId(id)), counts[id]);
    }
}

void ValueTally::addCells(const Segment &segment, const BitSet *rows,
                          const base::CancelToken &cancel)
{
    const bool isPlain = slotOf(m_field.field).store == FieldSlot::Store::Number;
    forEachRow(segment, rows, cancel, [&](quint32 row) {
        if (isPlain) {
            if (const auto number = segment.number(m_field.field, row))
                addNumber(*number, 1);
            return;
        }
        const CellValue cell = m_snapshot.cell(segment.id(row), m_field);
        if (cell.number)
            addNumber(*cell.number, 1);
        for (auto text = cell.texts.begin(); text != cell.texts.end(); ++text) {
            if (std::find(cell.texts.begin(), text, *text) == text)
                addText(*text, 1);
        }
    });
}

void ValueTally::addOnDemand(const Segment &segment, const BitSet *rows,
                             const base::CancelToken &cancel)
{
    const OnDemandColumn *column = m_snapshot.onDemand(m_field);
    if (!column)
        return;
    const OnDemandPart *part = nullptr;
    forEachRow(segment, rows, cancel, [&](quint32 row) {
        const event::EventId id = segment.id(row);
        if (!part || id < part->first() || part->last() < id)
            part = column->partOf(id);
        const auto values = part ? part->values(id) : std::span<const quint32>();
        for (auto index = values.begin(); index != values.end(); ++index) {
            if (std::find(values.begin(), index, *index) != index)
                continue; // a row counts once, however often it has the value
            const OnDemandValue value = part->value(*index);
            if (value.kind != OnDemandValue::Kind::Structure)
                addText(value.text, 1, value.kind == OnDemandValue::Kind::Literal);
        }
    });
}

void ValueTally::addText(QByteArrayView text, qint64 rows, bool isLiteral)
{
    auto &texts = isLiteral ? m_literals : m_texts;
    if (const auto known = texts.find(text); known != texts.end()) {
        known->rows += rows;
        return;
    }
    const Fit fit = m_match.fit(text);
    if (fit != Fit::None)
        texts.insert(text, {rows, fit, isLiteral});
}

void ValueTally::addNumber(qint64 number, qint64 rows)
{
    m_numbers[number] += rows;
}

void ValueTally::add(const ValueTally &other)
{
    for (const auto &[mine, theirs] :
         {std::pair(&m_texts, &other.m_texts), std::pair(&m_literals, &other.m_literals)}) {
        for (auto text = theirs->begin(); text != theirs->end(); ++text) {
            Counted &counted = (*mine)[text.key()];
            const qint64 rows = counted.rows + text->rows;
            counted = *text;
            counted.rows = rows;
        }
    }
    for (auto number = other.m_numbers.begin(); number != other.m_numbers.end(); ++number)
        m_numbers[number.key()] += number.value();
}

ValueCounts ValueTally::counts(size_t most) const
{
    struct Ranked
    {
        QByteArrayView text;
        Counted counted;
    };
    std::vector<Ranked> all;
    for (const auto *texts : {&m_texts, &m_literals}) {
        for (auto text = texts->begin(); text != texts->end(); ++text)
            all.push_back({text.key(), *text});
    }
    std::vector<QByteArray> digits; // behind the views
    digits.reserve(size_t(m_numbers.size()));
    for (auto number = m_numbers.begin(); number != m_numbers.end(); ++number) {
        digits.push_back(QByteArray::number(number.key()));
        if (const Fit fit = m_match.fit(digits.back()); fit != Fit::None)
            all.push_back({digits.back(), {number.value(), fit, true}});
    }

    const size_t shown = std::min(most, all.size());
    std::partial_sort(all.begin(), all.begin() + qsizetype(shown), all.end(),
                      [](const Ranked &a, const Ranked &b) {
                          const bool isInsideA = a.counted.fit == Fit::Inside;
                          const bool isInsideB = b.counted.fit == Fit::Inside;
                          if (isInsideA != isInsideB)
                              return isInsideB;
                          if (a.counted.rows != b.counted.rows)
                              return a.counted.rows > b.counted.rows;
                          return a.text < b.text;
                      });
    ValueCounts counts;
    for (const Ranked &one : all) {
        counts.isWholeSeen = counts.isWholeSeen || one.counted.fit == Fit::Whole;
        counts.isBeginningSeen = counts.isBeginningSeen || one.counted.fit == Fit::Beginning;
    }
    for (size_t i = 0; i < shown; ++i)
        counts.values.push_back(
            {all[i].text.toByteArray(), all[i].counted.rows, all[i].counted.isLiteral, {}});
    return counts;
}

} // namespace sendscope::index
