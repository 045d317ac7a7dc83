#include "app/index/rowstep.h"

namespace sendscope::index {

using bandwidth::Body;
using bandwidth::Stage;

RowStep stepOf(const bandwidth::EventFacts &facts)
{
    RowStep step;
    step.stage = bandwidth::stageOf(facts);
    step.isInbound = bandwidth::isInbound(facts);
    // A receipt of version 1 does not say what has become of its message in words we know.
    step.hasState = facts.body == Body::Message || facts.body == Body::TwoFactorReceipt
        || facts.body == Body::InternationalReceipt || step.stage == Stage::Received;
    return step;
}

} // namespace sendscope::index
