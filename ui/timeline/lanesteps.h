#pragma once

#include "ui/timeline/timelinecontent.h"

namespace sendscope::ui {

/// A lane a recipient, in the order of the message's recipients. \p moment: Messages::moment().
std::vector<TimelineLane> lanesOf(const index::Snapshot &snapshot, const index::Message &message,
                                  base::UtcTime moment);

} // namespace sendscope::ui
