#pragma once

#include "app/event/ids.h"
#include "app/index/eventlinks.h"
#include "app/index/fieldslot.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <memory>
#include <vector>

namespace sendscope::index {

/// One distinct text of a segment: its block, and its place there. In a text column also a list of
/// them: a ListRef with kListBit set.
using ValueId = quint32;

constexpr ValueId kNoValue = 0xFFFF'FFFF;
constexpr ValueId kListBit = 0x8000'0000;

/// A list of values: its block, and the place there of its size, which the values follow.
using ListRef = quint32;

/// Stands after each value. No byte of UTF-8, so nothing that is looked for can reach over it.
constexpr char kValueEnd = '\xFF';

constexpr qint64 kNoTime = std::numeric_limits<qint64>::min();
constexpr qint32 kNoNumber = std::numeric_limits<qint32>::min();

/// A column of some rows that costs nothing until one of them has a value. A place is written once,
/// before any reader knows of its row.
///
/// Thread: one writes, any reads.
template <typename T, T kAbsent, size_t kRows>
class SparseColumn
{
public:
    SparseColumn() = default;
    SparseColumn(const SparseColumn &) = delete;
    SparseColumn &operator=(const SparseColumn &) = delete;
    ~SparseColumn() { delete[] m_values.load(std::memory_order_relaxed); }

    /// All places; null while every row is without a value.
    const T *data() const { return m_values.load(std::memory_order_acquire); }

    T at(size_t row) const
    {
        const T *values = data();
        return values ? values[row] : kAbsent;
    }

    void set(size_t row, T value)
    {
        T *values = m_values.load(std::memory_order_relaxed);
        if (values) {
            values[row] = value;
        } else if (value != kAbsent) {
            values = new T[kRows];
            std::fill_n(values, kRows, kAbsent);
            values[row] = value;
            m_values.store(values, std::memory_order_release);
        }
    }

private:
    std::atomic<T *> m_values = nullptr;
};

/// Some rows of a segment, column by column. A place is written once, before any reader knows of
/// it.
struct RowChunk
{
    static constexpr quint32 kRows = 4096;

    template <typename T>
    using Column = std::array<T, kRows>;
    using Numbers = SparseColumn<qint32, kNoNumber, kRows>;
    using Times = SparseColumn<qint64, kNoTime, kRows>;
    using Texts = SparseColumn<ValueId, kNoValue, kRows>;
    using Digests = SparseColumn<quint64, 0, kRows>;

    Column<quint16> id;      ///< Above the segment's first id.
    Column<qint32> request;  ///< From the segment's first request.
    Column<qint64> received; ///< Microseconds, UTC.
    Column<qint16> status;
    Column<quint8> kind;
    SparseColumn<quint8, 0, kRows> via; ///< Nearly always the listener, which is 0.
    Column<quint8> step;                ///< A RowStep.
    SparseColumn<bool, false, kRows> isAnswerLost;
    Column<ListRef> values; ///< Every value of the row.

    // By slotOf().
    std::array<Numbers, kNumberFields> numbers;
    std::array<Times, kTimeFields> times; ///< Microseconds, UTC.
    std::array<Texts, kTextFields> texts;

    Digests digests;
    Numbers answeredAfter; ///< Milliseconds; of answers that took long.
};

/// Distinct texts, one after the other, each with kValueEnd behind it. Never moves while it is
/// filled.
struct ValueBlock
{
    static constexpr quint32 kValueBits = 11;
    static constexpr quint32 kMaxValues = 1U << kValueBits;
    static constexpr quint32 kBytes = 0xFFFF; ///< A larger value has a larger block to itself.

    /// Where value n begins, and one past its end mark.
    quint32 begin(quint32 n) const { return begins[n]; }
    quint32 end(quint32 n) const { return sizeOfLarge > 0 ? sizeOfLarge : begins[n + 1]; }

    QByteArrayView value(quint32 n) const
    {
        return {bytes.get() + begin(n), qsizetype(end(n) - begin(n) - 1)};
    }

    std::unique_ptr<char[]> bytes;
    std::array<quint16, kMaxValues + 1> begins; ///< Of a larger block only the first.
    quint32 sizeOfLarge = 0;                    ///< All bytes of a larger block; else 0.
};

/// A block, and how many of its values a reader may look at.
struct ValueRun
{
    std::shared_ptr<const ValueBlock> block;
    quint32 values = 0;

    /// All of them, each with its end mark.
    QByteArrayView bytes() const
    {
        return {block->bytes.get(), values > 0 ? qsizetype(block->end(values - 1)) : 0};
    }
};

/// Lists of values, each with its size before it.
struct ListBlock
{
    static constexpr quint32 kEntryBits = 14;
    static constexpr quint32 kEntries = 1U
        << kEntryBits; ///< Only a longer list makes a larger block.

    std::unique_ptr<ValueId[]> entries;
};

/// All of a segment up to some row. Copying shares the blocks.
struct Columns
{
    event::EventId first;          ///< The first row's id; ids in chunks count from it,
    event::RequestId firstRequest; ///< and requests from that of the first row.
    quint32 rows = 0;
    std::vector<std::shared_ptr<const RowChunk>> chunks;
    std::vector<ValueRun> values;
    std::vector<std::shared_ptr<const ListBlock>> lists;
    std::shared_ptr<EventLinks> links; ///< Never null.
};

} // namespace sendscope::index
