#pragma once

#include <QLoggingCategory>

namespace sendscope::base {

// One category a room. Payloads are not logged at the default level, and never with their control
// characters.
Q_DECLARE_LOGGING_CATEGORY(logListen)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logIndex)
Q_DECLARE_LOGGING_CATEGORY(logUi)

} // namespace sendscope::base
