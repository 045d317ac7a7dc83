#pragma once

#include "app/event/request.h"
#include "app/net/client.h"

namespace sendscope::replay {

/// So much of an answer's body is kept.
constexpr qint64 kMaxKeptAnswerBytes = 1024 * 1024;

/// Puts what went out and what came back into the attempt.
void takeAnswer(event::Attempt &attempt, const net::Incoming &answer);

} // namespace sendscope::replay
