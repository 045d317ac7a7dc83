#include "app/index/segment.h"

#include "app/index/firstrow.h"

#include <algorithm>

namespace sendscope::index {
namespace {

using event::Field;

/// Not more than kMaxCellBytes, and no character cut in two.
QByteArrayView shortened(QByteArrayView text)
{
    if (text.size() <= kMaxCellBytes)
        return text;
    qsizetype size = kMaxCellBytes;
    while (size > 0 && (quint8(text[size]) & 0xC0) == 0x80)
        --size;
    return text.first(size);
}

template <typename Columns>
qint64 bytesOfColumns(const Columns &columns)
{
    qint64 bytes = 0;
    for (const auto &column : columns) {
        if (column.data())
            bytes += qint64(RowChunk::kRows * sizeof(*column.data()));
    }
    return bytes;
}

qint64 bytesOf(const RowChunk &chunk)
{
    return qint64(sizeof chunk) + bytesOfColumns(chunk.numbers) + bytesOfColumns(chunk.times)
        + bytesOfColumns(chunk.texts) + bytesOfColumns(std::span(&chunk.digests, 1))
        + bytesOfColumns(std::span(&chunk.answeredAfter, 1));
}

} // namespace

bool isZeroWithout(event::Field field)
{
    return field == Field::Element || field == Field::Run || field == Field::Size
        || field == Field::MediaCount;
}

Segment::Segment(Columns columns)
    : m_columns(std::move(columns))
{
    Q_ASSERT(m_columns.rows > 0 && m_columns.links);
}

event::EventId Segment::id(quint32 row) const
{
    return {m_columns.first.value + chunk(row).id[row % RowChunk::kRows]};
}

std::optional<quint32> Segment::find(event::EventId id) const
{
    // Ids have gaps only where rows were removed, so the first guess nearly always hits.
    const qint64 guess = id.value - m_columns.first.value;
    if (guess < 0)
        return std::nullopt;
    if (guess < count() && this->id(quint32(guess)) == id)
        return quint32(guess);
    const quint32 next = firstAfter({id.value - 1});
    return next < count() && this->id(next) == id ? std::optional(next) : std::nullopt;
}

std::chrono::milliseconds Segment::answeredAfter(quint32 row) const
{
    const qint32 ms = chunk(row).answeredAfter.at(row % RowChunk::kRows);
    return std::chrono::milliseconds(ms == kNoNumber ? 0 : ms);
}

quint32 Segment::firstAfter(event::EventId id) const
{
    return firstRow(count(), [this, id](quint32 row) { return this->id(row) <= id; });
}

quint32 Segment::firstOf(event::RequestId request) const
{
    return firstRow(count(), [this, request](quint32 row) { return this->request(row) < request; });
}

Row Segment::row(quint32 row) const
{
    const RowChunk &columns = chunk(row);
    const size_t at = row % RowChunk::kRows;

    Row result;
    result.event = id(row);
    result.request = request(row);
    result.kind = kind(row);
    result.via = via(row);
    result.element = qint32(*number(Field::Element, row));
    result.received = base::utcTime(columns.received[at]);
    if (const auto time = number(Field::Time, row)) {
        result.time = base::utcTime(*time);
        result.lag = result.received - *result.time;
    }
    result.type = cell(Field::Type, row);
    if (const auto code = number(Field::ErrorCode, row))
        result.errorCode = int(*code);
    result.description = cell(Field::Description, row);
    result.ours = cell(Field::Ours, row);
    result.theirs = cell(Field::Theirs, row);
    result.mediaCount = qint32(*number(Field::MediaCount, row));
    result.tag = cell(Field::MessageTag, row);
    result.messageId = cell(Field::MessageId, row);
    result.text = cell(Field::MessageText, row);
    result.status = columns.status[at];
    result.isAnswerDelivered = !columns.isAnswerLost.at(at);
    result.sentence = cell(Field::Refusal, row);
    return result;
}

std::optional<qint64> Segment::number(Field field, quint32 row) const
{
    const RowChunk &columns = chunk(row);
    const size_t at = row % RowChunk::kRows;
    const FieldSlot slot = slotOf(field);
    if (slot.store == FieldSlot::Store::Number) {
        const qint32 value = columns.numbers[slot.at].at(at);
        if (value != kNoNumber)
            return value;
        return isZeroWithout(field) ? std::optional<qint64>(0) : std::nullopt;
    }
    if (slot.store == FieldSlot::Store::Time) {
        const qint64 value = columns.times[slot.at].at(at);
        return value != kNoTime ? std::optional(value) : std::nullopt;
    }
    switch (field) {
    case Field::Event:
        return id(row).value;
    case Field::Request:
        return request(row).value;
    case Field::Received:
        return columns.received[at];
    case Field::Lag:
        if (const auto time = number(Field::Time, row))
            return columns.received[at] - *time;
        return std::nullopt;
    case Field::Status:
        return columns.status[at] > 0 ? std::optional<qint64>(columns.status[at]) : std::nullopt;
    default:
        return std::nullopt;
    }
}

std::span<const ValueId> Segment::texts(Field field, quint32 row) const
{
    const FieldSlot slot = slotOf(field);
    if (slot.store != FieldSlot::Store::Text)
        return {};
    const ValueId *place = chunk(row).texts[slot.at].data();
    if (!place || place[row % RowChunk::kRows] == kNoValue)
        return {};
    place += row % RowChunk::kRows;
    return (*place & kListBit) != 0 ? list(*place & ~kListBit) : std::span<const ValueId>(place, 1);
}

std::span<const ValueId> Segment::list(ListRef ref) const
{
    const ListBlock &block = *m_columns.lists[ref >> ListBlock::kEntryBits];
    const ValueId *begin = block.entries.get() + ref % ListBlock::kEntries;
    return {begin + 1, *begin};
}

std::span<const ValueId> Segment::values(quint32 row) const
{
    return list(chunk(row).values[row % RowChunk::kRows]);
}

QByteArrayView Segment::value(ValueId id) const
{
    const ValueBlock &block = *m_columns.values[id >> ValueBlock::kValueBits].block;
    return block.value(id % ValueBlock::kMaxValues);
}

qint64 Segment::bytesInMemory() const
{
    qint64 bytes = 0;
    for (const auto &chunk : m_columns.chunks)
        bytes += bytesOf(*chunk);
    for (const ValueRun &run : m_columns.values)
        bytes += std::max(run.block->sizeOfLarge, ValueBlock::kBytes) + qint64(sizeof(ValueBlock));
    bytes += m_columns.links->bytesInMemory();
    for (const auto &list : m_columns.lists)
        bytes += qint64(ListBlock::kEntries * sizeof(ValueId) + sizeof(*list));
    return bytes;
}

QByteArrayView Segment::cell(Field field, quint32 row) const
{
    const std::span<const ValueId> found = texts(field, row);
    return found.empty() ? QByteArrayView() : shortened(value(found.front()));
}

} // namespace sendscope::index
