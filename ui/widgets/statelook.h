#pragma once

#include "app/bandwidth/messagestate.h"
#include "ui/widgets/eventlook.h"

namespace sendscope::ui {

/// How what has become of a message is shown wherever it appears: its icon, its hue, and its word
/// in the user's language. What is owed goes before the state: "overdue", "no receipt",
/// "conflicting".
EventLook stateLook(bandwidth::State state, bandwidth::Issues issues);

} // namespace sendscope::ui
