#pragma once

#include "app/engine/backwardpass.h"
#include "app/filter/filter.h"
#include "app/index/ondemand.h"
#include "app/index/snapshot.h"

#include <functional>
#include <memory>
#include <vector>

namespace sendscope::engine {

/// Reads the paths and headers that somebody asks for out of a capture, newest events first, and
/// keeps them up to date while more arrive.
///
/// Thread: one at a time; the one its poster leads to.
class OnDemandIndex
{
public:
    /// Runs a function on this object's thread, soon; what was posted is dropped with the object.
    using Poster = std::function<void(std::function<void()>)>;

    /// \p changed: there are more values than before. Called on this object's thread.
    OnDemandIndex(QString capturePath, Poster post, std::function<void()> changed);
    ~OnDemandIndex();

    /// These and no others. \p newest: the newest event there is; what comes after it is appended.
    void setFields(const std::vector<event::FieldRef> &fields, event::EventId newest);

    /// Requests with events after `newest`, ascending.
    void append(const std::vector<event::StoredRequest> &requests, event::EventId newest);

    /// All columns as they are now.
    std::vector<index::OnDemandColumnPtr> columns();

private:
    /// One field: what was read of the events before it was asked for, and what came since.
    struct Entry
    {
        std::vector<index::OnDemandPartPtr> parts; ///< By id, ascending, without the open one.
        event::EventId coveredFrom;
        bool isComplete = false;
    };
    using Parts = std::vector<index::OnDemandPartPtr>;
    using Pass = BackwardPass<Parts>;

    void readOlder();
    void takeOlder(const std::vector<event::FieldRef> &fields, const Pass::Block &block,
                   const Parts &parts);
    void sealOpen();

    const QString m_capturePath;
    const Poster m_post;
    const std::function<void()> m_changed;
    index::OnDemandReader m_reader;            ///< Of all fields;
    std::vector<Entry> m_entries;              ///< one for each,
    std::vector<index::OnDemandWriter> m_open; ///< and where its newest values go.
    event::EventId m_newest;      ///< When fields were last set: the end of what is read back.
    std::unique_ptr<Pass> m_pass; ///< Null while nothing is read.
    qint64 m_generation = 0;      ///< Of the pass: what an earlier one posted is dropped.
};

/// Whether the values of a path or a header are all there, and the same as before.
bool isRead(const index::Snapshot &snapshot, const event::FieldRef &field);

/// The same of all that a filter asks about.
bool areAllRead(const index::Snapshot &snapshot, const filter::Filter &filter);

} // namespace sendscope::engine
