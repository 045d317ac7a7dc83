#pragma once

#include "app/event/fieldref.h"
#include "app/index/later.h"
#include "app/index/messages.h"
#include "app/index/ondemand.h"
#include "app/index/remarks.h"
#include "app/index/row.h"
#include "app/index/setaside.h"

#include <memory>
#include <optional>
#include <vector>

namespace sendscope::index {

class Segment;
using SegmentPtr = std::shared_ptr<const Segment>;

/// A line that a person drew, with its text: rows after it came later.
struct Marker
{
    event::EventId after;
    QByteArray text; ///< UTF-8.

    friend bool operator==(const Marker &, const Marker &) = default;
};

/// What a snapshot is made of.
struct SnapshotParts
{
    std::vector<SegmentPtr> segments; ///< By id, ascending.
    LaterFacts later;
    std::shared_ptr<const AsideRows> aside; ///< Null: none.
    std::vector<OnDemandColumnPtr> onDemand;
    std::shared_ptr<const std::vector<Marker>> markers; ///< Oldest first; null: none.
    MessagesPtr messages;                               ///< Null: none.
    RemarkFacts remarks;
    std::shared_ptr<const RowList> removed; ///< Ascending; null: none.
};

/// The values of a field in one row.
struct CellValue
{
    std::optional<qint64> number; ///< Of fields of type Number, Time (microseconds, UTC), Duration
                                  ///< (microseconds) and Size.
    std::vector<QByteArrayView>
        texts; ///< Else; several for a list. Whole, UTF-8; a structure is empty.

    bool isEmpty() const { return !number && texts.empty(); }
};

/// All rows of a capture at one moment, as columns in memory. Immutable: read it from any thread,
/// keep it as long as you like.
///
/// Thread: any.
class Snapshot
{
public:
    Snapshot();
    explicit Snapshot(SnapshotParts parts);
    ~Snapshot();

    qint64 count() const { return m_count; }
    event::EventId oldest() const; ///< Null when empty.
    event::EventId newest() const;

    /// The row of that id; none where it is not (yet) here. Its texts live as long as this
    /// snapshot.
    std::optional<Row> row(event::EventId id) const;

    /// What that row has in a field. Its texts live as long as this snapshot.
    CellValue cell(event::EventId id, const event::FieldRef &field) const;

    /// Rows that a table leaves out unless asked for. Never null.
    const std::shared_ptr<const AsideRows> &aside() const { return m_parts.aside; }

    const std::vector<SegmentPtr> &segments() const { return m_parts.segments; }
    const LaterFacts &later() const { return m_parts.later; }
    const std::vector<Marker> &markers() const { return *m_parts.markers; }
    const RemarkFacts &remarks() const { return m_parts.remarks; }

    /// Rows that a person has removed, or another program: no query finds them. Ascending. Never
    /// null; another object after each change.
    const std::shared_ptr<const RowList> &removed() const { return m_parts.removed; }

    /// What has become of the messages that rows belong to.
    const Messages &messages() const { return *m_parts.messages; }
    const MessagesPtr &messagesShared() const { return m_parts.messages; }

    /// The message that the row belongs to, with all of its events; none for a row without one.
    std::optional<Message> message(event::EventId id) const;

    /// Which recipient of its message the row is about; null for a row without a message, or about
    /// more than one.
    const Recipient *recipient(event::EventId id) const;

    /// A path or a header; null where it is not being read.
    const OnDemandColumn *onDemand(const event::FieldRef &field) const;

    /// The segment with that id and its row there; null without.
    std::pair<const Segment *, quint32> find(event::EventId id) const;

private:
    SnapshotParts m_parts;
    qint64 m_count = 0;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace sendscope::index
