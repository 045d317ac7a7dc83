#pragma once

#include "app/index/segment.h"

#include <vector>

namespace sendscope::index {

struct DerivedRow;

/// Fills a segment row by row, and hands out segments of the rows so far.
///
/// Nothing that was handed out changes: rows and texts are only ever added behind what a segment
/// knows of, in blocks that do not move. So publishing a segment that is still being filled copies
/// a few hundred pointers and no row.
///
/// Thread: one at a time; what it handed out, any.
class SegmentWriter
{
public:
    /// \p expectedRows: where so many are known to come, room for their texts is made at once.
    explicit SegmentWriter(event::EventId first, quint32 expectedRows = 0);

    /// There is room, and the ids are within reach.
    bool takes(event::EventId id, event::RequestId request) const;

    /// The row's id must be greater than all before, and takes() true of it.
    void add(const DerivedRow &row);

    event::EventId oldest() const { return m_columns.first; }
    event::EventId newest() const { return m_newest; } ///< Null before the first row.

    /// Whether a row of that request is here and says the same of its answer.
    bool isAnswered(event::RequestId request, int status, bool isDelivered) const;

    /// When that request arrived; none where no row of it is here.
    std::optional<base::UtcTime> arrivalOf(event::RequestId request) const;

    SegmentPtr segment() const; ///< Of at least one row.

private:
    std::optional<quint32> rowOf(event::RequestId request) const;

    struct Slot
    {
        quint32 hash = 0;
        ValueId id = kNoValue;
    };

    /// A value in the bytes it was read from.
    struct Place
    {
        const char *begin = nullptr;
        qsizetype size = 0;
        ValueId id = kNoValue;
    };

    void setNumbers(const DerivedRow &row, size_t at);
    void setTexts(const DerivedRow &row, size_t at);
    void setText(event::Field field, size_t at, QByteArrayView text);
    void setList(event::Field field, size_t at, const std::vector<QByteArray> &texts);
    ValueId intern(QByteArrayView text, quint32 hash);
    ValueId store(QByteArrayView text);
    void growSlots();
    void listValue(ValueId id);
    void listValues(const std::vector<QByteArray> &values);
    ValueId valueOf(QByteArrayView text);
    ListRef writeList(const std::vector<ValueId> &values);

    Columns m_columns;
    event::EventId m_newest;

    // The ends that are written to; what a reader may see of them is in m_columns.
    RowChunk *m_chunk = nullptr;
    ValueBlock *m_values = nullptr;
    quint32 m_valueBytesLeft = 0;
    ListBlock *m_list = nullptr;
    quint32 m_listUsed = 0;
    quint32 m_listSize = 0;

    std::vector<Slot>
        m_slots; ///< Open addressing; its size is a power of two, at most half in use.
    size_t m_slotsUsed = 0;
    // Of the row that is being added: its values, and where they were read from.
    std::vector<ValueId> m_row;
    std::vector<Place> m_places;
    std::vector<quint32> m_hashes;
};

} // namespace sendscope::index
