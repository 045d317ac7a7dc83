#include "app/bandwidth/messagestate.h"

namespace sendscope::bandwidth {

QByteArrayView name(State state)
{
    static constexpr std::array<QByteArrayView, kStates> kNames = {
        "", "waiting", "sending", "sent", "delivered", "failed", "read", "received"};
    return kNames[size_t(state)];
}

QByteArrayView name(Issue issue)
{
    static constexpr std::array<QByteArrayView, kIssues.size()> kNames = {
        "overdue",    "conflicting", "out-of-order", "repeat",
        "no-receipt", "schema",      "malformed",    "refused"};
    return kNames[size_t(issue)];
}

} // namespace sendscope::bandwidth
