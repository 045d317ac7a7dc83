#include "app/listen/server.h"

#include "app/base/log.h"
#include "app/listen/acceptor.h"
#include "app/listen/binding.h"
#include "app/listen/descriptors.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace sendscope::listen {
namespace {

constexpr auto kCheckInterval = 250ms;
constexpr auto kStopWithin = 5s;
constexpr auto kDrainWithin = 5s;
constexpr auto kDrainInterval = 1ms; // While answers wait for their commit.

// Then connections that are there already have their turn.
constexpr int kAcceptsAtOnce = 64;

// Left for everything that is no connection: the capture, targets, media, the window.
constexpr int kReservedDescriptors = 256;

} // namespace

Server::Server(const http::Limits &limits, const base::Clock &clock, MakeHandler makeHandler)
    : m_limits(limits)
    , m_clock(clock)
    , m_makeHandler(std::move(makeHandler))
    , m_timer(this)
    , m_drainTimer(this)
{
    m_drainTimer.setInterval(kDrainInterval);
    connect(&m_drainTimer, &QTimer::timeout, this, &Server::drainOn);
    m_timer.setInterval(kCheckInterval);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Server::checkDeadlines);
}

Server::~Server() = default;

void Server::start()
{
    const int most = std::min(m_limits.connections, raiseDescriptorLimit() - kReservedDescriptors);
    m_mostConnections = size_t(std::max(most, 1));
    m_poller = std::make_unique<Poller>();
    m_handler = m_makeHandler(*this);
}

void Server::listen(const std::vector<Endpoint> &endpoints)
{
    stopListening();
    auto acceptors = bindAll(endpoints);
    if (!acceptors) {
        emit listenFailed(acceptors.error());
        return;
    }

    m_acceptors = std::move(*acceptors);
    std::vector<Endpoint> real;
    for (const auto &acceptor : m_acceptors) {
        connect(acceptor.get(), &Acceptor::peerArrived, this,
                [this, a = acceptor.get()] { accept(*a); });
        real.push_back(acceptor->endpoint());
    }
    m_timer.start();
    emit listening(real);
}

void Server::stopListening()
{
    m_acceptors.clear();
    m_counts.isPaused = false;
}

void Server::stop()
{
    stopListening();
    m_isStopping = true;
    m_stopsAt = m_clock.ticks() + kStopWithin;
    m_timer.start();
    for (Connection *connection : connections())
        connection->finish();
    checkStopped();
}

void Server::drain()
{
    m_drainsUntil = m_clock.ticks() + kDrainWithin;
    m_drainTimer.start();
}

void Server::drainOn()
{
    const qint64 accepted = m_counts.accepted;
    for (const auto &acceptor : m_acceptors)
        accept(*acceptor);
    const bool hasMore = m_poller->dispatch() > 0 || m_counts.accepted != accepted;
    const bool isAtWork =
        hasMore || !m_exchanges.isEmpty() || !m_isReading || m_handler->isAtWork();
    if (isAtWork && m_clock.ticks() < m_drainsUntil)
        return;
    m_drainTimer.stop();
    emit drained();
}

void Server::count()
{
    m_counts.open = qint64(m_idle.size() + m_busy.size());
    emit counted(m_counts);
}

void Server::respond(http::ExchangeId exchange, const http::Response &response)
{
    if (Connection *connection = m_exchanges.value(exchange))
        connection->answer(exchange, response);
}

void Server::setReading(bool isReading)
{
    if (std::exchange(m_isReading, isReading) == isReading)
        return;
    for (Connection *connection : connections())
        connection->setHeld(!isReading);
}

http::ExchangeId Server::beginExchange(Connection &connection)
{
    const http::ExchangeId exchange{++m_lastExchange};
    m_exchanges.insert(exchange, &connection);
    return exchange;
}

void Server::endExchange(http::ExchangeId exchange, int status, bool isDelivered)
{
    m_exchanges.remove(exchange);
    if (isDelivered)
        ++m_counts.answered;
    m_handler->onAnswered(exchange, status, isDelivered);
}

bool Server::hold(qint64 bytes)
{
    m_halfReadBytes += bytes;
    return m_halfReadBytes <= m_limits.halfReadBytes;
}

void Server::onIdleChanged(Connection &connection)
{
    if (!connection.isIdle()) {
        m_busy.splice(m_busy.end(), m_idle, connection.place());
        return;
    }
    m_idle.splice(m_idle.end(), m_busy, connection.place());
    setAccepting(true); // There is one to let go for a peer that waits.
}

void Server::onClosed(Connection &connection)
{
    auto &list = connection.isIdle() ? m_idle : m_busy;
    connection.place()->release()->deleteLater(); // It may be at work further up the stack.
    list.erase(connection.place());
    setAccepting(true);
    checkStopped();
}

void Server::accept(Acceptor &acceptor)
{
    for (int i = 0; i < kAcceptsAtOnce; ++i) {
        // Only the first of a round is known to be there: none is let go for a peer that may not
        // come.
        if (isFull() && (i > 0 || !closeIdlest()))
            return setAccepting(i > 0);

        const Acceptor::Accepted accepted = acceptor.accept();
        if (accepted.descriptor)
            admit(*accepted.descriptor);
        else if (!accepted.isOutOfDescriptors)
            return;
        else if (!closeIdlest())
            return setAccepting(false);
    }
}

void Server::admit(qintptr descriptor)
{
    ++m_counts.accepted;
    auto connection =
        std::make_unique<Connection>(descriptor, *m_poller, m_limits, m_clock, *m_handler,
                                     static_cast<Connection::Owner &>(*this));
    connection->setHeld(!m_isReading);
    Connection &admitted = *connection;
    admitted.setPlace(m_idle.insert(m_idle.end(), std::move(connection)));
}

/// Lets the connection go that has been idle longest. False where none is.
bool Server::closeIdlest()
{
    if (m_idle.empty())
        return false;
    ++m_counts.closedIdle;
    m_idle.front()->close();
    return true;
}

bool Server::isFull() const
{
    return m_idle.size() + m_busy.size() >= m_mostConnections;
}

void Server::setAccepting(bool isAccepting)
{
    if (m_counts.isPaused == !isAccepting)
        return;
    m_counts.isPaused = !isAccepting;
    for (const auto &acceptor : m_acceptors)
        acceptor->setAccepting(isAccepting);
    qCDebug(base::logListen) << "accepting" << (isAccepting ? "goes on" : "pauses");
}

void Server::checkDeadlines()
{
    const base::Ticks now = m_clock.ticks();
    for (Connection *connection : connections())
        connection->checkDeadlines(now);

    if (m_isStopping && now >= m_stopsAt) {
        for (Connection *connection : connections())
            connection->close();
    }
    // A descriptor may have come free elsewhere in the process, which nobody tells of.
    setAccepting(true);
}

void Server::checkStopped()
{
    if (!m_isStopping || !m_idle.empty() || !m_busy.empty())
        return;
    m_timer.stop();
    emit stopped();
}

/// All, so that they can be gone through whatever that does to the lists. None is deleted before
/// the event loop has its turn.
std::vector<Connection *> Server::connections() const
{
    std::vector<Connection *> all;
    all.reserve(m_idle.size() + m_busy.size());
    for (const auto *list : {&m_idle, &m_busy}) {
        for (const auto &connection : *list)
            all.push_back(connection.get());
    }
    return all;
}

} // namespace sendscope::listen

#include "moc_server.cpp"
