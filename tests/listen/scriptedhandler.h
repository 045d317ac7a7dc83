#pragma once

#include "app/http/handler.h"

#include <functional>
#include <vector>

namespace sendscope::tests {

/// Remembers all it is told and answers as the test says.
class ScriptedHandler final : public http::Handler
{
public:
    struct Seen
    {
        http::ExchangeId exchange;
        http::Message message;
        http::Arrival arrival;
    };
    struct Answered
    {
        http::ExchangeId exchange;
        int status = 0;
        bool isDelivered = false;

        friend bool operator==(const Answered &, const Answered &) = default;
    };

    explicit ScriptedHandler(http::Responder &responder)
        : m_responder(responder)
    {
    }

    /// Answers the request that was seen as number `index`.
    void answer(size_t index, const http::Response &with = {})
    {
        m_responder.respond(requests[index].exchange, with);
    }
    void setReading(bool isReading) { m_responder.setReading(isReading); }

    std::optional<http::Response> judgeExpectation(const http::RequestHead &head,
                                                   const http::Arrival &arrival) override
    {
        expectations.push_back({{}, {head, {}, {}}, arrival});
        return expectationRefusal;
    }
    void onRequest(http::ExchangeId exchange, http::Message message,
                   const http::Arrival &arrival) override
    {
        requests.push_back({exchange, std::move(message), arrival});
        if (answersAtOnce)
            m_responder.respond(exchange, response);
    }
    void onRefused(const http::RefusedMessage &message, const http::Arrival &) override
    {
        refused.push_back(message);
    }
    void onAnswered(http::ExchangeId exchange, int status, bool isDelivered) override
    {
        answered.push_back({exchange, status, isDelivered});
    }
    bool isAtWork() const override { return hasWork; }

    bool hasWork = false;
    bool answersAtOnce = true;
    http::Response response;
    std::optional<http::Response> expectationRefusal;

    std::vector<Seen> requests;
    std::vector<Seen> expectations; ///< Heads without their bodies.
    std::vector<http::RefusedMessage> refused;
    std::vector<Answered> answered;

private:
    http::Responder &m_responder;
};

} // namespace sendscope::tests
