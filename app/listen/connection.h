#pragma once

#include "app/base/clock.h"
#include "app/http/handler.h"
#include "app/http/limits.h"
#include "app/http/requestparser.h"
#include "app/listen/socket.h"

#include <list>
#include <memory>
#include <vector>

namespace sendscope::listen {

/// One peer: reads its requests, sends the responses in the order of the requests, keeps the
/// deadlines.
///
/// Memory: one half-read request within the limits, and one read's worth of bytes. Reading pauses
/// while too many requests are in work, too many bytes of answers wait, or the connection is held;
/// the deadlines of what is half read stand still meanwhile.
///
/// Nothing is shared between two connections, and none reads inside a call from outside: what
/// becomes readable through an answer is read from the event loop.
///
/// Thread: the listener's.
class Connection : public QObject
{
    Q_OBJECT

public:
    /// What a connection asks of, and tells, whoever owns it. It may be closed inside any of these
    /// calls, but not deleted.
    class Owner
    {
    public:
        virtual ~Owner() = default;

        virtual http::ExchangeId beginExchange(Connection &connection) = 0;

        /// Once for each exchange. The status is 0 where no response was given before the peer was
        /// gone.
        virtual void endExchange(http::ExchangeId exchange, int status, bool isDelivered) = 0;

        /// So many bytes more, or fewer, of a body that is not whole yet. False where that is more
        /// than all connections may hold together.
        virtual bool hold(qint64 bytes) = 0;

        virtual void onIdleChanged(Connection &connection) = 0;
        virtual void onClosed(Connection &connection) = 0; ///< Its descriptor is free.
    };

    /// Where the owner keeps it.
    using Place = std::list<std::unique_ptr<Connection>>::iterator;

    /// Takes the connected descriptor over.
    Connection(qintptr descriptor, Poller &poller, const http::Limits &limits,
               const base::Clock &clock, http::Handler &handler, Owner &owner);

    void answer(http::ExchangeId exchange, const http::Response &response);

    /// Stops reading requests, or goes on. Answers still leave.
    void setHeld(bool isHeld);

    /// Acts on what has passed by then.
    void checkDeadlines(base::Ticks now);

    /// Reads no further request; ends when the answers under way have left.
    void finish();

    /// Ends at once, whatever is under way.
    void close();

    bool isIdle() const { return m_isIdle; } ///< Between two requests, with nothing in work.

    Place place() const { return m_place; }
    void setPlace(Place place) { m_place = place; }

private:
    enum class Stage {
        Open,
        Ending,    ///< No further request is read. Answers under way leave.
        Lingering, ///< Our side is shut; what still comes is dropped, so that the last answer can
                   ///< be read.
        Closed,
    };

    /// A request in work, or bytes that leave in its turn: a refusal, a "100 Continue".
    struct Item
    {
        http::ExchangeId exchange; ///< Null: nobody is told when it has left.
        bool isHead = false;
        int minorVersion = 1;
        bool isReady = false;
        int status = 0;
        QByteArray bytes; ///< Once ready.
    };

    /// An answer that was handed to the socket.
    struct Leaving
    {
        http::ExchangeId exchange;
        int status = 0;
        qint64 end = 0; ///< Of all bytes ever given to the socket.
    };

    void read();
    void resume();
    void take(QByteArrayView bytes);
    void takeHead();
    void takeMessage();
    void refuse(const http::RefusedMessage &refused);
    void refuseTooMuch();
    bool hold();
    void drop(qint64 count);

    void pushReady(QByteArray bytes);
    void sendReady();
    void onSent();
    void finishSent();
    void linger();

    bool mustPause() const;
    void update();
    void updatePause();
    void readOn();
    void updateIdle();

    const http::Limits &m_limits;
    const base::Clock &m_clock;
    http::Handler &m_handler;
    Owner &m_owner;

    Socket m_socket;
    http::RequestParser m_parser;
    http::Arrival m_arrival; ///< Of the request that is being read, or was last.
    QByteArray m_rest;       ///< Read, but not taken when reading paused.
    std::vector<Item> m_queue;
    std::vector<Leaving> m_leaving;
    qint64 m_readyBytes = 0; ///< In the queue, behind an answer that is not there yet.
    qint64 m_givenBytes = 0; ///< To the socket, ever.
    qint64 m_droppedBytes = 0;
    qint64 m_heldBytes = 0; ///< What the owner was told.

    Stage m_stage = Stage::Open;
    bool m_isFresh = true; ///< Not a byte has come yet.
    bool m_isHeld = false;
    bool m_isPaused = false; ///< What mustPause() said last.
    bool m_isIdle = true;
    bool m_isTaking = false;
    bool m_hasUnread = false; ///< Bytes came while reading paused, and were left with the system.

    base::UtcTime m_readAt;   ///< When the last bytes were read.
    base::Ticks m_lastByte{}; ///< The same, for deadlines.
    base::Ticks
        m_phaseBegan{}; ///< Of what it waits for: a request, a head, a body, the end of lingering.
    base::Ticks m_pausedAt{};
    base::Ticks m_lastWrite{}; ///< Progress in sending.

    Place m_place;
};

} // namespace sendscope::listen
