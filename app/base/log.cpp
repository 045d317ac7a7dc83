#include "app/base/log.h"

namespace sendscope::base {

Q_LOGGING_CATEGORY(logListen, "sendscope.listen", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "sendscope.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logNet, "sendscope.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logIndex, "sendscope.index", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "sendscope.ui", QtInfoMsg)

} // namespace sendscope::base
