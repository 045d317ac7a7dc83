#pragma once

#include "app/listen/server.h"
#include "tests/listen/peer.h"
#include "tests/listen/scriptedhandler.h"
#include "tests/support/fakeclock.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>

namespace sendscope::tests {

/// A server on the test's own thread, on a free port of the loopback, with a handler that does as
/// the test says.
class Listening
{
public:
    explicit Listening(const http::Limits &limits = {})
        : server(limits, clock, [this](http::Responder &responder) {
            auto made = std::make_unique<ScriptedHandler>(responder);
            handler = made.get();
            return made;
        })
    {
        QObject::connect(&server, &listen::Server::listening, &server,
                         [this](const auto &endpoints) { endpoint = endpoints.front(); });
        QObject::connect(&server, &listen::Server::counted, &server,
                         [this](const auto &counts) { m_counts = counts; });
        server.start();
        server.listen({{QHostAddress(QHostAddress::LocalHost), 0}});
    }

    listen::ListenerCounts counts()
    {
        server.count();
        return m_counts;
    }

    FakeClock clock;
    ScriptedHandler *handler = nullptr; ///< The server's.
    listen::Server server;
    listen::Endpoint endpoint;

private:
    listen::ListenerCounts m_counts;
};

/// Until nothing more happens by itself.
inline void settle()
{
    while (QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents)) { }
}

} // namespace sendscope::tests
