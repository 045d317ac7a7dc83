#include "app/net/worker.h"

#include "app/base/log.h"

#include <QSocketNotifier>

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace sendscope::net {
namespace {

/// A cancel token cannot call us, so it is looked at this often while anything is under way.
constexpr base::Ticks kCheckInterval = 20ms;

constexpr base::Ticks kNever = base::Ticks::max();

/// Kept open for the next request to the same target.
constexpr long kIdleConnections = 256;

constexpr size_t kSpareHandles = 256;

CURLcode initialiseOnce()
{
    // QThread::wait() returns while the thread still frees what libraries keep for it. OpenSSL's
    // clean-up at exit would free the same in that moment; without it, the system does.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

void initialiseCurl()
{
    static const CURLcode code = initialiseOnce();
    if (code != CURLE_OK)
        qCWarning(base::logNet, "libcurl cannot be used: %s", curl_easy_strerror(code));
}

} // namespace

/// The notifiers of one socket of curl's.
struct Worker::Watch
{
    Watch(curl_socket_t socket, Worker *worker)
        : read(socket, QSocketNotifier::Read)
        , write(socket, QSocketNotifier::Write)
    {
        connect(&read, &QSocketNotifier::activated, worker,
                [worker, socket] { worker->onSocket(socket, CURL_CSELECT_IN); });
        connect(&write, &QSocketNotifier::activated, worker,
                [worker, socket] { worker->onSocket(socket, CURL_CSELECT_OUT); });
    }

    void set(int what)
    {
        read.setEnabled((what & CURL_POLL_IN) != 0);
        write.setEnabled((what & CURL_POLL_OUT) != 0);
    }

    QSocketNotifier read;
    QSocketNotifier write;
};

Worker::Worker()
    : m_curlDue(kNever)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
}

Worker::~Worker()
{
    while (!m_exchanges.empty())
        take(m_exchanges.begin()->first)->post(base::Error{base::Error::Code::Cancelled, {}});
    m_spare.clear();
    curl_multi_cleanup(m_multi);
}

void Worker::start()
{
    initialiseCurl();
    connect(&m_timer, &QTimer::timeout, this, &Worker::onTimer);
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &Worker::onSocketWanted);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &Worker::onTimeoutWanted);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, kIdleConnections);
}

void Worker::begin(Outgoing request, Delivery delivery, base::CancelToken cancel)
{
    Exchange::Handle handle;
    if (m_spare.empty()) {
        handle.reset(curl_easy_init());
    } else {
        handle = std::move(m_spare.back());
        m_spare.pop_back();
    }
    beginHop(std::make_unique<Exchange>(std::move(request), std::move(delivery), std::move(cancel),
                                        m_clock, std::move(handle)));
    runDue(); // else it would begin in the next turn of the event loop
    concludeEnded();
    armTimer();
}

/// The handle goes first: the receiver of the result may begin another exchange.
void Worker::end(std::unique_ptr<Exchange> exchange, base::Result<Incoming> result)
{
    if (m_spare.size() < kSpareHandles)
        m_spare.push_back(exchange->takeHandle());
    exchange->post(std::move(result));
}

void Worker::beginHop(std::unique_ptr<Exchange> exchange)
{
    if (exchange->isCancelled()) {
        end(std::move(exchange), base::Error{base::Error::Code::Cancelled, {}});
        return;
    }
    if (const auto prepared = exchange->prepare(); !prepared) {
        end(std::move(exchange), prepared.error());
        return;
    }
    if (m_exchanges.empty())
        m_nextCheck = m_clock.ticks() + kCheckInterval;
    CURL *handle = exchange->handle();
    m_exchanges.emplace(handle, std::move(exchange));
    curl_multi_add_handle(m_multi, handle);
}

std::unique_ptr<Exchange> Worker::take(CURL *handle)
{
    curl_multi_remove_handle(m_multi, handle);
    return std::move(m_exchanges.extract(handle).mapped());
}

int Worker::onSocketWanted(CURL *, curl_socket_t socket, int what, void *worker, void *)
{
    static_cast<Worker *>(worker)->watch(socket, what);
    return 0;
}

/// curl removes a socket after each answer, though it keeps the connection. A disabled notifier is
/// nowhere registered, so it serves the next socket of that number just as well.
void Worker::watch(curl_socket_t socket, int what)
{
    std::unique_ptr<Watch> &watch = m_watches[socket];
    if (!watch)
        watch = std::make_unique<Watch>(socket, this);
    watch->set(what == CURL_POLL_REMOVE ? CURL_POLL_NONE : what);
}

int Worker::onTimeoutWanted(CURLM *, long milliseconds, void *self)
{
    auto *worker = static_cast<Worker *>(self);
    worker->m_curlDue = milliseconds < 0
        ? kNever
        : worker->m_clock.ticks() + std::chrono::milliseconds(milliseconds);
    return 0;
}

void Worker::onSocket(curl_socket_t socket, int events)
{
    int running = 0;
    curl_multi_socket_action(m_multi, socket, events, &running);
    concludeEnded();
    armTimer();
}

void Worker::onTimer()
{
    const base::Ticks now = m_clock.ticks();
    if (now >= m_nextCheck) {
        m_nextCheck = now + kCheckInterval;
        stopOverdue();
    }
    runDue();
    concludeEnded();
    armTimer();
}

void Worker::runDue()
{
    if (m_clock.ticks() < m_curlDue)
        return;
    m_curlDue = kNever;
    int running = 0;
    curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
}

void Worker::concludeEnded()
{
    if (std::exchange(m_isConcluding, true))
        return; // the one that goes on takes these too
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result; // the message goes with the handle
        auto exchange = take(message->easy_handle);
        if (auto result = exchange->conclude(code))
            end(std::move(exchange), std::move(*result));
        else
            beginHop(std::move(exchange));
    }
    m_isConcluding = false;
}

void Worker::stopOverdue()
{
    std::vector<std::pair<CURL *, base::Error>> overdue;
    for (const auto &[handle, exchange] : m_exchanges) {
        if (auto reason = exchange->reasonToStop())
            overdue.emplace_back(handle, std::move(*reason));
    }
    // What receivers begin meanwhile must end none of those that are still to be stopped.
    const bool wasConcluding = std::exchange(m_isConcluding, true);
    for (const auto &[handle, reason] : overdue)
        end(take(handle), reason);
    m_isConcluding = wasConcluding;
}

void Worker::armTimer()
{
    const base::Ticks due = m_exchanges.empty() ? m_curlDue : std::min(m_curlDue, m_nextCheck);
    if (due == kNever) {
        m_timer.stop();
        return;
    }
    const auto wait = std::max(base::Ticks::zero(), due - m_clock.ticks());
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

} // namespace sendscope::net
