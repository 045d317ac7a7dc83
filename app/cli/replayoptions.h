#pragma once

#include "app/base/result.h"
#include "app/filter/filter.h"
#include "app/replay/playplan.h"
#include "app/settings/option.h"

#include <QString>

namespace sendscope::cli {

/// What was asked of `replay`.
struct ReplayWishes
{
    QString from;          ///< A capture, a file, or "-".
    QString results;       ///< The capture that what is sent is kept in; empty: where it came from.
    replay::PlayPlan plan; ///< Without requests and their source.
    filter::Filter filter;
    bool takesAll = false; ///< Also what was not answered 2xx when it came.
    bool isDryRun = false;
};

/// The options of `replay`.
QList<settings::Option> replayOptions();

/// Error: InvalidInput (args: what was read, what would be right), or the filter's.
base::Result<ReplayWishes> readReplayWishes(const settings::Arguments &arguments,
                                            const settings::Settings &settings);

/// "1x", "2.5x", "full speed".
QString paceWords(const replay::Pace &pace);

} // namespace sendscope::cli
