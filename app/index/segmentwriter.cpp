#include "app/index/segmentwriter.h"

#include "app/filter/filter.h"
#include "app/index/derive.h"
#include "app/index/firstrow.h"

#include <QHashFunctions>

#include <algorithm>
#include <bit>
#include <cstring>

namespace sendscope::index {
namespace {

using event::Field;

constexpr size_t kFewestSlots = 1024;

/// Most rows bring two or three texts that were not there before; half of the slots stay empty.
constexpr size_t kSlotsOfRow = 8;

/// So many values are looked through for one that is listed already; longer lists may repeat.
constexpr size_t kMaxCompared = 48;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

/// Whether folding changes more than ASCII letters, which the search folds by itself.
bool isChangedBeyondAscii(QByteArrayView text, QByteArrayView folded)
{
    return !std::equal(text.begin(), text.end(), folded.begin(), folded.end(),
                       [](char was, char is) { return lower(was) == is; });
}

bool isAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return quint8(c) < 0x80; });
}

qint64 micros(base::UtcTime time)
{
    return time.time_since_epoch().count();
}

quint32 hashOf(QByteArrayView text)
{
    // Seeded, so that nobody can send texts that all fall on one slot.
    return quint32(qHashBits(text.data(), size_t(text.size()), size_t(QHashSeed::globalSeed())));
}

void prefetch([[maybe_unused]] const void *place)
{
#ifdef __GNUC__
    __builtin_prefetch(place);
#endif
}

} // namespace

SegmentWriter::SegmentWriter(event::EventId first, quint32 expectedRows)
    : m_slots(std::bit_ceil(std::max<size_t>(kFewestSlots, expectedRows * kSlotsOfRow)))
{
    m_columns.first = first;
    m_columns.links = std::make_shared<EventLinks>();
}

bool SegmentWriter::takes(event::EventId id, event::RequestId request) const
{
    // Unsigned, as a capture that was made up may have ids of any size.
    const auto away = qint64(quint64(request.value) - quint64(m_columns.firstRequest.value));
    return m_columns.rows < Segment::kMaxRows && id.value - m_columns.first.value <= 0xFFFF
        && (m_columns.rows == 0 || away == qint32(away));
}

void SegmentWriter::add(const DerivedRow &row)
{
    Q_ASSERT(takes(row.event, row.request) && (m_newest.isNull() || row.event > m_newest));

    const size_t at = m_columns.rows % RowChunk::kRows;
    if (m_columns.rows == 0)
        m_columns.firstRequest = row.request;
    if (at == 0) {
        // Not made by make_shared, which would write to all of it; what is sparse starts out empty.
        m_chunk = new RowChunk;
        m_columns.chunks.emplace_back(m_chunk);
    }
    RowChunk &chunk = *m_chunk;
    chunk.id[at] = quint16(row.event.value - m_columns.first.value);
    chunk.request[at] = qint32(row.request.value - m_columns.firstRequest.value);
    chunk.received[at] = micros(row.received);
    chunk.status[at] = qint16(row.status);
    chunk.kind[at] = quint8(row.kind);
    chunk.via.set(at, quint8(row.via));
    chunk.step[at] = row.step.byte();
    chunk.digests.set(at, row.digest);
    chunk.answeredAfter.set(
        at, row.answeredAfter.count() > 0 ? qint32(row.answeredAfter.count()) : kNoNumber);
    chunk.isAnswerLost.set(at, !row.isAnswerDelivered);
    listValues(row.values);
    chunk.values[at] = writeList(m_row);
    setNumbers(row, at);
    setTexts(row, at);

    m_newest = row.event;
    ++m_columns.rows;
}

/// The first row of the request; none without one.
std::optional<quint32> SegmentWriter::rowOf(event::RequestId request) const
{
    // Requests are numbered in the order of their rows. Were they not, this would miss some, and
    // the caller remembers an answer that it need not.
    const auto requestOf = [this](quint32 r) {
        const RowChunk &chunk = *m_columns.chunks[r / RowChunk::kRows];
        return event::RequestId{m_columns.firstRequest.value + chunk.request[r % RowChunk::kRows]};
    };
    const quint32 row = firstRow(
        m_columns.rows, [&requestOf, request](quint32 r) { return requestOf(r) < request; });
    const bool isIts = row < m_columns.rows && requestOf(row) == request;
    return isIts ? std::optional(row) : std::nullopt;
}

