#include "app/exchange/requestsource.h"

#include "app/event/removedrow.h"

#include <algorithm>

namespace sendscope::exchange {
namespace {

/// Read at a time: large enough for speed, small enough for memory.
constexpr qint64 kStretchRows = 4'096;
constexpr qint64 kStretchBytes = 4 * 1024 * 1024;

/// Chosen rows that are no further apart are read together with those between them.
constexpr qint64 kSmallGap = 16;

qint64 lastRowOf(const event::StoredRequest &request)
{
    return request.firstEvent.value + qint64(request.draft.events.size()) - 1;
}

std::vector<event::EventId> rowsOf(const std::vector<event::StoredRequest> &requests)
{
    std::vector<event::EventId> rows;
    for (const event::StoredRequest &request : requests) {
        qint64 row = request.firstEvent.value;
        for (const event::DraftEvent &draft : request.draft.events) {
            if (!event::isRemoved(draft))
                rows.push_back({row});
            ++row;
        }
    }
    return rows;
}

/// Takes what belongs to this key off the front of a list that ascends by it.
template <typename Value, typename Belongs>
std::vector<Value> takeWhile(std::vector<Value> &from, size_t &at, Belongs belongs)
{
    std::vector<Value> taken;
    for (; at < from.size() && belongs(from[at]); ++at)
        taken.push_back(std::move(from[at]));
    return taken;
}

} // namespace

base::Result<std::unique_ptr<RequestSource>> RequestSource::open(const QString &capture,
                                                                 Selection selection)
{
    auto reader = store::Reader::open(capture);
    if (!reader)
        return reader.error();
    auto addenda = store::AddendaReader::open(capture);
    if (!addenda)
        return addenda.error();
    std::unique_ptr<RequestSource> source(new RequestSource);
    source->m_newest = {(*reader)->info().events};
    source->m_reader = std::move(*reader);
    source->m_addenda = std::move(*addenda);
    source->m_selection = std::move(selection);
    return source;
}

qint64 RequestSource::rows() const
{
    return m_selection.events ? qint64(m_selection.events->size()) : m_newest.value;
}

base::Result<std::optional<RequestSource::Block>> RequestSource::next()
{
    const auto stretch = nextStretch();
    if (!stretch)
        return std::optional<Block>();
    auto requests = m_reader->requests(stretch->first, stretch->last, kStretchBytes);
    if (!requests)
        return requests.error();
    pass(*requests, *stretch);
    if (requests->empty())
        return std::optional(Block());
    auto block = blockOf(std::move(*requests));
    if (!block)
        return block.error();
    return std::optional(std::move(*block));
}

std::optional<RequestSource::Stretch> RequestSource::nextStretch() const
{
    if (!m_selection.events) {
        if (m_begin > m_newest)
            return std::nullopt;
        return Stretch{m_begin, {std::min(m_newest.value, m_begin.value + kStretchRows - 1)}};
    }
    const std::vector<event::EventId> &events = *m_selection.events;
    if (m_nextEvent == events.size())
        return std::nullopt;
    Stretch stretch{events[m_nextEvent], events[m_nextEvent]};
    for (size_t i = m_nextEvent + 1; i < events.size(); ++i) {
        if (events[i].value - stretch.last.value > kSmallGap
            || events[i].value - stretch.first.value >= kStretchRows)
            break;
        stretch.last = events[i];
    }
    return stretch;
}

/// Remembers how far these requests go: reading may have ended early, or gone on to the end of the
/// last request.
void RequestSource::pass(const std::vector<event::StoredRequest> &requests, const Stretch &stretch)
{
    // Without any, the stretch has no rows: ids are never used again, but rows may be removed.
    const qint64 last = requests.empty() ? stretch.last.value : lastRowOf(requests.back());
    m_begin = {last + 1};
    if (m_selection.events) {
        const std::vector<event::EventId> &events = *m_selection.events;
        while (m_nextEvent < events.size() && events[m_nextEvent].value <= last)
            ++m_nextEvent;
        m_passed = qint64(m_nextEvent);
    } else {
        m_passed = std::min(last, m_newest.value);
    }
}

std::vector<event::EventId>
RequestSource::wanted(const std::vector<event::StoredRequest> &requests) const
{
    std::vector<event::EventId> rows =
        m_selection.find ? m_selection.find(requests) : rowsOf(requests);
    if (m_selection.events) {
        const std::vector<event::EventId> &events = *m_selection.events;
        std::erase_if(rows, [&events](event::EventId row) {
            return !std::binary_search(events.begin(), events.end(), row);
        });
    }
    return rows;
}

base::Result<RequestSource::Block>
RequestSource::blockOf(std::vector<event::StoredRequest> requests)
{
    std::vector<event::EventId> rows = wanted(requests);
    if (rows.empty())
        return Block();
    auto addenda = m_addenda->of(requests);
    if (!addenda)
        return addenda.error();

    Block block;
    block.reserve(requests.size());
    size_t row = 0;
    size_t attempt = 0;
    size_t note = 0;
    size_t mark = 0;
    for (event::StoredRequest &request : requests) {
        const event::EventId last{lastRowOf(request)};
        const auto isBefore = [last](event::EventId event) { return event <= last; };
        const auto isOfIt = [isBefore](const store::Remark &r) { return isBefore(r.event); };
        ExportedRequest exported;
        exported.rows = takeWhile(rows, row, isBefore);
        exported.attempts =
            takeWhile(addenda->attempts, attempt,
                      [&request](const event::Attempt &a) { return a.request <= request.id; });
        exported.remarks.notes = takeWhile(addenda->remarks.notes, note, isOfIt);
        exported.remarks.marks = takeWhile(addenda->remarks.marks, mark, isOfIt);
        if (exported.rows.empty())
            continue;
        exported.stored = std::move(request);
        block.push_back(std::move(exported));
    }
    return block;
}

} // namespace sendscope::exchange
