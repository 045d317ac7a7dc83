#include "app/listen/connection.h"

#include "app/http/responsewriter.h"
#include "app/listen/endpoint.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sendscope::listen {
namespace {

constexpr size_t kReadBytes = 64 * 1024;

// Of a body that nobody wants. A sender that looks for an answer only after twice the default limit
// is cut off.
constexpr qint64 kDroppedBytes = 32 * 1024 * 1024;

constexpr int kRequestTimeout = 408;
constexpr int kTryAgain = 503;

} // namespace

Connection::Connection(qintptr descriptor, Poller &poller, const http::Limits &limits,
                       const base::Clock &clock, http::Handler &handler, Owner &owner)
    : m_limits(limits)
    , m_clock(clock)
    , m_handler(handler)
    , m_owner(owner)
    , m_socket(descriptor, poller)
    , m_parser(limits)
    , m_phaseBegan(clock.ticks())
{
    m_arrival.peer = toText(m_socket.peer());
    m_arrival.local = toText(m_socket.local());
    connect(&m_socket, &Socket::readable, this, &Connection::read);
    connect(&m_socket, &Socket::sent, this, &Connection::onSent);
    connect(&m_socket, &Socket::broken, this, &Connection::close);
}

void Connection::answer(http::ExchangeId exchange, const http::Response &response)
{
    const auto item = std::find_if(m_queue.begin(), m_queue.end(),
                                   [exchange](const Item &i) { return i.exchange == exchange; });
    if (item == m_queue.end())
        return;

    std::vector<Item> unanswerable;
    if (response.closes) {
        std::move(item + 1, m_queue.end(), std::back_inserter(unanswerable));
        m_queue.erase(item + 1, m_queue.end());
        m_stage = Stage::Ending;
    }

    const bool isLast = m_stage == Stage::Ending && &*item == &m_queue.back();
    item->bytes =
        http::writeResponse(response, {item->minorVersion, item->isHead, !isLast, m_clock.utc()});
    item->status = response.status;
    item->isReady = true;
    m_readyBytes += item->bytes.size();
    sendReady();

    for (const Item &other : unanswerable) {
        m_readyBytes -= other.bytes.size();
        if (!other.exchange.isNull())
            m_owner.endExchange(other.exchange, 0, false);
    }
    update();
}

void Connection::setHeld(bool isHeld)
{
    m_isHeld = isHeld;
    update();
}

void Connection::checkDeadlines(base::Ticks now)
{
    if (m_socket.unsentBytes() > 0 && now - m_lastWrite >= m_limits.write)
        return close();
    if (m_stage == Stage::Lingering && now - m_phaseBegan >= m_limits.linger)
        return close();
    if (m_stage != Stage::Open || m_isPaused)
        return;

    if (m_parser.isBetweenRequests()) {
        const auto limit = m_isFresh ? m_limits.head : m_limits.idle;
        if (m_isIdle && now - m_phaseBegan >= limit)
            close();
        return;
    }

    const bool isLate = m_parser.isInBody()
        ? now - m_phaseBegan >= m_limits.body || now - m_lastByte >= m_limits.bodyProgress
        : now - m_phaseBegan >= m_limits.head;
    if (!isLate)
        return;

    http::RefusedMessage refused =
        m_parser.abandon(m_parser.isInBody() ? event::RefusalReason::BodyTimeout
                                             : event::RefusalReason::HeadTimeout);
    refused.status = kRequestTimeout;
    refuse(refused);
}

void Connection::finish()
{
    if (m_queue.empty() && m_leaving.empty() && m_stage != Stage::Lingering)
        return close();
    if (m_stage == Stage::Open)
        m_stage = Stage::Ending;
    update();
}

void Connection::close()
{
    if (m_stage == Stage::Closed)
        return;

    const bool isCutShort = m_stage == Stage::Open && !m_parser.isBetweenRequests();
    m_stage = Stage::Closed;
    m_socket.close();
    m_owner.hold(-std::exchange(m_heldBytes, 0));

    if (isCutShort) {
        http::RefusedMessage refused = m_parser.abandon(event::RefusalReason::CutShort);
        refused.status = 0;
        m_handler.onRefused(refused, m_arrival);
    }
    for (const Leaving &leaving : std::exchange(m_leaving, {})) {
        if (!leaving.exchange.isNull())
            m_owner.endExchange(leaving.exchange, leaving.status, false);
    }
    for (const Item &item : std::exchange(m_queue, {})) {
        if (!item.exchange.isNull())
            m_owner.endExchange(item.exchange, item.status, false);
    }
    m_owner.onClosed(*this);
}

