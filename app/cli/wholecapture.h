#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/index/builder.h"
#include "app/store/reader.h"

#include <chrono>
#include <memory>

namespace sendscope::cli {

/// All events of a capture in columns, with what has become of its messages: for what asks for more
/// than one request says by itself. Reads a capture once, and then what came since.
///
/// Thread: one at a time.
class WholeCapture
{
public:
    /// \p overdueAfter: a message without a final event is overdue after so much recorded time.
    explicit WholeCapture(std::chrono::milliseconds overdueAfter);
    ~WholeCapture();

    /// All up to the newest event of now, judged now. Errors: those of reading.
    base::Result<index::SnapshotPtr> read(const store::Reader &reader);

    /// Begins anew: another capture has taken the name.
    void reset();

private:
    base::Result<void> readOld(const store::Reader &reader, event::EventId newest);
    base::Result<void> readNew(const store::Reader &reader, event::EventId newest);

    const std::chrono::milliseconds m_overdueAfter;
    const base::SystemClock m_clock;
    std::unique_ptr<index::Builder> m_builder;
    event::AttemptId m_newestAttempt;
};

} // namespace sendscope::cli
