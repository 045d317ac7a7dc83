#pragma once

#include "app/replay/player.h"

#include <QString>

namespace sendscope::ui {

/// "24 requests, 1 min 3 s at 1×"; "24 requests, 3 times: 72 sent, as fast as it goes".
QString planWords(const replay::PlayPlan &plan);

/// "at 10×", "as fast as it goes".
QString paceWords(const replay::Pace &pace);

/// "18 of 24 sent, 17 answered 2xx, 1 failed": what is none is not said.
QString progressWords(const replay::PlayProgress &progress);

/// "1:03.412": a moment of a replay, from its beginning.
QString moment(std::chrono::microseconds sinceBegin);

} // namespace sendscope::ui
