#pragma once

#include "app/index/columns.h"
#include "app/index/row.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <span>

namespace sendscope::index {

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

    /// Every text and number that stands in the row's element, each once, and once more folded
    /// where folding changes more of it than ASCII letters.
    std::span<const ValueId> values(quint32 row) const;
    QByteArrayView value(ValueId id) const;

    /// All texts, for a look at each of them once.
    const std::vector<ValueRun> &runs() const { return m_columns.values; }

    qint64 bytesInMemory() const;

private:
    const RowChunk &chunk(quint32 row) const { return *m_columns.chunks[row / RowChunk::kRows]; }
    QByteArrayView cell(ValueId id) const;

    Columns m_columns;
};

using SegmentPtr = std::shared_ptr<const Segment>;

} // namespace sendscope::index
