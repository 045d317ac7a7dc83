#include "app/engine/recording.h"

#include "app/event/timestamp.h"

#include <algorithm>

namespace sendscope::engine {
namespace {

using Stretch = index::RecordedTime::Stretch;

base::UtcTime lastSignOf(const store::Run &run, const RecordingFacts &facts)
{
    base::UtcTime last = std::max(run.started, run.ended);
    for (const store::RecordingMark &mark : facts.marks) {
        if (mark.run == run.id)
            last = std::max(last, mark.at);
    }
    return last;
}

} // namespace

base::Result<RecordingFacts> recordingFacts(const store::Reader &reader)
{
    RecordingFacts facts;
    auto runs = reader.runs();
    if (!runs)
        return runs.error();
    facts.runs = std::move(*runs);
    auto marks = reader.recordingMarks();
    if (!marks)
        return marks.error();
    facts.marks = std::move(*marks);
    const auto newest = reader.newest();
    if (!newest)
        return newest.error();
    if (newest->isNull())
        return facts;
    // It may have been removed since.
    if (const auto request = reader.requestOf(*newest))
        facts.newestArrival = request->draft.request.arrived;
    return facts;
}

index::RecordedTime recordedTime(const RecordingFacts &facts, bool goesOn)
{
    std::vector<Stretch> stretches;
    const store::Run *last = nullptr;
    for (const store::Run &run : facts.runs) {
        if (run.via != event::Via::Listener)
            continue;
        last = &run;
        stretches.push_back({run.started, lastSignOf(run, facts)});
    }
    if (last && last->ended == base::UtcTime()) {
        stretches.back().to = goesOn ? index::RecordedTime::kGoesOn
                                     : std::max(stretches.back().to, facts.newestArrival);
    }

    std::vector<Stretch> asleep;
    base::UtcTime deafSince; // Nobody could deliver anything; the epoch: somebody can.
    const base::UtcTime never;
    for (const store::RecordingMark &mark : facts.marks) {
        if (mark.what == kSleepMark) {
            if (const auto to = event::parseTimestamp(mark.text.toUtf8()))
                asleep.push_back({mark.at, *to});
        } else if (mark.what == u"not-listening") {
            deafSince = deafSince == never ? mark.at : deafSince;
        } else if (mark.what == u"listening" && deafSince != never) {
            asleep.push_back({deafSince, mark.at});
            deafSince = never;
        }
    }
    if (deafSince != never)
        asleep.push_back({deafSince, index::RecordedTime::kGoesOn});
    return index::RecordedTime(std::move(stretches)).without(asleep);
}

} // namespace sendscope::engine