void Connection::read()
{
    const bool isSated = m_stage == Stage::Ending && m_droppedBytes > kDroppedBytes;
    if (m_isPaused || isSated) {
        m_hasUnread = true;
        m_socket.setReading(false);
        return;
    }

    std::array<char, kReadBytes> buffer; // Left as it is: only what is read into it is looked at.
    const std::optional<qsizetype> count = m_socket.read(buffer);
    if (!count)
        return close();
    if (m_stage != Stage::Open)
        return drop(*count);

    m_readAt = m_clock.utc();
    m_lastByte = m_clock.ticks();
    take(QByteArrayView(buffer.data(), *count));
}

/// Goes on with what reading left undone when it paused.
void Connection::resume()
{
    if (m_stage == Stage::Open && !m_isPaused)
        take(std::exchange(m_rest, {}));
}

void Connection::take(QByteArrayView bytes)
{
    m_isTaking = true;
    while (!bytes.isEmpty() && m_stage == Stage::Open && !mustPause()) {
        const bool wasWaiting = m_parser.isBetweenRequests();
        if (wasWaiting)
            m_arrival.at = m_readAt;
        const http::RequestParser::Progress progress = m_parser.feed(bytes);
        bytes = bytes.sliced(progress.used);
        if (wasWaiting && !m_parser.isBetweenRequests()) {
            m_phaseBegan = m_lastByte;
            m_isFresh = false;
        }

        switch (progress.step) {
        case http::RequestParser::Step::NeedMore:
            Q_ASSERT(bytes.isEmpty());
            if (!hold())
                refuseTooMuch();
            break;
        case http::RequestParser::Step::HeadComplete:
            takeHead();
            break;
        case http::RequestParser::Step::MessageComplete:
            takeMessage();
            break;
        case http::RequestParser::Step::Refused:
            refuse(m_parser.refused());
            break;
        }
    }
    if (m_stage == Stage::Open && !bytes.isEmpty())
        m_rest = bytes.toByteArray();
    m_isTaking = false;
    update();
}

void Connection::takeHead()
{
    m_phaseBegan = m_lastByte;
    const http::RequestHead &head = m_parser.head();
    if (!head.expectsContinue)
        return;

    const std::optional<http::Response> refusal = m_handler.judgeExpectation(head, m_arrival);
    if (!refusal)
        return pushReady(http::continueResponse());

    // The body may be on its way already, so nothing after this head can be told from it.
    m_stage = Stage::Ending;
    pushReady(http::writeResponse(
        *refusal, {head.minorVersion, head.method == "HEAD", false, m_clock.utc()}));
}

void Connection::takeMessage()
{
    http::Message message = m_parser.takeMessage();
    hold();
    const http::ExchangeId exchange = m_owner.beginExchange(*this);
    m_queue.push_back({exchange, message.head.method == "HEAD", message.head.minorVersion});
    if (!message.head.keepsAlive)
        m_stage = Stage::Ending;
    updateIdle(); // Now, as the answer may come before the handler returns.
    m_handler.onRequest(exchange, std::move(message), m_arrival);
}

/// Answers with the refusal's own response, where there is one, and ends the connection.
void Connection::refuse(const http::RefusedMessage &refused)
{
    m_stage = Stage::Ending;
    hold();
    if (refused.status != 0) {
        const http::Response response = http::refusalResponse(refused.status, refused.refusal);
        pushReady(http::writeResponse(response, {1, false, false, m_clock.utc()}));
    }
    m_handler.onRefused(refused, m_arrival);
    update();
}

void Connection::refuseTooMuch()
{
    http::RefusedMessage refused = m_parser.abandon(event::RefusalReason::BodyTooLarge);
    refused.refusal.detail = QStringLiteral("with those of other senders it is over %1 MiB")
                                 .arg(m_limits.halfReadBytes / (1024 * 1024));
    refused.status = kTryAgain;
    refuse(refused);
}