bool SegmentWriter::isAnswered(event::RequestId request, int status, bool isDelivered) const
{
    const std::optional<quint32> row = rowOf(request);
    if (!row)
        return false;
    const RowChunk &chunk = *m_columns.chunks[*row / RowChunk::kRows];
    const size_t at = *row % RowChunk::kRows;
    return chunk.status[at] == status && chunk.isAnswerLost.at(at) == !isDelivered;
}

std::optional<base::UtcTime> SegmentWriter::arrivalOf(event::RequestId request) const
{
    const std::optional<quint32> row = rowOf(request);
    if (!row)
        return std::nullopt;
    return base::utcTime(
        m_columns.chunks[*row / RowChunk::kRows]->received[*row % RowChunk::kRows]);
}

SegmentPtr SegmentWriter::segment() const
{
    return std::make_shared<const Segment>(m_columns);
}

void SegmentWriter::setNumbers(const DerivedRow &row, size_t at)
{
    const auto number = [this, at](Field field, qint64 value) {
        m_chunk->numbers[slotOf(field).at].set(at, qint32(value));
    };
    const auto time = [this, at](Field field, std::optional<base::UtcTime> value) {
        m_chunk->times[slotOf(field).at].set(at, value ? micros(*value) : kNoTime);
    };
    // What is nothing without a value is not kept: Segment says 0 for it.
    number(Field::Element, row.element > 0 ? row.element : kNoNumber);
    number(Field::Run, row.run.value > 0 ? row.run.value : kNoNumber);
    number(Field::Size, row.size > 0 ? row.size : kNoNumber);
    number(Field::MediaCount, row.media.empty() ? kNoNumber : qint64(row.media.size()));
    number(Field::ErrorCode, row.errorCode.value_or(kNoNumber));
    number(Field::MessageSegmentCount, row.segmentCount.value_or(kNoNumber));
    time(Field::Time, row.time);
    time(Field::EventTime, row.eventTime);
    time(Field::MessageTime, row.messageTime);
}

void SegmentWriter::setTexts(const DerivedRow &row, size_t at)
{
    setText(Field::Peer, at, row.peer);
    setText(Field::Type, at, row.type);
    setText(Field::Result, at, row.result);
    setText(Field::Description, at, row.description);
    setText(Field::CarrierName, at, row.carrierName);
    setText(Field::To, at, row.to);
    setText(Field::Ours, at, row.ours);
    setText(Field::Theirs, at, row.theirs);
    setText(Field::MessageId, at, row.messageId);
    setText(Field::MessageOwner, at, row.owner);
    setText(Field::MessageApplicationId, at, row.applicationId);
    setText(Field::MessageDirection, at, row.direction);
    setText(Field::MessageFrom, at, row.from);
    setList(Field::MessageTo, at, row.recipients);
    setText(Field::MessageText, at, row.text);
    setList(Field::MessageMedia, at, row.media);
    setText(Field::MessageTag, at, row.tag);
    setText(Field::MessageChannel, at, row.channel);
    setText(Field::Refusal, at, row.sentence);
    for (auto begin = row.others.begin(); begin != row.others.end();) {
        const Field field = begin->field;
        const auto end = std::find_if(begin, row.others.end(),
                                      [field](const RareValue &v) { return v.field != field; });
        std::vector<QByteArray> values;
        for (; begin != end; ++begin)
            values.push_back(begin->value);
        setList(field, at, values);
    }
}

void SegmentWriter::setText(Field field, size_t at, QByteArrayView text)
{
    if (!text.isEmpty())
        m_chunk->texts[slotOf(field).at].set(at, valueOf(text));
}

void SegmentWriter::setList(Field field, size_t at, const std::vector<QByteArray> &texts)
{
    if (texts.size() <= 1) {
        setText(field, at, texts.empty() ? QByteArrayView() : QByteArrayView(texts.front()));
        return;
    }
    std::vector<ValueId> values;
    for (const QByteArray &text : texts)
        values.push_back(valueOf(text));
    m_chunk->texts[slotOf(field).at].set(at, writeList(values) | kListBit);
}

