#pragma once

#include "app/event/request.h"
#include "app/store/connection.h"
#include "app/store/storedtime.h"

namespace sendscope::store {

/// All columns of attempts, in the order in which attemptOf() reads them.
constexpr QByteArrayView kAttempts =
    "SELECT id, request, started, took, target, sent_head, sent_body, status, response_head,"
    " response_body, error FROM attempts";

/// The attempt that a row of kAttempts is.
inline event::Attempt attemptOf(const Statement &row)
{
    event::Attempt attempt;
    attempt.id = {row.integer(0)};
    attempt.request = {row.integer(1)};
    attempt.started = fromStored(row.integer(2));
    attempt.took = std::chrono::microseconds{row.integer(3)};
    attempt.target = row.text(4);
    attempt.sentHead = row.bytes(5);
    attempt.sentBody = row.bytes(6);
    attempt.status = int(row.integer(7));
    attempt.responseHead = row.bytes(8);
    attempt.responseBody = row.bytes(9);
    attempt.error = row.text(10);
    return attempt;
}

} // namespace sendscope::store
