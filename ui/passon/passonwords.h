#pragma once

#include "app/replay/passonoptions.h"

#include <QString>

namespace sendscope::ui {

/// "Watching: passed on to http://…", "Standing between: answers come from http://…"; empty while
/// off.
QString passOnMode(const replay::PassOnStatus &status);

/// What that means for senders.
QString passOnMeaning(http::PassMode mode, std::chrono::milliseconds limit);

/// "12 passed on, 3 failed"; empty while nothing was.
QString passOnCounts(const replay::PassOnStatus &status);

/// What was counted, with the newest failure.
QString passOnCountsTip(const replay::PassOnStatus &status);

/// Something of it needs a look: the app fails, or is too slow for what comes.
bool isPassOnFailing(const replay::PassOnStatus &status);

} // namespace sendscope::ui
