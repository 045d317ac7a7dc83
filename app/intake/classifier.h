#pragma once

#include "app/event/request.h"
#include "app/http/message.h"
#include "app/intake/rules.h"

namespace sendscope::intake {

/// What becomes of one request: what is stored, and what is answered.
struct Decision
{
    event::DraftRequest draft;

    /// The answer. For accepted requests only its status is final: the text names the rows, whose
    /// numbers are known after the commit.
    http::Response response;

    /// The answer promises that the request is stored, or depends on it: it leaves after the
    /// commit.
    bool waitsForCommit = true;
};

/// Splits a request into its rows and decides the answer. What a Sendscope marked as sent by itself
/// gets the run that the mark names.
Decision classify(const Rules &rules, http::Message message, const http::Arrival &arrival);

/// The draft of a request that framing, a limit or a deadline refused.
event::DraftRequest classifyRefused(const Rules &rules, const http::RefusedMessage &message,
                                    const http::Arrival &arrival);

/// What becomes of an Expect: 100-continue that is refused before its body is sent; none: let it
/// come.
std::optional<Decision> judgeExpectation(const Rules &rules, const http::RequestHead &head,
                                         const http::Arrival &arrival);

/// 200 with "stored 17", or "stored 17-19" for several rows.
http::Response storedResponse(event::EventId first, qsizetype count);

/// 503 with Retry-After: the sender is to try again.
http::Response notStoredResponse();

} // namespace sendscope::intake
