#pragma once

#include "app/base/result.h"
#include "app/index/recordedtime.h"
#include "app/store/reader.h"

namespace sendscope::engine {

/// What a capture says of when it was recorded.
struct RecordingFacts
{
    std::vector<store::Run> runs;
    std::vector<store::RecordingMark> marks;
    base::UtcTime newestArrival; ///< The epoch: nothing came yet.
};

/// Errors: those of reading.
base::Result<RecordingFacts> recordingFacts(const store::Reader &reader);

/// When it was recorded, without what the machine slept, and without the time that it could not
/// listen. Imports are no part of it. \p goesOn:
/// somebody records into it now; else a run without an end was cut off after its last sign of life.
index::RecordedTime recordedTime(const RecordingFacts &facts, bool goesOn);

/// The mark of a sleep, which recordedTime() reads: its text is when it ended.
constexpr QStringView kSleepMark = u"sleep";

} // namespace sendscope::engine
