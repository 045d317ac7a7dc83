#include "app/index/segment.h"

#include <algorithm>

namespace sendscope::index {
namespace {

using std::chrono::microseconds;

base::UtcTime utc(qint64 micros)
{
    return base::UtcTime(microseconds(micros));
}

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

} // namespace

Segment::Segment(Columns columns)
    : m_columns(std::move(columns))
{
    Q_ASSERT(m_columns.rows > 0);
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

quint32 Segment::firstAfter(event::EventId id) const
{
    quint32 begin = 0;
    quint32 end = count();
    while (begin < end) {
        const quint32 middle = begin + (end - begin) / 2;
        if (this->id(middle) <= id)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

Row Segment::row(quint32 row) const
{
    const RowChunk &columns = chunk(row);
    const size_t at = row % RowChunk::kRows;

    Row result;
    result.event = id(row);
    result.request = {columns.request[at]};
    result.kind = event::Kind(columns.kind[at]);
    result.via = event::Via(columns.via[at]);
    result.element = columns.element[at];
    result.received = utc(columns.received[at]);
    if (columns.time[at] != RowChunk::kNoTime) {
        result.time = utc(columns.time[at]);
        result.lag = result.received - *result.time;
    }
    result.type = cell(columns.type[at]);
    if (columns.errorCode[at] != RowChunk::kNoErrorCode)
        result.errorCode = columns.errorCode[at];
    result.description = cell(columns.description[at]);
    result.ours = cell(columns.ours[at]);
    result.theirs = cell(columns.theirs[at]);
    result.mediaCount = columns.mediaCount[at];
    result.tag = cell(columns.tag[at]);
    result.messageId = cell(columns.messageId[at]);
    result.text = cell(columns.text[at]);
    result.status = columns.status[at];
    result.isAnswerDelivered = columns.isAnswerDelivered[at];
    result.sentence = cell(columns.sentence[at]);
    return result;
}

std::span<const ValueId> Segment::values(quint32 row) const
{
    const RowChunk &columns = chunk(row);
    const size_t at = row % RowChunk::kRows;
    const ListBlock &block = *m_columns.lists[columns.listBlock[at]];
    return {block.entries.get() + columns.listBegin[at], columns.listSize[at]};
}

QByteArrayView Segment::value(ValueId id) const
{
    const ValueBlock &block = *m_columns.values[id >> ValueBlock::kValueBits].block;
    const quint32 at = id % ValueBlock::kMaxValues;
    return {block.bytes.get() + block.begins[at], block.begins[at + 1] - block.begins[at] - 1};
}

qint64 Segment::bytesInMemory() const
{
    qint64 bytes = qint64(m_columns.chunks.size() * sizeof(RowChunk));
    for (const ValueRun &run : m_columns.values)
        bytes += std::max(run.block->begins[run.values], ValueBlock::kBytes)
            + qint64(sizeof(ValueBlock));
    for (const auto &list : m_columns.lists)
        bytes += qint64(ListBlock::kEntries * sizeof(ValueId) + sizeof(*list));
    return bytes;
}

QByteArrayView Segment::cell(ValueId id) const
{
    return id == kNoValue ? QByteArrayView() : shortened(value(id));
}

} // namespace sendscope::index
