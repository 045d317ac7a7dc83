#include "app/index/columnscan.h"

#include "app/index/later.h"
#include "app/index/messagevalues.h"
#include "app/index/rowtest.h"

#include <algorithm>
#include <array>

namespace sendscope::index {
namespace {

using event::Field;
using filter::Node;
using filter::Range;
using filter::Step;

/// The value from `from` on that stands at that byte. Hits are often close to each other, so the
/// steps begin small.
ValueId valueAt(const ValueRun &run, ValueId from, quint32 byte)
{
    const auto *const begins = run.block->begins.data();
    ValueId step = 1; // The only value of a larger block is found at once.
    while (from + step < run.values && begins[from + step] <= byte) {
        from += step;
        step *= 2;
    }
    const ValueId end = std::min(from + step, run.values);
    return ValueId(std::upper_bound(begins + from, begins + end, byte) - begins) - 1;
}

/// Adds every value of the run in which the word is found.
void findWord(const filter::Needle &needle, const ValueRun &run, ValueId first, BitSet &found)
{
    const QByteArrayView bytes = run.bytes();
    ValueId value = 0;
    qsizetype at = needle.find(bytes);
    while (at >= 0) {
        value = valueAt(run, value, quint32(at));
        found.add(first + value);
        at = needle.find(bytes, qsizetype(run.block->end(value)));
    }
}

void findPhone(const Step &step, const ValueRun &run, ValueId first, BitSet &found)
{
    for (ValueId value = 0; value < run.values; ++value) {
        if (step.isIn(run.block->value(value)))
            found.add(first + value);
    }
}

/// Adds the rows of a chunk whose numbers lie in one of the ranges: 64 rows at a time, without a
/// branch.
template <typename T, typename NumberOf>
void addInRanges(BitSet &rows, quint32 firstRow, quint32 count, const std::vector<Range> &ranges,
                 T absent, NumberOf numberOf)
{
    for (const Range &range : ranges) {
        const auto span = quint64(range.to) - quint64(range.from);
        for (quint32 begin = 0; begin < count; begin += 64) {
            const quint32 end = std::min(begin + 64, count);
            quint64 word = 0;
            for (quint32 i = begin; i < end; ++i) {
                const T number = numberOf(i);
                const bool passes =
                    quint64(qint64(number)) - quint64(range.from) <= span && number != absent;
                word |= quint64(passes) << (i - begin);
            }
            rows.word((firstRow + begin) / 64) |= word;
        }
    }
}

/// Answers a Compare or Exists for all rows of a segment.
class FieldScan
{
public:
    FieldScan(const Snapshot &snapshot, const Segment &segment, const Step &step,
              const base::CancelToken &cancel)
        : m_snapshot(snapshot)
        , m_segment(segment)
        , m_step(step)
        , m_cancel(cancel)
        , m_rows(segment.count())
    {
    }

    BitSet rows()
    {
        if (m_step.field.isOnDemand()) {
            scanOnDemand();
        } else if (m_step.field.field == Field::State) {
            scanStates();
        } else if (m_step.field.field == Field::Issues) {
            scanIssues();
        } else if (isRemark(m_step.field.field)) {
            askRemarkedRows();
        } else if (slotOf(m_step.field.field).store == FieldSlot::Store::Text) {
            scanTexts();
        } else if (m_step.type == Node::Type::Exists || m_step.test.readsText()) {
            askEachRow();
        } else {
            scanNumbers();
        }
        return std::move(m_rows);
    }

private:
    /// Calls with each chunk, the place of its first row in the segment, and how many rows it has.
    template <typename Look>
    void forEachChunk(Look look)
    {
        quint32 first = 0;
        for (const auto &chunk : m_segment.chunks()) {
            if (m_cancel.isCancelled())
                return;
            look(*chunk, first, std::min(RowChunk::kRows, m_segment.count() - first));
            first += RowChunk::kRows;
        }
    }

    void askEachRow()
    {
        const RowTest test(m_snapshot, m_segment);
        for (quint32 row = 0; row < m_segment.count(); ++row) {
            if (row % RowChunk::kRows == 0 && m_cancel.isCancelled())
                return;
            if (test.passesField(m_step, row))
                m_rows.add(row);
        }
    }

