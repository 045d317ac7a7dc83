#include "app/index/scan.h"

#include "app/index/columnscan.h"
#include "app/index/rowtest.h"

#include <algorithm>
#include <bit>

namespace sendscope::index {
namespace {

using filter::Node;
using filter::Step;

/// Below so many rows it is cheaper to look at their texts than at all texts of the segment.
constexpr quint32 kFewRows = 2048;

/// Answers a program for a whole segment, set by set.
class SegmentScan
{
public:
    SegmentScan(const Snapshot &snapshot, const Segment &segment, const base::CancelToken &cancel)
        : m_snapshot(snapshot)
        , m_segment(segment)
        , m_cancel(cancel)
    {
    }

    BitSet rows(const Step &step) const
    {
        switch (step.type) {
        case Node::Type::And:
            return allOf(step);
        case Node::Type::Or:
            return anyOf(step);
        case Node::Type::Not:
            return noneOf(step);
        case Node::Type::Word:
        case Node::Type::Phone:
            return rowsWithWord(m_snapshot, m_segment, step, m_cancel);
        case Node::Type::Compare:
        case Node::Type::Exists:
            return rowsWithField(m_snapshot, m_segment, step, m_cancel);
        case Node::Type::AfterMarker:
            return after(markerOf(step, m_snapshot));
        }
        return none();
    }

private:
    BitSet none() const { return BitSet(m_segment.count()); }

    BitSet allOf(const Step &step) const
    {
        BitSet result = none();
        result.invert();
        for (const Step &child : step.children) {
            if (m_cancel.isCancelled() || result.isEmpty())
                break;
            result.intersect(rows(child));
        }
        return result;
    }

    BitSet anyOf(const Step &step) const
    {
        BitSet result = none();
        for (const Step &child : step.children) {
            if (m_cancel.isCancelled())
                break;
            result.unite(rows(child));
        }
        return result;
    }

    BitSet noneOf(const Step &step) const
    {
        BitSet result = rows(step.children.front());
        result.invert();
        return result;
    }

    BitSet after(std::optional<event::EventId> marker) const
    {
        BitSet result = none();
        for (quint32 row = marker ? m_segment.firstAfter(*marker) : m_segment.count();
             row < m_segment.count(); ++row)
            result.add(row);
        return result;
    }

    const Snapshot &m_snapshot;
    const Segment &m_segment;
    const base::CancelToken &m_cancel;
};

RowList listed(const Segment &segment, const BitSet &rows, quint32 first, quint32 end)
{
    RowList result;
    result.reserve(rows.count());
    for (size_t i = first / 64; i * 64 < end; ++i) {
        for (quint64 word = rows.words()[i]; word != 0; word &= word - 1) {
            const auto row = quint32(i * 64) + quint32(std::countr_zero(word));
            if (row >= first && row < end)
                result.push_back(segment.id(row));
        }
    }
    return result;
}

} // namespace

RowList scan(const Snapshot &snapshot, const Segment &segment, const filter::Program &program,
             const IdRange &range, const base::CancelToken &cancel)
{
    if (cancel.isCancelled() || segment.newest() < range.first || segment.oldest() > range.last)
        return {};
    const quint32 first = segment.firstAfter({range.first.value - 1});
    const quint32 end =
        segment.newest() <= range.last ? segment.count() : segment.firstAfter(range.last);

    RowList result;
    if (end - first <= kFewRows) {
        const RowTest test(snapshot, segment);
        for (quint32 row = first; row < end && !cancel.isCancelled(); ++row) {
            if (test.passes(program.root(), row))
                result.push_back(segment.id(row));
        }
    } else {
        result = listed(segment, SegmentScan(snapshot, segment, cancel).rows(program.root()), first,
                        end);
    }
    return cancel.isCancelled() ? RowList() : result;
}

RowList scanCandidates(const Snapshot &snapshot, const Segment &segment,
                       const filter::Program &program, std::span<const event::EventId> candidates,
                       const base::CancelToken &cancel)
{
    RowList result;
    if (candidates.size() <= kFewRows) {
        const RowTest test(snapshot, segment);
        for (const event::EventId id : candidates) {
            if (cancel.isCancelled())
                return {};
            const std::optional<quint32> row = segment.find(id);
            if (row && test.passes(program.root(), *row))
                result.push_back(id);
        }
        return result;
    }
    const RowList all =
        scan(snapshot, segment, program, {candidates.front(), candidates.back()}, cancel);
    std::set_intersection(all.begin(), all.end(), candidates.begin(), candidates.end(),
                          std::back_inserter(result));
    return result;
}

BitSet passing(const Snapshot &snapshot, const Segment &segment, const filter::Program &program,
               const base::CancelToken &cancel)
{
    return SegmentScan(snapshot, segment, cancel).rows(program.root());
}

RowList scanAll(const Snapshot &snapshot, const filter::Program &program, const IdRange &range,
                const base::CancelToken &cancel)
{
    RowList result;
    for (const SegmentPtr &segment : snapshot.segments()) {
        const RowList found = scan(snapshot, *segment, program, range, cancel);
        result.insert(result.end(), found.begin(), found.end());
    }
    return cancel.isCancelled() ? RowList() : result;
}

} // namespace sendscope::index
