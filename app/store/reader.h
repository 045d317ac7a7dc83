#pragma once

#include "app/base/result.h"
#include "app/event/request.h"
#include "app/store/captureaccess.h"
#include "app/store/keptmedia.h"
#include "app/store/remarks.h"

#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace sendscope::store {

/// One stretch of recording, one import, one replay, one generation.
///
/// A plain value.
struct Run
{
    event::RunId id;
    event::Via via = event::Via::Listener;
    base::UtcTime started;
    base::UtcTime ended; ///< The epoch: it goes on, or was cut off and nobody has recorded since.
    /// Its program ended without closing; `ended` is its last sign of life.
    bool wasCutOff = false;
    QString program; ///< Who recorded: "Sendscope 0.1.0".

    friend bool operator==(const Run &, const Run &) = default;
};

/// A fact about the recording itself: start, stop, sleep, address, marker ...
///
/// A plain value.
struct RecordingMark
{
    event::RunId run;
    base::UtcTime at;
    QString what;
    QString text;
    event::EventId after; ///< The newest event at that moment; null: none yet.

    friend bool operator==(const RecordingMark &, const RecordingMark &) = default;
};

/// Reads a capture, and follows what another program writes into it. Never writes.
///
/// Read transactions are short, so that checkpoints are not held up. Every call first makes sure
/// that the files it has open are still those of the capture, and connects anew if not.
///
/// Thread: the one that opened it.
class Reader
{
public:
    /// Errors: NotFound, NotACapture, NewerCapture, CaptureCorrupt, FileUnreadable.
    static base::Result<std::unique_ptr<Reader>> open(const QString &capturePath);
    ~Reader();

    const CaptureInfo &info() const;

    /// Highest event id in the capture; null when empty.
    base::Result<event::EventId> newest() const;

    /// Whole requests of the events with ids in [first, last], ascending, with their outcome. The
    /// first and the last one may have rows beyond the range: all rows of a request come with it,
    /// event::isRemoved() ones between them included.
    /// Ends early, but not before the first one, where the bodies have more than so many bytes.
    base::Result<std::vector<event::StoredRequest>>
    requests(event::EventId first, event::EventId last,
             qint64 mostBytes = std::numeric_limits<qint64>::max()) const;

    /// The request of one event. Error: NotFound.
    base::Result<event::StoredRequest> requestOf(event::EventId event) const;

    /// What was sent on of that request, oldest first.
    base::Result<std::vector<event::Attempt>> attemptsOf(event::RequestId request) const;

    /// Of all attempts with ids over `after`, ascending, what can be known without reading their
    /// bytes: id, request, status.
    base::Result<std::vector<event::Attempt>> attemptsAfter(event::AttemptId after) const;

    /// The bytes that were kept of a link; none: nothing was.
    base::Result<std::optional<KeptMedia>> media(const QString &url) const;

    /// All notes and marks, each by event.
    base::Result<Remarks> remarks() const;

    /// Another text whenever notes or marks have changed; cheaper than reading them.
    base::Result<QString> remarksStamp() const;

    /// How often events were deleted from the capture.
    base::Result<qint64> removals() const;

    /// Ids of the events in [first, last] that are there, ascending.
    base::Result<std::vector<event::EventId>> eventsIn(event::EventId first,
                                                       event::EventId last) const;

    /// Oldest first.
    base::Result<std::vector<Run>> runs() const;
    base::Result<std::vector<RecordingMark>> recordingMarks() const;

    /// Whether the files are still those that were opened; the next read opens those of now.
    bool isCurrent() const;

    /// Changes whenever another program has committed something: cheap to ask.
    base::Result<qint64> dataVersion() const;

private:
    Reader();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sendscope::store
