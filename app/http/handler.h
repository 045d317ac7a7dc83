#pragma once

#include "app/http/message.h"

namespace sendscope::http {

/// Where responses are given back: the listener.
///
/// Thread: the listener's.
class Responder
{
public:
    virtual ~Responder() = default;

    /// Answers an exchange, now or after those before it on its connection. Exchanges whose peer is
    /// gone are passed over in silence: Handler::onAnswered has told of them, or will.
    virtual void respond(ExchangeId exchange, const Response &response) = 0;

    /// Stops reading from all connections, as long as the handler is full, and goes on again.
    /// Responses still leave, deadlines of half-read requests stand still.
    virtual void setReading(bool isReading) = 0;
};

/// Who decides what is answered. The listener calls it; it never blocks.
///
/// Thread: the listener's.
class Handler
{
public:
    virtual ~Handler() = default;

    /// A head that waits for 100-continue. A response refuses it before its body is sent (and
    /// closes the connection), and nothing more is heard of it; none lets the body come.
    virtual std::optional<Response> judgeExpectation(const RequestHead &head,
                                                     const Arrival &arrival) = 0;

    /// A whole request. Its response is given later, through Responder::respond, exactly once.
    virtual void onRequest(ExchangeId exchange, Message message, const Arrival &arrival) = 0;

    /// A request that framing, a limit or a deadline refused. The listener has answered it.
    virtual void onRefused(const RefusedMessage &message, const Arrival &arrival) = 0;

    /// The last byte of a response was handed to the system, or the peer was found gone before
    /// that.
    virtual void onAnswered(ExchangeId exchange, int status, bool isDelivered) = 0;

    /// Requests were handed over of which it is still open what becomes of them, whether their
    /// senders wait or are gone.
    virtual bool isAtWork() const { return false; }
};

} // namespace sendscope::http