/// Tells the owner what the parser holds now. False where that is too much.
bool Connection::hold()
{
    const qint64 heldBytes = m_parser.heldBytes();
    return m_owner.hold(heldBytes - std::exchange(m_heldBytes, heldBytes)) || heldBytes == 0;
}

void Connection::drop(qint64 count)
{
    m_droppedBytes += count;
    if (m_stage == Stage::Lingering && m_droppedBytes > kDroppedBytes)
        close();
}

void Connection::pushReady(QByteArray bytes)
{
    m_readyBytes += bytes.size();
    Item item;
    item.isReady = true;
    item.bytes = std::move(bytes);
    m_queue.push_back(std::move(item));
    sendReady();
}

/// Hands all answers whose turn it is to the system in one piece.
void Connection::sendReady()
{
    QByteArray bytes;
    size_t count = 0;
    for (; count < m_queue.size() && m_queue[count].isReady; ++count) {
        Item &item = m_queue[count];
        m_givenBytes += item.bytes.size();
        m_readyBytes -= item.bytes.size();
        m_leaving.push_back({item.exchange, item.status, m_givenBytes});
        if (count == 0)
            bytes = std::move(item.bytes);
        else
            bytes += item.bytes;
    }
    if (count == 0)
        return;
    m_queue.erase(m_queue.begin(), m_queue.begin() + std::ptrdiff_t(count));

    if (m_socket.unsentBytes() == 0)
        m_lastWrite = m_clock.ticks();
    if (!m_socket.write(bytes))
        return close();
    finishSent();
}

void Connection::onSent()
{
    m_lastWrite = m_clock.ticks();
    finishSent();
    update();
}

void Connection::finishSent()
{
    const qint64 sentBytes = m_givenBytes - m_socket.unsentBytes();
    while (!m_leaving.empty() && m_leaving.front().end <= sentBytes) {
        const Leaving sent = m_leaving.front();
        m_leaving.erase(m_leaving.begin());
        if (!sent.exchange.isNull())
            m_owner.endExchange(sent.exchange, sent.status, true);
    }
}

void Connection::linger()
{
    m_stage = Stage::Lingering;
    m_phaseBegan = m_clock.ticks();
    // Closing now, with bytes of the peer unread, would make the system send a reset, and that can
    // take the answer from the peer's own buffer (RFC 9112, 9.6).
    m_socket.shutWriting();
    readOn();
}

bool Connection::mustPause() const
{
    return m_isHeld || qsizetype(m_queue.size()) >= m_limits.pipelined
        || m_readyBytes + m_socket.unsentBytes() > m_limits.waitingAnswerBytes;
}

/// Brings what follows from the rest up to date. Every way in from outside ends here.
void Connection::update()
{
    if (m_isTaking || m_stage == Stage::Closed)
        return;
    if (m_stage == Stage::Ending && m_queue.empty() && m_leaving.empty())
        linger();
    updatePause();
    updateIdle();
}

void Connection::updatePause()
{
    const bool isPaused = m_stage == Stage::Open && mustPause();
    if (isPaused == m_isPaused)
        return;
    m_isPaused = isPaused;

    const base::Ticks now = m_clock.ticks();
    if (isPaused) {
        m_pausedAt = now;
        return;
    }
    m_phaseBegan += now - m_pausedAt;
    m_lastByte += now - m_pausedAt;
    if (!m_rest.isEmpty())
        QMetaObject::invokeMethod(this, &Connection::resume, Qt::QueuedConnection);
    readOn();
}

void Connection::readOn()
{
    if (std::exchange(m_hasUnread, false))
        m_socket.setReading(true);
}

void Connection::updateIdle()
{
    const bool isIdle = m_stage == Stage::Open && m_queue.empty() && m_leaving.empty()
        && m_rest.isEmpty() && m_parser.isBetweenRequests();
    if (isIdle == m_isIdle)
        return;
    m_isIdle = isIdle;
    if (isIdle)
        m_phaseBegan = m_clock.ticks();
    m_owner.onIdleChanged(*this);
}

} // namespace sendscope::listen

#include "moc_connection.cpp"
