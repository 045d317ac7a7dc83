#pragma once

#include "app/event/fieldcatalogue.h"
#include "app/index/messages.h"

#include <optional>

namespace sendscope::index {

/// Whether a message as a whole can be sorted by the field by what has become of it, and not by
/// what one of its events says: state, time taken, error code, repeats.
bool isOfWholeMessage(event::Field field);

/// The number that it is sorted by then. Of several recipients what is worst: the longest time, the
/// highest code. None where it has nothing of that.
std::optional<qint64> messageKey(const Message &message, event::Field field);

} // namespace sendscope::index
