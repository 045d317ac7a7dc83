#include "app/engine/filtercounter.h"

#include "app/index/later.h"
#include "app/index/scan.h"
#include "app/index/segment.h"

#include <algorithm>

namespace sendscope::engine {
namespace {

using event::Field;

bool isOfLaterFacts(Field field)
{
    return field == Field::Status || field == Field::Attempts || field == Field::Forwarded;
}

/// Whether the program reads a field whose values change, and of which no generation tells.
bool readsOtherChanges(const filter::Program &program)
{
    const auto fields = event::fields();
    return std::any_of(fields.begin(), fields.end(), [&program](const event::FieldInfo &info) {
        return index::changesLater(info.field) && !isOfLaterFacts(info.field)
            && program.reads(info.field);
    });
}

bool readsLaterFacts(const filter::Program &program)
{
    return program.reads(Field::Status) || program.reads(Field::Attempts)
        || program.reads(Field::Forwarded);
}

bool areAllRead(const index::Snapshot &snapshot, const filter::Filter &filter)
{
    const std::vector<event::FieldRef> fields = filter::onDemandFields(filter);
    return std::all_of(fields.begin(), fields.end(), [&snapshot](const event::FieldRef &field) {
        const index::OnDemandColumn *column = snapshot.onDemand(field);
        return column && column->isComplete;
    });
}

const void *keyOf(const index::Segment &segment)
{
    return segment.chunks().front().get();
}

} // namespace

FilterCounter::FilterCounter(filter::Filter filter)
    : m_filter(std::move(filter))
    , m_program(m_filter)
{
}

qint64 FilterCounter::count(const index::SnapshotPtr &snapshot, base::UtcTime now, bool showsAside,
                            const base::CancelToken &cancel)
{
    m_lookedAt = 0;
    if (m_program.readsOnDemand() && !areAllRead(*snapshot, m_filter))
        return -1;
    if (!areKnownStillRight(*snapshot))
        m_known.clear();
    if (m_program.readsTime())
        m_program = filter::Program(m_filter, now);

    QHash<const void *, Known> known;
    qint64 all = 0;
    for (const index::SegmentPtr &segment : snapshot->segments()) {
        const Known part = look(*snapshot, segment, cancel);
        all += part.passing;
        known.insert(keyOf(*segment), part);
    }
    if (cancel.isCancelled())
        return -1;
    m_known = std::move(known);
    m_before = snapshot;
    return showsAside ? all : all - countAside(*snapshot, cancel);
}

bool FilterCounter::areKnownStillRight(const index::Snapshot &now) const
{
    if (!m_before || m_program.readsTime() || readsOtherChanges(m_program))
        return false;
    if (readsLaterFacts(m_program) && m_before->later().generation() != now.later().generation())
        return false;
    if (m_program.readsMarkers() && m_before->markers() != now.markers())
        return false;
    return !m_program.readsOnDemand()
        || (areAllRead(*m_before, m_filter) && areAllRead(now, m_filter));
}

FilterCounter::Known FilterCounter::look(const index::Snapshot &snapshot,
                                         const index::SegmentPtr &segment,
                                         const base::CancelToken &cancel)
{
    Known part{segment};
    index::IdRange range;
    qint64 looked = segment->count();
    const auto known = m_known.constFind(keyOf(*segment));
    if (known != m_known.cend() && known->segment->count() <= segment->count()) {
        part.passing = known->passing;
        range.first = {known->segment->newest().value + 1};
        looked -= known->segment->count();
    }
    m_lookedAt += looked;
    if (looked > 0)
        part.passing += qint64(index::scan(snapshot, *segment, m_program, range, cancel).size());
    return part;
}

/// Of the rows that are left out unless asked for, those that pass.
qint64 FilterCounter::countAside(const index::Snapshot &snapshot,
                                 const base::CancelToken &cancel) const
{
    const std::vector<event::EventId> &aside = snapshot.aside()->rows;
    qint64 passing = 0;
    auto begin = aside.begin();
    for (const index::SegmentPtr &segment : snapshot.segments()) {
        begin = std::lower_bound(begin, aside.end(), segment->oldest());
        const auto end = std::upper_bound(begin, aside.end(), segment->newest());
        if (begin != end)
            passing += qint64(
                index::scanCandidates(snapshot, *segment, m_program, {begin, end}, cancel).size());
        begin = end;
    }
    return passing;
}

} // namespace sendscope::engine
