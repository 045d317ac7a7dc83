#pragma once

#include "app/base/id.h"

#include <QMetaType>

namespace sendscope::event {

using AttemptId = base::Id<struct AttemptTag>;
using EventId = base::Id<struct EventTag>;
using MediaId = base::Id<struct MediaTag>;
using RequestId = base::Id<struct RequestTag>;
using RunId = base::Id<struct RunTag>;

} // namespace sendscope::event

Q_DECLARE_METATYPE(sendscope::event::EventId)
Q_DECLARE_METATYPE(sendscope::event::RequestId)
