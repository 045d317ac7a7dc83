#pragma once

#include "app/base/clock.h"
#include "app/net/delivery.h"
#include "app/net/exchange.h"

#include <QObject>
#include <QTimer>

#include <curl/curl.h>

#include <memory>
#include <unordered_map>
#include <vector>

class QSocketNotifier;

namespace sendscope::net {

/// Runs exchanges on libcurl's multi handle: its sockets under notifiers, its deadlines under one
/// timer.
///
/// Thread: the one that its owner gives it: Client, or who sends much from a thread of its own. The
/// constructor may run elsewhere and opens nothing.
class Worker : public QObject
{
public:
    Worker();

    /// Ends what is under way as cancelled.
    ~Worker() override;

    void start();

    /// A delivery at once may come before this has returned, and begin another.
    void begin(Outgoing request, Delivery delivery, base::CancelToken cancel);

private:
    struct Watch;
    using Exchanges = std::unordered_map<CURL *, std::unique_ptr<Exchange>>;

    static int onSocketWanted(CURL *handle, curl_socket_t socket, int what, void *worker,
                              void *watch);
    static int onTimeoutWanted(CURLM *multi, long milliseconds, void *worker);

    void watch(curl_socket_t socket, int what);
    void onSocket(curl_socket_t socket, int events);
    void onTimer();

    void beginHop(std::unique_ptr<Exchange> exchange);
    void concludeEnded();
    void stopOverdue();
    std::unique_ptr<Exchange> take(CURL *handle);
    void end(std::unique_ptr<Exchange> exchange, base::Result<Incoming> result);
    void runDue();
    void armTimer();

    const base::SystemClock m_clock;
    QTimer m_timer{this};
    base::Ticks m_curlDue;     ///< When curl wants to be called.
    base::Ticks m_nextCheck{}; ///< When bounds and cancel tokens are looked at next.
    CURLM *m_multi = nullptr;  ///< Null until start().
    Exchanges m_exchanges;
    std::vector<Exchange::Handle> m_spare; ///< To make one anew takes longer than a short answer.
    std::unordered_map<curl_socket_t, std::unique_ptr<Watch>> m_watches; ///< Kept for their number.
    bool m_isConcluding = false;
};

} // namespace sendscope::net
