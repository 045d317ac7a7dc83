#include "app/engine/queryrun.h"

#include "app/engine/changedrows.h"
#include "app/engine/ondemandindex.h"
#include "app/engine/parallel.h"
#include "app/index/bitset.h"
#include "app/index/scan.h"

#include <QElapsedTimer>

#include <algorithm>
#include <iterator>
#include <mutex>

namespace sendscope::engine {
namespace {

using event::EventId;
using event::Field;
using index::IdRange;
using index::RowList;
using index::Rows;

/// A scan that is over by then is shown once, when it is.
constexpr qint64 kFirstPartialMs = 10;
constexpr qint64 kNextPartialMs = 100;

/// So many rows are sorted before all are found.
constexpr size_t kMostSortedPartial = 50'000;

/// Up to here a row is put in its place; more are sorted anew.
constexpr size_t kMostMerged = 20'000;

EventId before(EventId id)
{
    return {id.value - 1};
}

EventId after(EventId id)
{
    return {id.value + 1};
}

using Parts = std::vector<std::span<const EventId>>;

void add(Parts &parts, const std::vector<RowList> &lists)
{
    parts.insert(parts.end(), lists.begin(), lists.end());
}

RowList joined(const std::vector<RowList> &lists)
{
    RowList all;
    for (const RowList &list : lists)
        all.insert(all.end(), list.begin(), list.end());
    return all;
}

/// Both ascend.
RowList without(RowList rows, const RowList &others)
{
    if (others.empty() || rows.empty())
        return rows;
    RowList left;
    left.reserve(rows.size());
    const auto begin = std::lower_bound(others.begin(), others.end(), rows.front());
    std::set_difference(rows.begin(), rows.end(), begin, others.end(), std::back_inserter(left));
    return left;
}

/// Words are also found in notes.
bool readsWords(const filter::Step &step)
{
    return step.type == filter::Node::Type::Word || step.type == filter::Node::Type::Phone
        || std::any_of(step.children.begin(), step.children.end(), readsWords);
}

/// The first of a message's events that was not removed; one at least was not.
EventId firstOf(std::span<const EventId> events, const RowList &removed)
{
    const auto first = std::find_if(events.begin(), events.end(), [&removed](EventId id) {
        return !std::binary_search(removed.begin(), removed.end(), id);
    });
    return first == events.end() ? events.front() : *first;
}

/// The part of ascending rows that stands in the segment.
std::span<const EventId> within(std::span<const EventId> rows, const index::Segment &segment)
{
    const auto begin = std::lower_bound(rows.begin(), rows.end(), segment.oldest());
    return {begin, std::upper_bound(begin, rows.end(), segment.newest())};
}

} // namespace

QueryRun::QueryRun(QueryTask task, std::shared_ptr<const QueryAnswer> before, QThreadPool &pool,
                   base::CancelToken cancel, Post post)
    : m_task(std::move(task))
    , m_before(std::move(before))
    , m_pool(pool)
    , m_cancel(std::move(cancel))
    , m_post(std::move(post))
{
}

std::shared_ptr<const QueryAnswer> QueryRun::run()
{
    m_answer = std::make_shared<QueryAnswer>();
    m_answer->task = m_task;
    m_answer->result.snapshot = m_task.snapshot;
    m_reuse = reuse();
    findMatches();
    if (!m_cancel.isCancelled())
        m_answer->shown = shownOf(m_answer->matches);
    if (!m_cancel.isCancelled())
        sortMatches();
    if (m_cancel.isCancelled())
        return nullptr;

    QueryResult &result = m_answer->result;
    result.order = m_task.order;
    result.matches = m_answer->matches;
    result.fold = m_task.fold;
    result.scannedEvents = coveredEvents();
    result.isComplete = result.scannedEvents == m_task.snapshot->count();
    result.valuesGivenUp = m_task.program->valuesGivenUp();
    m_answer->hasGaps = !result.isComplete;
    return m_answer;
}

QueryRun::Reuse QueryRun::reuse()
{
    if (!m_before || m_before->hasGaps || m_before->task.showsAside != m_task.showsAside
        || m_before->task.byMessage != m_task.byMessage)
        return Reuse::None;
    const index::Snapshot &old = *m_before->task.snapshot;
    const index::Snapshot &now = *m_task.snapshot;
    const bool isLarger = old.count() > 0 && now.oldest() <= old.oldest()
        && now.newest() >= old.newest() && now.count() >= old.count();
    if (!isLarger || old.aside()->generation != now.aside()->generation
        || old.removed() != now.removed() || !areValuesAsBefore() || !findChanged())
        return Reuse::None;
    if (m_before->task.filter == m_task.filter)
        return Reuse::Grown;
    return filter::narrows(m_task.filter, m_before->task.filter) ? Reuse::Narrowed : Reuse::None;
}

bool QueryRun::areValuesAsBefore() const
{
    const index::Snapshot &old = *m_before->task.snapshot;
    const index::Snapshot &now = *m_task.snapshot;
    const filter::Program &program = *m_before->task.program;
    if (program.readsTime() && m_before->task.program != m_task.program)
        return false;
    if (program.readsMarkers() && old.markers() != now.markers())
        return false;
    return !program.readsOnDemand() || areAllRead(now, m_before->task.filter);
}

/// Finds what the filter or the order may see otherwise now. False: it is too much.
bool QueryRun::findChanged()
{
    const filter::Program &program = *m_before->task.program;
    const event::FieldRef &order = m_task.order.field;
    auto changed = changedRows(*m_before->task.snapshot, *m_task.snapshot, [&](Field field) {
        // What has become of messages changes as their state does.
        return program.reads(field) || order == event::FieldRef(field)
            || (field == Field::Note && readsWords(program.root()))
            || (field == Field::State && m_task.order.readsMessage());
    });
    if (!changed)
        return false;
    m_changed = std::move(*changed);
    return true;
}

void QueryRun::findMatches()
{
    Parts parts;
    if (m_reuse == Reuse::None) {
        const Found found = scanSegments({}, true);
        add(parts, found);
        m_answer->matches = Rows::joined(parts);
        return;
    }
    const Found newer = scanSegments({after(m_before->task.snapshot->newest())}, false);
    const Found older = scanSegments({{}, before(m_before->task.snapshot->oldest())}, false);
    add(parts, newer);
    const Rows &matches = m_before->matches;
    m_hasOlder = !older.empty();
    if (isOnlyMore()) {
        m_answer->matches = matches;
        for (const auto &part : parts)
            m_answer->matches = m_answer->matches.appended(part);
        return;
    }

    RowList rows;
    if (m_reuse == Reuse::Narrowed) {
        // What changed may pass now though it did not before.
        std::set_union(matches.begin(), matches.end(), m_changed.begin(), m_changed.end(),
                       std::back_inserter(rows));
        rows = joined(scanThose(rows));
    } else if (!m_changed.empty()) {
        RowList kept;
        std::set_difference(matches.begin(), matches.end(), m_changed.begin(), m_changed.end(),
                            std::back_inserter(kept));
        const RowList passing = joined(scanThose(m_changed));
        std::merge(kept.begin(), kept.end(), passing.begin(), passing.end(),
                   std::back_inserter(rows));
    }
    parts.clear();
    add(parts, older);
    if (m_reuse == Reuse::Narrowed || !m_changed.empty())
        parts.push_back(rows);
    else
        parts.push_back(matches.all());
    add(parts, newer);
    m_answer->matches = Rows::joined(parts);
}

/// Whether the matches are those before, and newer ones, and nothing repeats what is older.
bool QueryRun::isOnlyMore() const
{
    return m_reuse == Reuse::Grown && !m_hasOlder && m_changed.empty();
}

Rows QueryRun::shownOf(const Rows &matches) const
{
    if (m_task.byMessage)
        return firstsOf(matches);
    if (!m_task.fold.isOn)
        return matches;
    if (isOnlyMore() && m_before->task.fold == m_task.fold) {
        const auto more = matches.all().subspan(m_before->matches.size());
        if (more.empty())
            return m_before->shown;
        return m_before->shown.appended(
            without({more.begin(), more.end()},
                    foldedRows(*m_task.snapshot, matches, m_task.fold, more.front())));
    }
    const RowList folded = foldedRows(*m_task.snapshot, matches, m_task.fold);
    return folded.empty() ? matches : Rows(without({matches.begin(), matches.end()}, folded));
}

/// Each message stands for all of its events as the first of them that is still there.
Rows QueryRun::firstsOf(const Rows &matches) const
{
    const index::Messages &messages = m_task.snapshot->messages();
    index::BitSet isShown(messages.count());
    RowList shown;
    auto segment = m_task.snapshot->segments().begin();
    for (const EventId id : matches.all()) {
        while ((*segment)->newest() < id)
            ++segment;
        const auto row = (*segment)->find(id);
        const index::MessageNumber number =
            row ? (*segment)->links().at(*row).message : index::kNoMessage;
        if (number == index::kNoMessage || isShown.contains(number))
            continue;
        isShown.add(number);
        if (const auto message = messages.message(number))
            shown.push_back(firstOf(message->events, *m_task.snapshot->removed()));
    }
    std::sort(shown.begin(), shown.end());
    return Rows(shown);
}

QueryRun::Found QueryRun::scanSegments(const IdRange &range, bool posts)
{
    std::vector<index::SegmentPtr> segments;
    for (const index::SegmentPtr &segment : m_task.snapshot->segments()) {
        if (segment->newest() >= range.first && segment->oldest() <= range.last)
            segments.push_back(segment);
    }
    std::reverse(segments.begin(), segments.end()); // the newest rows first

    Found found(segments.size());
    std::vector<bool> isDone(segments.size());
    size_t done = 0; // of the newest ones, without a gap
    QElapsedTimer sinceStart;
    sinceStart.start();
    qint64 nextPost = kFirstPartialMs;
    std::mutex mutex;
    inParallel(m_pool, segments.size(), [&](size_t i) {
        RowList rows = withoutAside(
            index::scan(*m_task.snapshot, *segments[i], *m_task.program, range, m_cancel));

        const std::lock_guard lock(mutex);
        found[i] = std::move(rows);
        isDone[i] = true;
        while (done < segments.size() && isDone[done])
            ++done;
        const bool isLast = done == segments.size();
        if (!posts || isLast || done == 0 || m_cancel.isCancelled()
            || sinceStart.elapsed() < nextPost)
            return;
        postPartial({found.data(), done});
        // What was found so far is copied each time, so that comes ever less often.
        nextPost = 2 * sinceStart.elapsed() + kNextPartialMs;
    });

    std::reverse(found.begin(), found.end());
    return found;
}

/// Of rows that ascend, those that pass.
QueryRun::Found QueryRun::scanThose(std::span<const EventId> candidates)
{
    const std::vector<index::SegmentPtr> &segments = m_task.snapshot->segments();
    Found found(segments.size());
    inParallel(m_pool, segments.size(), [&](size_t i) {
        const auto own = within(candidates, *segments[i]);
        if (!own.empty())
            found[i] = withoutAside(index::scanCandidates(*m_task.snapshot, *segments[i],
                                                          *m_task.program, own, m_cancel));
    });
    return found;
}

/// Takes out the rows that are left out unless asked for, and those that are there no more.
RowList QueryRun::withoutAside(RowList rows) const
{
    rows = without(std::move(rows), *m_task.snapshot->removed());
    return m_task.showsAside ? rows : without(std::move(rows), m_task.snapshot->aside()->rows);
}

void QueryRun::postPartial(std::span<const RowList> found)
{
    const Parts parts(found.rbegin(), found.rend());
    const Rows matches = Rows::joined(parts);
    Rows rows = shownOf(matches);

    QueryResult partial;
    partial.matches = matches;
    partial.fold = m_task.fold;
    partial.snapshot = m_task.snapshot;
    partial.isComplete = false;
    const auto &segments = m_task.snapshot->segments();
    for (size_t i = 0; i < found.size(); ++i)
        partial.scannedEvents += segments[segments.size() - 1 - i]->count();
    if (!m_task.order.isArrival()) {
        if (rows.size() > kMostSortedPartial)
            return;
        rows = sorted(rows.all());
    }
    partial.order = m_task.order;
    partial.rows = std::move(rows);
    m_post(partial);
}

void QueryRun::sortMatches()
{
    QueryResult &result = m_answer->result;
    const Rows &shown = m_answer->shown;
    const bool isOrderKept = m_before && m_before->task.order == m_task.order;
    const Rows none;
    const Rows &rowsBefore = isOrderKept ? m_before->result.rows : none;
    if (m_task.order.isArrival()) {
        result.rows = shown;
        const bool isAppended = m_reuse == Reuse::Grown && isOrderKept && !rowsBefore.empty()
            && rowsBefore.size() <= shown.size() && shown.front() == rowsBefore.front()
            && ((isOnlyMore() && !m_task.byMessage && m_before->task.fold == m_task.fold)
                || std::equal(rowsBefore.begin(), rowsBefore.end(), shown.begin()));
        result.keptRows = isAppended ? qsizetype(rowsBefore.size()) : 0;
        return;
    }

    const event::FieldRef &field = m_task.order.field;
    const bool areKeysKept = isOrderKept && m_reuse != Reuse::None
        && (!field.isOnDemand() || isRead(*m_task.snapshot, field));
    if (!areKeysKept) {
        result.rows = sorted(shown.all());
        return;
    }

    // Of the rows before, those that are still shown and say the same keep their order; the others
    // are put among them.
    const Rows &before = m_before->shown;
    RowList same;
    std::set_difference(before.begin(), before.end(), m_changed.begin(), m_changed.end(),
                        std::back_inserter(same));
    RowList more;
    std::set_difference(shown.begin(), shown.end(), same.begin(), same.end(),
                        std::back_inserter(more));
    if (more.size() > kMostMerged) {
        result.rows = sorted(shown.all());
        return;
    }
    Rows kept = rowsBefore;
    if (shown.size() - more.size() != rowsBefore.size()) {
        const EventId first = m_task.snapshot->oldest();
        index::BitSet isKept(size_t(m_task.snapshot->newest().value - first.value) + 1);
        for (const EventId id : shown.all())
            isKept.add(size_t(id.value - first.value));
        for (const EventId id : more)
            isKept.remove(size_t(id.value - first.value));
        RowList still;
        std::copy_if(rowsBefore.begin(), rowsBefore.end(), std::back_inserter(still),
                     [&](EventId id) { return isKept.contains(size_t(id.value - first.value)); });
        kept = Rows(still);
    }
    result.rows = merged(kept, sorted(more).all());
    if (more.empty() && kept.size() == rowsBefore.size() && m_reuse == Reuse::Grown)
        result.keptRows = qsizetype(result.rows.size());
}

Rows QueryRun::sorted(std::span<const EventId> ids) const
{
    if (ids.size() <= kMostMerged / 4)
        return Rows(index::RowOrder(*m_task.snapshot, m_task.order).sorted(ids));

    const index::SortKeys keys(m_task.snapshot, m_task.order, m_cancel);
    const size_t pieces = size_t(m_pool.maxThreadCount()) + 1;
    const size_t piece = (ids.size() + pieces - 1) / pieces;
    std::vector<std::vector<index::SortEntry>> entries(pieces);
    inParallel(m_pool, pieces, [&](size_t i) {
        const size_t begin = std::min(i * piece, ids.size());
        entries[i] = keys.entries(ids.subspan(begin, std::min(piece, ids.size() - begin)));
        if (!m_cancel.isCancelled())
            std::sort(entries[i].begin(), entries[i].end());
    });
    return Rows::filled(ids.size(), [&entries](EventId *to) { index::mergeIds(entries, to); });
}

Rows QueryRun::merged(const Rows &rows, std::span<const EventId> more) const
{
    if (more.empty())
        return rows;
    const index::RowOrder order(*m_task.snapshot, m_task.order);
    return Rows::filled(rows.size() + more.size(), [&](EventId *out) {
        const EventId *from = rows.begin();
        for (const EventId id : more) {
            const EventId *to =
                std::lower_bound(from, rows.end(), id,
                                 [&order](EventId a, EventId b) { return order.isBefore(a, b); });
            out = std::copy(from, to, out);
            *out++ = id;
            from = to;
        }
        std::copy(from, rows.end(), out);
    });
}

qint64 QueryRun::coveredEvents() const
{
    std::vector<event::FieldRef> fields = filter::onDemandFields(m_task.filter);
    if (m_task.order.field.isOnDemand())
        fields.push_back(m_task.order.field);
    EventId from;
    for (const event::FieldRef &field : fields) {
        const index::OnDemandColumn *column = m_task.snapshot->onDemand(field);
        if (!column)
            return 0;
        if (!column->isComplete)
            from = std::max(from, column->coveredFrom);
    }
    qint64 events = 0;
    for (const index::SegmentPtr &segment : m_task.snapshot->segments())
        events += segment->count() - segment->firstAfter(before(from));
    return events;
}

} // namespace sendscope::engine
