#pragma once

#include "ui/timeline/timelinecontent.h"

namespace sendscope::ui {

/// A lane a recipient, in the order of the message's recipients. \p moment: Messages::moment().
std::vector<TimelineLane> lanesOf(const index::Snapshot &snapshot, const index::Message &message,
                                  base::UtcTime moment, const filter::Names &names);

/// A number as it is shown: by its name where it has one.
QString partyName(QByteArrayView number, const filter::Names &names);

} // namespace sendscope::ui