ValueId SegmentWriter::intern(QByteArrayView text, quint32 hash)
{
    const size_t mask = m_slots.size() - 1;
    size_t at = hash & mask;
    while (m_slots[at].id != kNoValue) {
        const Slot slot = m_slots[at];
        const ValueBlock &block = *m_columns.values[slot.id >> ValueBlock::kValueBits].block;
        if (slot.hash == hash && block.value(slot.id % ValueBlock::kMaxValues) == text)
            return slot.id;
        at = (at + 1) & mask;
    }

    const ValueId id = store(text);
    m_slots[at] = {hash, id};
    if (++m_slotsUsed * 2 > m_slots.size())
        growSlots();
    return id;
}

ValueId SegmentWriter::store(QByteArrayView text)
{
    const auto size = quint32(text.size()) + 1;
    if (!m_values || size > m_valueBytesLeft
        || m_columns.values.back().values == ValueBlock::kMaxValues) {
        const quint32 capacity = std::max(size, ValueBlock::kBytes);
        m_values = new ValueBlock;
        m_columns.values.push_back({std::shared_ptr<const ValueBlock>(m_values), 0});
        m_values->bytes.reset(new char[capacity]);
        m_values->begins[0] = 0;
        if (size > ValueBlock::kBytes)
            m_values->sizeOfLarge = size;
        m_valueBytesLeft = capacity;
    }

    quint32 &values = m_columns.values.back().values;
    const quint32 begin = m_values->begins[values];
    char *const place = m_values->bytes.get() + begin;
    std::memcpy(place, text.data(), size_t(text.size()));
    place[text.size()] = kValueEnd;
    m_values->begins[values + 1] = quint16(begin + size); // Not looked at where that is too large.
    m_valueBytesLeft -= size;
    return ValueId(m_columns.values.size() - 1) << ValueBlock::kValueBits | values++;
}

void SegmentWriter::growSlots()
{
    std::vector<Slot> grown(m_slots.size() * 2);
    const size_t mask = grown.size() - 1;
    for (const Slot &slot : m_slots) {
        if (slot.id == kNoValue)
            continue;
        size_t at = slot.hash & mask;
        while (grown[at].id != kNoValue)
            at = (at + 1) & mask;
        grown[at] = slot;
    }
    m_slots = std::move(grown);
}

void SegmentWriter::listValue(ValueId id)
{
    if (m_row.size() > kMaxCompared || std::find(m_row.begin(), m_row.end(), id) == m_row.end())
        m_row.push_back(id);
}

void SegmentWriter::listValues(const std::vector<QByteArray> &values)
{
    m_row.clear();
    m_places.clear();
    m_hashes.clear();
    // The slots are all over memory: asked for together, they are waited for only once.
    for (const QByteArray &value : values) {
        if (value.isEmpty())
            continue;
        m_hashes.push_back(hashOf(value));
        prefetch(&m_slots[m_hashes.back() & (m_slots.size() - 1)]);
    }
    auto hash = m_hashes.cbegin();
    for (const QByteArray &value : values) {
        if (value.isEmpty())
            continue;
        const ValueId id = intern(value, *hash++);
        if (m_places.size() < kMaxCompared)
            m_places.push_back({value.constData(), value.size(), id});
        listValue(id);
        if (isAscii(value))
            continue;
        const QByteArray folded = filter::folded(value);
        if (isChangedBeyondAscii(value, folded))
            listValue(intern(folded, hashOf(folded)));
    }
}

/// Nearly every field is a value of the element, borrowed from the same place: no need to look it
/// up twice.
ValueId SegmentWriter::valueOf(QByteArrayView text)
{
    for (const Place &place : m_places) {
        if (place.begin == text.data() && place.size == text.size())
            return place.id;
    }
    return intern(text, hashOf(text));
}

ListRef SegmentWriter::writeList(const std::vector<ValueId> &values)
{
    const auto size = quint32(values.size());
    if (!m_list || size + 1 > m_listSize - m_listUsed) {
        m_listSize = std::max(size + 1, ListBlock::kEntries);
        m_listUsed = 0;
        m_list = new ListBlock;
        m_columns.lists.emplace_back(m_list);
        m_list->entries.reset(new ValueId[m_listSize]);
    }
    const ListRef ref = ListRef(m_columns.lists.size() - 1) << ListBlock::kEntryBits | m_listUsed;
    m_list->entries[m_listUsed] = size;
    std::copy(values.begin(), values.end(), m_list->entries.get() + m_listUsed + 1);
    m_listUsed += size + 1;
    return ref;
}

} // namespace sendscope::index
