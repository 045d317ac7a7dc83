#pragma once

#include "app/event/fieldcatalogue.h"
#include "app/index/columns.h"
#include "app/index/row.h"
#include "app/index/rowstep.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <span>

namespace sendscope::index {

/// Whether the field is 0 where the row has none of what it counts. These have a column only of
/// what is more.
bool isZeroWithout(event::Field field);

/// Up to kMaxRows rows, ascending by id, with every distinct text once: the types, numbers and tags
/// that most rows share, and the texts that one message's events repeat.
///
/// Immutable. Thread: any.
class Segment
{
public:
    static constexpr quint32 kMaxRows = 65'536;

    /// At least one row.
    explicit Segment(Columns columns);

    quint32 count() const { return m_columns.rows; }
    event::EventId oldest() const { return id(0); }
    event::EventId newest() const { return id(count() - 1); }

    event::EventId id(quint32 row) const;
    std::optional<quint32> find(event::EventId id) const;
    quint32
    firstAfter(event::EventId id) const; ///< The first row with a greater id; count() without.

    Row row(quint32 row) const; ///< What was known when the row was made.

    /// A field of type Number, Time, Duration or Size as it was known then: whole numbers,
    /// microseconds, bytes. None where the row has none.
    std::optional<qint64> number(event::Field field, quint32 row) const;

    event::RequestId request(quint32 row) const
    {
        return {m_columns.firstRequest.value + chunk(row).request[row % RowChunk::kRows]};
    }
    /// The first row of that request, or of one after it; count() without.
    quint32 firstOf(event::RequestId request) const;

    event::Kind kind(quint32 row) const
    {
        return event::Kind(chunk(row).kind[row % RowChunk::kRows]);
    }
    event::Via via(quint32 row) const
    {
        return event::Via(chunk(row).via.at(row % RowChunk::kRows));
    }

    RowStep step(quint32 row) const
    {
        return RowStep::ofByte(chunk(row).step[row % RowChunk::kRows]);
    }

    /// Of the element's bytes, where the row is an event without a message id or a time; else 0.
    quint64 digest(quint32 row) const { return chunk(row).digests.at(row % RowChunk::kRows); }

    /// From the request's arrival to the end of the answer, as known then; 0: not long.
    std::chrono::milliseconds answeredAfter(quint32 row) const;

    /// Who belongs to which message. Only Builder writes to it, before any reader knows of the row.
    EventLinks &links() const { return *m_columns.links; }

    /// A field of type Text, Word or Phone but for kind and via, whole; several for a list.
    std::span<const ValueId> texts(event::Field field, quint32 row) const;

    /// Every text and number that stands in the row's element, each once, and once more folded
    /// where folding changes more of it than ASCII letters.
    std::span<const ValueId> values(quint32 row) const;
    QByteArrayView value(ValueId id) const;

    /// For a look at all of them: every text once, and the rows in chunks.
    const std::vector<ValueRun> &runs() const { return m_columns.values; }
    const std::vector<std::shared_ptr<const RowChunk>> &chunks() const { return m_columns.chunks; }
    std::span<const ValueId> list(ListRef ref) const;

    qint64 bytesInMemory() const;

private:
    const RowChunk &chunk(quint32 row) const { return *m_columns.chunks[row / RowChunk::kRows]; }
    QByteArrayView cell(event::Field field, quint32 row) const;

    Columns m_columns;
};

using SegmentPtr = std::shared_ptr<const Segment>;

} // namespace sendscope::index
