#pragma once

#include "app/base/clock.h"
#include "app/net/delivery.h"

#include <curl/curl.h>

#include <memory>
#include <optional>

class QHostAddress;

namespace sendscope::net {

/// One request on its way, hop by hop: what curl is told about it, its bounds, and what has come
/// back.
///
/// Thread: the worker's.
class Exchange
{
public:
    struct FreeHandle
    {
        void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
    };
    using Handle = std::unique_ptr<CURL, FreeHandle>;

    /// \p handle: a new one, or one that another exchange is through with.
    Exchange(Outgoing request, Delivery delivery, base::CancelToken cancel,
             const base::Clock &clock, Handle handle);
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    /// Makes handle() ready for the next hop.
    ///
    /// Errors: InvalidInput, AddressRefused.
    base::Result<void> prepare();

    CURL *handle() const { return m_handle.get(); }

    /// Gives it back, for another exchange. The last call but for post().
    Handle takeHandle();

    bool isCancelled() const;

    /// Why it has to end now: cancelled, nobody waits for it, or a bound is passed.
    std::optional<base::Error> reasonToStop() const;

    /// What the end of a hop means: the result, or, where there is none, that prepare() is next.
    std::optional<base::Result<Incoming>> conclude(CURLcode code);

    void post(base::Result<Incoming> result);

private:
    struct FreeList
    {
        void operator()(curl_slist *list) const { curl_slist_free_all(list); }
    };

    /// How far the present hop has come: what is waited for.
    enum class Phase { Connecting, Sending, Receiving };

    static curl_socket_t openSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onConnected(void *self, char *address, char *localAddress, int port, int localPort);
    static int onTraffic(CURL *handle, curl_infotype type, char *bytes, size_t size, void *self);
    static size_t onHeadLine(char *bytes, size_t size, size_t count, void *self);
    static size_t onBody(char *bytes, size_t size, size_t count, void *self);

    void setUp(curl_slist *fields);
    void setUpMethod();
    void setUpCallbacks();
    bool isAllowed(const QHostAddress &address);
    bool takeHeadLine(QByteArrayView line);
    bool takeBody(QByteArrayView bytes);
    bool isRepeatable() const; ///< To send it twice is no more than to send it once.
    bool isRedirect() const;
    std::optional<base::Error> followRedirect(const QUrl &target);
    base::Error errorFor(CURLcode code) const;
    base::Error failure(base::Error::Code code, const QString &reason) const;

    Outgoing m_request;
    Delivery m_delivery;
    const base::CancelToken m_cancel;
    const base::Clock &m_clock;
    const base::Ticks m_begun;

    Handle m_handle;
    std::unique_ptr<curl_slist, FreeList> m_fields;
    char m_words[CURL_ERROR_SIZE] = {}; ///< What curl says about a failure.

    int m_hops = 0;
    bool m_hasLeftOrigin = false; ///< Credentials stay behind from now on.

    // Of the present hop:
    Phase m_phase = Phase::Connecting;
    base::Ticks m_moved; ///< When the phase began, or the last bytes went either way in it.
    bool m_isHeadWhole = false;
    qint64 m_headBytes = 0;
    std::optional<base::Error> m_stop; ///< Why one of our functions told curl to stop.
    Incoming m_incoming;
};

} // namespace sendscope::net
