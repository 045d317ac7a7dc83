#pragma once

#include "app/event/ids.h"

#include <array>
#include <limits>
#include <memory>
#include <vector>

namespace sendscope::index {

/// One distinct text of a segment: its block, and its place there.
using ValueId = quint32;

constexpr ValueId kNoValue = 0xFFFF'FFFF;

/// Stands after each value. No byte of UTF-8, so nothing that is looked for can reach over it.
constexpr char kValueEnd = '\xFF';

/// Some rows of a segment, column by column. A place is written once, before any reader knows of
/// it.
struct RowChunk
{
    static constexpr quint32 kRows = 4096;
    static constexpr qint64 kNoTime = std::numeric_limits<qint64>::min();
    static constexpr qint32 kNoErrorCode = std::numeric_limits<qint32>::min();

    template <typename T>
    using Column = std::array<T, kRows>;

    Column<quint16> id; ///< Above the segment's first id.
    Column<qint64> request;
    Column<qint32> element;
    Column<qint64> received; ///< Microseconds, UTC.
    Column<qint64> time;     ///< Microseconds, UTC; kNoTime.
    Column<qint32> errorCode;
    Column<qint32> mediaCount;
    Column<qint16> status;
    Column<quint8> kind;
    Column<quint8> via;
    Column<bool> isAnswerDelivered;

    Column<ValueId> type;
    Column<ValueId> description;
    Column<ValueId> ours;
    Column<ValueId> theirs;
    Column<ValueId> tag;
    Column<ValueId> messageId;
    Column<ValueId> text;
    Column<ValueId> sentence;

    Column<quint32> listBlock; ///< Where the row's values are listed.
    Column<quint32> listBegin;
    Column<quint32> listSize;
};

/// Distinct texts, one after the other, each with kValueEnd behind it. Never moves while it is
/// filled.
struct ValueBlock
{
    static constexpr quint32 kValueBits = 11;
    static constexpr quint32 kMaxValues = 1U << kValueBits;
    static constexpr quint32 kBytes = 64 * 1024; ///< Only a larger value makes a larger block.

    std::unique_ptr<char[]> bytes;
    std::array<quint32, kMaxValues + 1>
        begins; ///< begins[n + 1] is one past the end mark of value n.
};

/// A block, and how many of its values a reader may look at.
struct ValueRun
{
    std::shared_ptr<const ValueBlock> block;
    quint32 values = 0;
};

/// The values of rows, row after row.
struct ListBlock
{
    static constexpr quint32 kEntries = 16 * 1024; ///< Only a longer list makes a larger block.

    std::unique_ptr<ValueId[]> entries;
};

/// All of a segment up to some row. Copying shares the blocks.
struct Columns
{
    event::EventId first; ///< The first row's id; ids in chunks count from it.
    quint32 rows = 0;
    std::vector<std::shared_ptr<const RowChunk>> chunks;
    std::vector<ValueRun> values;
    std::vector<std::shared_ptr<const ListBlock>> lists;
};

} // namespace sendscope::index
