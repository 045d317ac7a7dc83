#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <optional>

namespace sendscope::replay {

/// A time stamp so much later, spelled as it was: its separator, the digits of its second's
/// fraction, its zone. None where it is no time stamp (see event::parseTimestamp()).
std::optional<QByteArray> shiftedTime(QByteArrayView text, std::chrono::seconds by);

} // namespace sendscope::replay