    void scanNumbers()
    {
        const Field field = m_step.field.field;
        if (isOfMessage(field)) {
            scanMessageNumbers(field);
            return;
        }
        const FieldSlot slot = slotOf(field);
        const bool isZeroIn = isZeroWithout(field) && m_step.test.passes(0);
        forEachChunk([&](const RowChunk &chunk, quint32 first, quint32 count) {
            switch (slot.store) {
            case FieldSlot::Store::Number:
                scanSparse(chunk.numbers[slot.at].data(), kNoNumber, first, count, isZeroIn);
                break;
            case FieldSlot::Store::Time:
                scanSparse(chunk.times[slot.at].data(), kNoTime, first, count, false);
                break;
            case FieldSlot::Store::Own:
                scanOwn(field, chunk, first, count);
                break;
            case FieldSlot::Store::Text:
                break;
            }
        });
        if (changesLater(field))
            askLaterRows();
    }

    void scanMessageNumbers(Field field)
    {
        const MessageValues values(m_snapshot.messages(), m_segment);
        forEachChunk([&](const RowChunk &, quint32 first, quint32 count) {
            addInRanges<qint64>(
                m_rows, first, count, m_step.test.ranges(), kNoTime,
                [&](quint32 i) { return values.number(field, first + i).value_or(kNoTime); });
        });
    }

    template <typename T>
    void scanSparse(const T *numbers, T absent, quint32 first, quint32 count, bool isZeroIn)
    {
        if (numbers) {
            addInRanges(m_rows, first, count, m_step.test.ranges(), absent,
                        [numbers](quint32 i) { return numbers[i]; });
        }
        for (quint32 i = 0; isZeroIn && i < count; ++i) {
            if (!numbers || numbers[i] == absent)
                m_rows.add(first + i);
        }
    }

    void scanOwn(Field field, const RowChunk &chunk, quint32 first, quint32 count)
    {
        const std::vector<Range> &ranges = m_step.test.ranges();
        const auto add = [&](auto numberOf) {
            addInRanges<qint64>(m_rows, first, count, ranges, kNoTime, numberOf);
        };
        const qint64 firstId = m_segment.oldest().value;
        const qint64 firstRequest = m_segment.request(0).value;
        const qint64 *times = chunk.times[slotOf(Field::Time).at].data();
        switch (field) {
        case Field::Event:
            add([&](quint32 i) { return firstId + chunk.id[i]; });
            break;
        case Field::Request:
            add([&](quint32 i) { return firstRequest + chunk.request[i]; });
            break;
        case Field::Received:
            add([&](quint32 i) { return chunk.received[i]; });
            break;
        case Field::Lag:
            if (times)
                add([&](quint32 i) {
                    return times[i] == kNoTime ? kNoTime : chunk.received[i] - times[i];
                });
            break;
        case Field::Status:
            add([&](quint32 i) { return chunk.status[i] > 0 ? chunk.status[i] : kNoTime; });
            break;
        case Field::Attempts:
            add([](quint32) { return qint64(0); });
            break;
        default:
            break;
        }
    }

    /// Puts right the rows of which more became known after they were made.
    void askLaterRows()
    {
        const RowTest test(m_snapshot, m_segment);
        const auto requests = m_snapshot.later().between(m_segment.request(0),
                                                         m_segment.request(m_segment.count() - 1));
        for (const event::RequestId request : requests) {
            for (quint32 row = m_segment.firstOf(request);
                 row < m_segment.count() && m_segment.request(row) == request; ++row)
                m_rows.set(row, test.passesField(m_step, row));
        }
    }

    /// Each word is asked once.
    bool passesWord(QByteArrayView word) const
    {
        return m_step.type == Node::Type::Exists || m_step.test.passesText(word);
    }

    void scanStates()
    {
        std::array<bool, bandwidth::kStates> passes{};
        for (size_t i = size_t(bandwidth::State::None) + 1; i < passes.size(); ++i)
            passes[i] = passesWord(bandwidth::name(bandwidth::State(i)));
        const MessageValues values(m_snapshot.messages(), m_segment);
        forEachChunk([&](const RowChunk &, quint32 first, quint32 count) {
            values.forEachState(first, count, [&](quint32 row, bandwidth::State state) {
                if (passes[size_t(state)])
                    m_rows.add(row);
            });
        });
    }

    void scanIssues()
    {
        bandwidth::Issues passing;
        for (const bandwidth::Issue issue : bandwidth::kIssues) {
            if (passesWord(bandwidth::name(issue)))
                passing |= issue;
        }
        const MessageValues values(m_snapshot.messages(), m_segment);
        forEachChunk([&](const RowChunk &, quint32 first, quint32 count) {
            values.forEachIssues(passing, first, count, [&](quint32 row) { m_rows.add(row); });
        });
    }

