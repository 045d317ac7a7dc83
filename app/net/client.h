#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QThread>
#include <QUrl>

#include <chrono>
#include <functional>
#include <utility>
#include <vector>

namespace sendscope::net {

class Worker;

/// Where an exchange may lead.
enum class AddressPolicy {
    PublicOnly, ///< Nothing of the address table: for URLs that strangers wrote.
    Any,        ///< For targets that the user typed.
};

/// What one exchange may cost.
struct Bounds
{
    qint64 responseBytes = 16 * 1024 * 1024;
    std::chrono::milliseconds connect{10'000};
    std::chrono::milliseconds firstByte{15'000};
    std::chrono::milliseconds progress{30'000};
    std::chrono::milliseconds total{60'000};
    /// How many may be followed, for GET and HEAD; each hop is checked like the first. https to
    /// http never is. With 0, and for other methods, a redirect is the answer.
    int redirects = 0;
    bool staysOnHost = false; ///< A redirect to another host is the answer, and not followed.
    /// Over responseBytes: end with what there is, instead of LimitPassed.
    bool keepsTruncated = false;
};

/// One request as it goes out: fields in this order, repeated and spelled as given. Nothing is
/// added but what framing needs: Host and Content-Length, in their place if they are in the list,
/// with values of our own. Transfer-Encoding is refused.
struct Outgoing
{
    QByteArray method = "GET";
    QUrl url; ///< http or https; user name and password in it are dropped.
    std::vector<std::pair<QByteArray, QByteArray>> fields;
    QByteArray body;
    /// Sent as Authorization to the URL's own origin only, never after a redirect elsewhere. The
    /// same goes for Authorization, Proxy-Authorization and Cookie among the fields; it takes the
    /// first one's place.
    QByteArray authorization;
    AddressPolicy policy = AddressPolicy::PublicOnly;
    Bounds bounds;
};

/// What came back.
struct Incoming
{
    int status = 0;
    QByteArray sentHead; ///< As it went out, Authorization as '*'.
    QByteArray head;     ///< The last response's status line and fields, as they came.
    QByteArray body;
    bool isTruncated = false;
    QUrl url;        ///< The last one, after redirects.
    QString address; ///< That was connected to.
    std::chrono::microseconds took{};
};

/// Everything that leaves this machine goes through here: libcurl in a thread of its own.
///
/// No cookies, no Referer, no cache, no proxy, http and https only. The
/// resolved address is checked before it is connected to, at every hop.
///
/// Thread: send() from any; the answer is posted to the receiver's thread, and dropped when it is
/// gone.
class Client : public QObject
{
    Q_OBJECT

public:
    Client();

    /// Cancels what is under way.
    ~Client() override;

    /// Errors: InvalidInput (URL, or a field with CR, LF or NUL), AddressRefused, Unreachable,
    /// TlsFailed, TimedOut, LimitPassed, Malformed (not HTTP), Cancelled.
    ///
    /// \p receiver does not move to another thread before its answer. What \p answer holds may be
    /// destroyed in any thread.
    void send(Outgoing request, QObject *receiver,
              std::function<void(const base::Result<Incoming> &)> answer,
              const base::CancelToken &cancel = {});

private:
    QThread m_thread;
    Worker *m_worker; ///< Lives in the thread, and ends with it.
};

} // namespace sendscope::net
