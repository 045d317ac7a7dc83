#include "app/engine/filtercounter.h"

#include "app/engine/changedrows.h"
#include "app/engine/ondemandindex.h"
#include "app/index/scan.h"
#include "app/index/segment.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <span>

namespace sendscope::engine {
namespace {

using event::EventId;
using index::RowList;

/// The part of ascending rows that is from `first` to `last`.
std::span<const EventId> between(const RowList &rows, EventId first, EventId last)
{
    const auto begin = std::lower_bound(rows.begin(), rows.end(), first);
    return {begin, std::upper_bound(begin, rows.end(), last)};
}

const void *keyOf(const index::Segment &segment)
{
    return segment.chunks().front().get();
}

/// The rows that are removed, and those that are left out unless asked for.
RowList leftOutOf(const index::Snapshot &snapshot, bool showsAside)
{
    const RowList &removed = *snapshot.removed();
    if (showsAside)
        return removed;
    const RowList &aside = snapshot.aside()->rows;
    RowList all;
    std::set_union(removed.begin(), removed.end(), aside.begin(), aside.end(),
                   std::back_inserter(all));
    return all;
}

/// Adds the messages of the segment's rows.
void addMessages(const index::Segment &segment, const index::BitSet &rows, index::BitSet &messages)
{
    for (quint32 begin = 0; begin < segment.count(); begin += 64) {
        for (quint64 left = rows.words()[begin / 64]; left != 0; left &= left - 1) {
            const quint32 row = begin + quint32(std::countr_zero(left));
            if (row >= segment.count())
                break;
            const index::MessageNumber message = segment.links().at(row).message;
            if (message != index::kNoMessage)
                messages.add(message);
        }
    }
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
    std::optional<RowList> changed = changedSince(*snapshot);
    if (!changed) {
        m_known.clear();
        changed.emplace();
    }
    if (m_program.readsTime())
        m_program = filter::Program(m_filter, now);

    QHash<const void *, Known> known;
    qint64 all = 0;
    for (const index::SegmentPtr &segment : snapshot->segments()) {
        const Known part = look(*snapshot, segment, *changed, cancel);
        all += part.passing;
        known.insert(keyOf(*segment), part);
    }
    if (cancel.isCancelled())
        return -1;
    m_known = std::move(known);
    m_before = snapshot;
    return all - countLeftOut(*snapshot, showsAside, cancel);
}

qint64 FilterCounter::countMessages(const index::Snapshot &snapshot, base::UtcTime now,
                                    bool showsAside, const base::CancelToken &cancel)
{
    if (m_program.readsOnDemand() && !areAllRead(snapshot, m_filter))
        return -1;
    if (m_program.readsTime())
        m_program = filter::Program(m_filter, now);
    const RowList leftOut = leftOutOf(snapshot, showsAside);
    const index::Messages &messages = snapshot.messages();
    index::BitSet found(messages.count());
    for (const index::SegmentPtr &segment : snapshot.segments()) {
        index::BitSet rows = index::passing(snapshot, *segment, m_program, cancel);
        for (const EventId id : between(leftOut, segment->oldest(), segment->newest())) {
            if (const auto row = segment->find(id))
                rows.remove(*row);
        }
        addMessages(*segment, rows, found);
        if (cancel.isCancelled())
            return -1;
    }
    qint64 count = 0;
    for (size_t number = 0; number < messages.count(); ++number)
        count += found.contains(number) && messages.isMessage(index::MessageNumber(number)) ? 1 : 0;
    return count;
}

/// The rows that may have become other ones, of those that were counted before. None where all may
/// have.
std::optional<RowList> FilterCounter::changedSince(const index::Snapshot &now) const
{
    if (!m_before || m_program.readsTime())
        return std::nullopt;
    if (m_program.readsMarkers() && m_before->markers() != now.markers())
        return std::nullopt;
    if (m_program.readsOnDemand() && !areAllRead(*m_before, m_filter))
        return std::nullopt;
    return changedRows(*m_before, now,
                       [this](event::Field field) { return m_program.reads(field); });
}

FilterCounter::Known FilterCounter::look(const index::Snapshot &snapshot,
                                         const index::SegmentPtr &segment, const RowList &changed,
                                         const base::CancelToken &cancel)
{
    Known part{segment};
    index::IdRange range;
    qint64 looked = segment->count();
    const auto known = m_known.constFind(keyOf(*segment));
    if (known != m_known.cend() && known->segment->count() <= segment->count()) {
        const index::Segment &before = *known->segment;
        part.passing = known->passing;
        range.first = {before.newest().value + 1};
        looked -= before.count();
        if (const auto own = between(changed, before.oldest(), before.newest()); !own.empty()) {
            part.passing +=
                qint64(index::scanCandidates(snapshot, *segment, m_program, own, cancel).size());
            part.passing -=
                qint64(index::scanCandidates(*m_before, before, m_program, own, cancel).size());
            m_lookedAt += qint64(own.size());
        }
    }
    m_lookedAt += looked;
    if (looked > 0)
        part.passing += qint64(index::scan(snapshot, *segment, m_program, range, cancel).size());
    return part;
}

/// Of the rows that are removed, and those that are left out unless asked for, how many pass.
qint64 FilterCounter::countLeftOut(const index::Snapshot &snapshot, bool showsAside,
                                   const base::CancelToken &cancel) const
{
    const RowList leftOut = leftOutOf(snapshot, showsAside);
    qint64 passing = 0;
    for (const index::SegmentPtr &segment : snapshot.segments()) {
        const auto own = between(leftOut, segment->oldest(), segment->newest());
        if (!own.empty())
            passing +=
                qint64(index::scanCandidates(snapshot, *segment, m_program, own, cancel).size());
    }
    return passing;
}

} // namespace sendscope::engine