    /// Rows without a mark or a note pass no question about it.
    void askRemarkedRows()
    {
        const RowTest test(m_snapshot, m_segment);
        for (const event::EventId id :
             m_snapshot.remarks().between(m_segment.oldest(), m_segment.newest())) {
            const auto row = m_segment.find(id);
            if (row && test.passesField(m_step, *row))
                m_rows.add(*row);
        }
    }

    void scanTexts()
    {
        const FieldSlot slot = slotOf(m_step.field.field);
        const bool isExists = m_step.type == Node::Type::Exists;
        forEachChunk([&](const RowChunk &chunk, quint32 first, quint32 count) {
            const ValueId *values = chunk.texts[slot.at].data();
            for (quint32 i = 0; values && i < count; ++i) {
                if (values[i] == kNoValue)
                    continue;
                if (isExists || passes(values[i]))
                    m_rows.add(first + i);
            }
        });
    }

    bool passes(ValueId id)
    {
        if ((id & kListBit) == 0)
            return passesOnce(id, [this](ValueId value) {
                return m_step.test.passesText(m_segment.value(value));
            });
        const auto list = m_segment.list(id & ~kListBit);
        return std::any_of(list.begin(), list.end(),
                           [this](ValueId value) { return passes(value); });
    }

    void scanOnDemand()
    {
        const OnDemandColumn *column = m_snapshot.onDemand(m_step.field);
        if (!column)
            return;
        const OnDemandPart *part = nullptr;
        for (quint32 row = 0; row < m_segment.count(); ++row) {
            if (row % RowChunk::kRows == 0 && m_cancel.isCancelled())
                return;
            const event::EventId id = m_segment.id(row);
            if (!part || part->last() < id) {
                part = column->partOf(id);
                m_known.clear();
            }
            const auto values = part ? part->values(id) : std::span<const quint32>();
            if (std::any_of(values.begin(), values.end(), [&](quint32 value) {
                    return passesOnce(
                        value, [&](quint32 v) { return passesValue(m_step, part->value(v)); });
                }))
                m_rows.add(row);
        }
    }

    /// What is the same in many rows is asked once.
    template <typename Ask>
    bool passesOnce(quint32 value, Ask ask)
    {
        if (value >= m_known.size())
            m_known.resize(std::max<size_t>(size_t(value) + 1, m_known.size() * 2), Known::No);
        Known &known = m_known[value];
        if (known == Known::No)
            known = ask(value) ? Known::Passes : Known::Fails;
        return known == Known::Passes;
    }

    enum class Known : quint8 { No, Passes, Fails };

    const Snapshot &m_snapshot;
    const Segment &m_segment;
    const Step &m_step;
    const base::CancelToken &m_cancel;
    BitSet m_rows;
    std::vector<Known> m_known; ///< By value.
};

} // namespace

BitSet rowsWithWord(const Snapshot &snapshot, const Segment &segment, const Step &step,
                    const base::CancelToken &cancel)
{
    const std::vector<ValueRun> &runs = segment.runs();
    BitSet found(runs.size() * ValueBlock::kMaxValues);
    for (size_t i = 0; i < runs.size() && !cancel.isCancelled(); ++i) {
        const auto first = ValueId(i) << ValueBlock::kValueBits;
        if (step.type == Node::Type::Word)
            findWord(step.needle, runs[i], first, found);
        else
            findPhone(step, runs[i], first, found);
    }

    BitSet result(segment.count());
    if (cancel.isCancelled())
        return result;
    for (const event::EventId id : snapshot.remarks().between(segment.oldest(), segment.newest())) {
        const auto row = segment.find(id);
        if (row && step.isIn(snapshot.remarks().find(id)->note))
            result.add(*row);
    }
    if (found.isEmpty())
        return result;
    for (quint32 row = 0; row < segment.count(); ++row) {
        const auto values = segment.values(row);
        if (std::any_of(values.begin(), values.end(),
                        [&found](ValueId id) { return found.contains(id); }))
            result.add(row);
    }
    return result;
}

BitSet rowsWithField(const Snapshot &snapshot, const Segment &segment, const Step &step,
                     const base::CancelToken &cancel)
{
    return FieldScan(snapshot, segment, step, cancel).rows();
}

} // namespace sendscope::index
