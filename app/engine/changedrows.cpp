#include "app/engine/changedrows.h"

#include "app/index/messagevalues.h"
#include "app/index/segment.h"

#include <algorithm>

namespace sendscope::engine {
namespace {

using event::EventId;
using event::Field;
using index::RowList;
using index::Snapshot;

/// Up to here rows are asked one by one.
constexpr size_t kMostRows = 50'000;

bool readsAny(const std::function<bool(Field)> &isRead, bool (*isOne)(Field))
{
    const std::span<const event::FieldInfo> fields = event::fields();
    return std::any_of(fields.begin(), fields.end(), [&](const event::FieldInfo &info) {
        return isOne(info.field) && isRead(info.field);
    });
}

bool isOfRequest(Field field)
{
    return field == Field::Status || field == Field::Attempts || field == Field::Forwarded;
}

/// Takes rows into a list until they are too many, or no row of the older snapshot.
class Gathered
{
public:
    Gathered(const Snapshot &older, RowList &rows)
        : m_oldest(older.oldest())
        , m_newest(older.newest())
        , m_rows(rows)
    {
    }

    /// False: they are too many.
    bool take(EventId id)
    {
        if (id >= m_oldest && id <= m_newest)
            m_rows.push_back(id);
        return m_rows.size() <= kMostRows;
    }

private:
    EventId m_oldest;
    EventId m_newest;
    RowList &m_rows;
};

bool takeOfMessages(const Snapshot &older, const Snapshot &newer, Gathered &gathered)
{
    const index::Messages &messages = newer.messages();
    for (const index::MessageNumber number : messages.changedSince(older.messages())) {
        for (const EventId id : messages.any(number).events) {
            if (!gathered.take(id))
                return false;
        }
    }
    return true;
}

bool takeOfRequests(const Snapshot &older, const Snapshot &newer, Gathered &gathered)
{
    for (const event::RequestId request : newer.later().changedSince(older.later().generation())) {
        for (const index::SegmentPtr &segment : newer.segments()) {
            if (segment->request(0) > request || segment->request(segment->count() - 1) < request)
                continue;
            for (quint32 row = segment->firstOf(request);
                 row < segment->count() && segment->request(row) == request; ++row) {
                if (!gathered.take(segment->id(row)))
                    return false;
            }
        }
    }
    return true;
}

bool takeRemarked(const Snapshot &older, const Snapshot &newer, Gathered &gathered)
{
    const RowList changed = newer.remarks().changedSince(older.remarks().generation());
    return std::all_of(changed.begin(), changed.end(),
                       [&gathered](EventId id) { return gathered.take(id); });
}

} // namespace

std::optional<RowList> changedRows(const Snapshot &older, const Snapshot &newer,
                                   const std::function<bool(Field)> &isRead)
{
    RowList rows;
    Gathered gathered(older, rows);
    if (older.messages().generation() != newer.messages().generation()
        && readsAny(isRead, index::isOfMessage) && !takeOfMessages(older, newer, gathered))
        return std::nullopt;
    if (older.later().generation() != newer.later().generation() && readsAny(isRead, isOfRequest)
        && !takeOfRequests(older, newer, gathered))
        return std::nullopt;
    if (older.remarks().generation() != newer.remarks().generation()
        && readsAny(isRead, index::isRemark) && !takeRemarked(older, newer, gathered))
        return std::nullopt;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

} // namespace sendscope::engine
