#pragma once

#include "app/base/canceltoken.h"
#include "app/event/fieldref.h"
#include "app/index/rows.h"
#include "app/index/snapshot.h"
#include "app/index/sortvalue.h"

#include <span>
#include <vector>

namespace sendscope::index {

/// What rows are sorted by. Rows alike, and those without the field, which come last either way,
/// keep their order of arrival.
///
/// A plain value.
struct Order
{
    event::FieldRef field = event::Field::Event;
    bool isDescending = false;

    /// By what has become of the whole message that the row belongs to, where the field says that:
    /// for rows that stand for messages.
    bool isOfMessage = false;

    /// Oldest first, as rows arrive: nothing has to be sorted.
    bool isArrival() const
    {
        return field == event::FieldRef(event::Field::Event) && !isDescending;
    }

    /// It is, and the field says so.
    bool readsMessage() const;

    friend bool operator==(const Order &, const Order &) = default;
};

/// A row with what it is sorted by.
struct SortEntry
{
    quint64 key = 0; ///< Ascending in the order, whichever way it goes.
    event::EventId id;

    friend auto operator<=>(const SortEntry &, const SortEntry &) = default;
};

/// Writes the ids of several sorted lists as one.
void mergeIds(std::span<const std::vector<SortEntry>> lists, event::EventId *to);

/// Gives rows of one snapshot their keys. Making one of a text field looks at every distinct text
/// of it, and may take a while.
///
/// Borrows nothing. Thread: any, once made.
class SortKeys
{
public:
    SortKeys(SnapshotPtr snapshot, Order order, const base::CancelToken &cancel = {});
    ~SortKeys();

    /// The keys of rows that ascend by id.
    std::vector<SortEntry> entries(std::span<const event::EventId> ids) const;

private:
    struct Ranks;

    void addOnDemand(std::span<const event::EventId> ids, std::vector<SortEntry> &out) const;
    void addMessages(std::span<const event::EventId> ids, std::vector<SortEntry> &out) const;
    void addCatalogued(std::span<const event::EventId> ids, std::vector<SortEntry> &out) const;

    SnapshotPtr m_snapshot;
    Order m_order;
    std::unique_ptr<Ranks> m_ranks; ///< Of texts; null for numbers.
};

/// Compares rows of a snapshot by an order without making keys: for the few rows that come to a
/// sorted list, and for finding a row in it.
///
/// Borrows the snapshot. Thread: any.
class RowOrder
{
public:
    RowOrder(const Snapshot &snapshot, Order order)
        : m_snapshot(snapshot)
        , m_order(std::move(order))
    {
    }

    bool isBefore(event::EventId a, event::EventId b) const;

    RowList sorted(std::span<const event::EventId> ids) const;

    /// Where the row stands among rows in this order; -1 where it does not.
    qsizetype place(std::span<const event::EventId> rows, event::EventId id) const;

private:
    using Entry = std::pair<SortValue, event::EventId>;

    bool isBefore(const Entry &a, const Entry &b) const;
    SortValue valueOf(event::EventId id) const;

    const Snapshot &m_snapshot;
    Order m_order;
};

} // namespace sendscope::index
