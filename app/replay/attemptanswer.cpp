#include "app/replay/attemptanswer.h"

namespace sendscope::replay {

void takeAnswer(event::Attempt &attempt, const net::Incoming &answer)
{
    attempt.took = answer.took;
    attempt.sentHead = answer.sentHead;
    attempt.status = answer.status;
    attempt.responseHead = answer.head;
    attempt.responseBody = answer.body;
}

} // namespace sendscope::replay
