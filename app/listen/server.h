#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/http/handler.h"
#include "app/http/limits.h"
#include "app/listen/connection.h"
#include "app/listen/endpoint.h"
#include "app/listen/listenercounts.h"
#include "app/listen/poller.h"

#include <QHash>
#include <QTimer>

#include <functional>
#include <list>
#include <memory>
#include <vector>

namespace sendscope::listen {

class Acceptor;

/// Accepts peers on several endpoints and takes requests to a handler, and its responses back.
///
/// When all connections that may be are there, the one idle longest is closed to admit another;
/// only when none is idle, or the process has no descriptor left, does accepting pause, until one
/// is.
///
/// Thread: the one it lives in. The constructor may run elsewhere and opens nothing.
class Server : public QObject, private http::Responder, private Connection::Owner
{
    Q_OBJECT

public:
    using MakeHandler = std::function<std::unique_ptr<http::Handler>(http::Responder &)>;

    Server(const http::Limits &limits, const base::Clock &clock, MakeHandler makeHandler);
    ~Server() override;

    void start(); ///< Makes the handler. To be called before all that follow.
    void listen(const std::vector<Endpoint> &endpoints);
    void stopListening();

    /// Takes in what has been sent by now: accepts whoever waits, and reads on until nothing more
    /// is there and every request has its answer, but for at most five seconds. drained() follows.
    void drain();

    /// Stops accepting and reading, lets answers under way leave for at most five seconds;
    /// stopped() follows.
    void stop();

    void count(); ///< counted() follows.

signals:
    void listening(
        const std::vector<sendscope::listen::Endpoint> &endpoints); ///< With their real ports.
    void listenFailed(const sendscope::base::Error &error);
    void counted(const sendscope::listen::ListenerCounts &counts);
    void drained();
    void stopped();

private:
    void respond(http::ExchangeId exchange, const http::Response &response) override;
    void setReading(bool isReading) override;

    http::ExchangeId beginExchange(Connection &connection) override;
    void endExchange(http::ExchangeId exchange, int status, bool isDelivered) override;
    bool hold(qint64 bytes) override;
    void onIdleChanged(Connection &connection) override;
    void onClosed(Connection &connection) override;

    void accept(Acceptor &acceptor);
    void admit(qintptr descriptor);
    bool closeIdlest();
    bool isFull() const;
    void setAccepting(bool isAccepting);
    void checkDeadlines();
    void drainOn();
    void checkStopped();
    std::vector<Connection *> connections() const;

    const http::Limits m_limits;
    const base::Clock &m_clock;
    const MakeHandler m_makeHandler;
    std::unique_ptr<http::Handler> m_handler; ///< Null until start().

    std::unique_ptr<Poller> m_poller; ///< Null until start().
    std::vector<std::unique_ptr<Acceptor>> m_acceptors;
    std::list<std::unique_ptr<Connection>> m_idle; ///< The one idle longest first.
    std::list<std::unique_ptr<Connection>> m_busy;
    QHash<http::ExchangeId, Connection *> m_exchanges; ///< Those in work, or on their way out.
    qint64 m_lastExchange = 0;
    qint64 m_halfReadBytes = 0; ///< Of all connections.

    /// One for all: a deadline is met up to a quarter of a second late, at a cost that does not
    /// show.
    QTimer m_timer;
    QTimer m_drainTimer; ///< Runs while draining.
    base::Ticks m_drainsUntil{};

    size_t m_mostConnections = 0;
    bool m_isReading = true;
    bool m_isStopping = false;
    base::Ticks m_stopsAt{}; ///< While stopping.
    ListenerCounts m_counts;
};

} // namespace sendscope::listen
