#pragma once

#include "app/filter/program.h"
#include "app/index/segment.h"
#include "app/index/snapshot.h"

namespace sendscope::index {

/// The newest row before the marker that the step speaks of: rows after it pass. None where there
/// is no such marker.
std::optional<event::EventId> markerOf(const filter::Step &step, const Snapshot &snapshot);

/// Asks rows of a segment one by one whether they pass a program.
///
/// Borrows all it is made from. Thread: one at a time.
class RowTest
{
public:
    RowTest(const Snapshot &snapshot, const Segment &segment)
        : m_snapshot(snapshot)
        , m_segment(segment)
    {
    }

    bool passes(const filter::Step &step, quint32 row) const;

    /// A Compare or Exists step, whatever its field.
    bool passesField(const filter::Step &step, quint32 row) const;

private:
    bool holds(const filter::Step &step, quint32 row) const;
    bool passesOnDemand(const filter::Step &step, event::EventId id) const;

    const Snapshot &m_snapshot;
    const Segment &m_segment;
};

/// Whether that value of a path or a header passes.
bool passesValue(const filter::Step &step, const OnDemandValue &value);

/// Whether that number passes, by its range or by its digits.
bool passesNumber(const filter::ValueTest &test, qint64 number);

} // namespace sendscope::index
