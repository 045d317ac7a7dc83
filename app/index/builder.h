#pragma once

#include "app/event/request.h"
#include "app/index/derive.h"
#include "app/index/messagebuilder.h"
#include "app/index/setaside.h"
#include "app/index/snapshot.h"

namespace sendscope::index {

class SegmentWriter;

/// Takes stored requests in and publishes snapshots of them.
///
/// A capture is opened from its newest block backwards while live rows are appended: older segments
/// are put in front, newer rows go into one open segment at the end.
///
/// Thread: one at a time.
class Builder
{
public:
    Builder();
    ~Builder();

    /// Rows newer than all there are; those already here are skipped. Outcomes and attempts of the
    /// batch change the rows they are about, also rows that are not here yet. Pass each attempt
    /// once, in their order.
    void append(const event::StoredBatch &batch);

    /// Older rows than all there are, ascending, made by deriveBlock() on whichever thread.
    void prepend(DerivedBlock block);

    /// Shows handshakes that nobody came back to, when their time is up. True if there were any.
    bool expireHandshakes(base::UtcTime now) { return m_aside.expire(now); }

    /// When expireHandshakes() has something to do next; none while nothing waits.
    std::optional<base::UtcTime> handshakeDeadline() const { return m_aside.deadline(); }

    /// When the capture was recorded, and after how much of that a message without a final event is
    /// overdue; they replace those before. Without them none ever is.
    void setRecorded(RecordedTime recorded) { m_messages.setRecorded(std::move(recorded)); }
    void setOverdueAfter(std::chrono::microseconds limit) { m_messages.setOverdueAfter(limit); }

    /// When the next message becomes overdue while nothing comes; none: at no time.
    std::optional<base::UtcTime> overdueDeadline() const { return m_messages.deadline(); }

    /// Lines that a person drew, oldest first; they replace those before.
    void setMarkers(std::vector<Marker> markers);

    /// Marks and notes; they replace those before. True: anything has changed.
    bool setRemarks(const std::vector<RemarkedEvent> &remarked);

    /// Rows that are there no more, ascending; they replace those before.
    void setRemoved(RowList rows);

    /// Paths and headers that are being read; they replace those before.
    void setOnDemand(std::vector<OnDemandColumnPtr> columns) { m_onDemand = std::move(columns); }

    event::EventId oldest() const; ///< Null when empty.
    event::EventId newest() const;

    /// The state now. Copies pointers only, also of the segment that is still being filled; and of
    /// the messages those parts that changed. \p now: up to when what did not come is judged; the
    /// epoch: not at all.
    SnapshotPtr publish(base::UtcTime now = {});

    /// The same, but messages are what they are in a snapshot of the whole capture, which has these
    /// rows too, and which must last as long as the new one.
    SnapshotPtr publishWithin(const Snapshot &whole);

private:
    std::vector<SegmentPtr> segments();
    SnapshotPtr publish(std::vector<SegmentPtr> segments, MessagesPtr messages);
    SegmentPtr linkedOpen();
    void seal();
    void takeOutcome(const event::Outcome &outcome);

    std::vector<SegmentPtr> m_sealed;      ///< By id, ascending; all older than m_open.
    std::unique_ptr<SegmentWriter> m_open; ///< Null until the first row is appended.
    quint32 m_openLinked = 0;              ///< So many of its rows were given to m_messages.
    LaterFacts m_later;
    MessageBuilder m_messages;
    SetAside m_aside;
    std::vector<OnDemandColumnPtr> m_onDemand;
    std::shared_ptr<const std::vector<Marker>> m_markers;
    RemarkFacts m_remarks;
    std::shared_ptr<const RowList> m_removed;
};

} // namespace sendscope::index
