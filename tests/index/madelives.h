#pragma once

#include "app/event/request.h"

#include <QRandomGenerator>

namespace sendscope::tests {

/// Many messages' events, mixed up as they may come: of one to four recipients, any of their steps
/// in any order, repeated, without a time or a recipient or an id, by clocks that are wrong, to us
/// and from us, recorded and replayed and imported. They arrive a minute apart.
std::vector<event::StoredRequest> madeLives(QRandomGenerator &random, int messages);

} // namespace sendscope::tests
