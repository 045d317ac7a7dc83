#include "app/net/exchange.h"

#include "app/net/addresstable.h"
#include "app/net/fieldlines.h"
#include "app/net/origin.h"

#include <QHostAddress>

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::net {
namespace {

using Code = base::Error::Code;

constexpr qint64 kMaxHeadBytes = 256 * 1024; ///< Of an answer, with all interim ones.

/// A kept connection that idled longer is not used again. Many servers close theirs after five
/// seconds; to be earlier spares most requests that would run into the closing.
constexpr long kMaxIdleSeconds = 4;

QString words(std::chrono::milliseconds time)
{
    const auto count = time.count();
    return count % 1000 == 0 ? QString::number(count / 1000) + u" s"_s
                             : QString::number(count) + u" ms"_s;
}

QString words(qint64 bytes)
{
    constexpr qint64 kMiB = 1024 * 1024;
    return bytes % kMiB == 0 ? QString::number(bytes / kMiB) + u" MiB"_s
                             : QString::number(bytes) + u" bytes"_s;
}

QString whyNotConnected(long error)
{
    switch (error) {
    case ECONNREFUSED:
        return u"nothing listens there"_s;
    case ENETUNREACH:
    case EHOSTUNREACH:
        return u"there is no way to its network"_s;
    case ETIMEDOUT:
        return u"it does not answer"_s;
    default:
        return QString::fromLocal8Bit(std::strerror(int(error)));
    }
}

/// The value of the first Location in an answer's head; null where there is none.
QByteArray locationIn(const QByteArray &head)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare("Location", Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

} // namespace

Exchange::Exchange(Outgoing request, Delivery delivery, base::CancelToken cancel,
                   const base::Clock &clock, Handle handle)
    : m_request(std::move(request))
    , m_delivery(std::move(delivery))
    , m_cancel(std::move(cancel))
    , m_clock(clock)
    , m_begun(clock.ticks())
    , m_handle(std::move(handle))
    , m_moved(m_begun)
{
}

base::Result<void> Exchange::prepare()
{
    const auto url = usableUrl(m_request.url);
    if (!url)
        return url.error();
    m_request.url = *url;
    if (m_request.policy == AddressPolicy::PublicOnly && !isPublicName(url->host()))
        return base::Error{Code::AddressRefused, {url->host()}};
    if (!isToken(m_request.method))
        return base::Error{Code::InvalidInput,
                           {QString::fromUtf8(m_request.method), u"a method such as POST"_s}};
    if (m_request.method == "HEAD" && !m_request.body.isEmpty())
        return base::Error{Code::InvalidInput, {u"HEAD"_s, u"a method that may have a body"_s}};
    const auto lines = fieldLines(m_request, !m_hasLeftOrigin);
    if (!lines)
        return lines.error();

    curl_slist *fields = nullptr;
    for (const QByteArray &line : *lines)
        fields = curl_slist_append(fields, line.constData());
    setUp(fields);
    m_fields.reset(fields); // the old list only now: curl has let go of it
    m_incoming = {};
    m_phase = Phase::Connecting;
    m_moved = m_clock.ticks();
    return {};
}

void Exchange::setUp(curl_slist *fields)
{
    CURL *handle = m_handle.get();
    curl_easy_reset(handle);
    curl_easy_setopt(handle, CURLOPT_PRIVATE, this);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L); // do not wait for a look-up that was given up
    curl_easy_setopt(handle, CURLOPT_URL, m_request.url.toEncoded().constData());
    curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, fields);
    curl_easy_setopt(handle, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(handle, CURLOPT_PROXY, ""); // else the environment's is taken
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_MAXAGE_CONN, kMaxIdleSeconds);
    // Bounds are ours, phase by phase; curl's own, of 300 s, must not come before them.
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                     long(m_request.bounds.connect.count() + 1000));
    if (!m_request.bounds.keepsTruncated) {
        curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE,
                         curl_off_t(m_request.bounds.responseBytes));
    }
    setUpMethod();
    setUpCallbacks();
}

void Exchange::setUpMethod()
{
    CURL *handle = m_handle.get();
    if (m_request.method == "HEAD") {
        curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    } else if (m_request.method != "GET" || !m_request.body.isEmpty()) {
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(m_request.body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, m_request.body.constData());
    }
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, m_request.method.constData());
}

void Exchange::setUpCallbacks()
{
    CURL *handle = m_handle.get();
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, m_words);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &Exchange::openSocket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, &Exchange::onConnected);
    curl_easy_setopt(handle, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L); // else nobody is told of the traffic
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, &Exchange::onTraffic);
    curl_easy_setopt(handle, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &Exchange::onHeadLine);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Exchange::onBody);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
}

bool Exchange::isAllowed(const QHostAddress &address)
{
    if (m_request.policy == AddressPolicy::Any || isPublicAddress(address))
        return true;
    m_stop = base::Error{Code::AddressRefused, {address.toString()}};
    return false;
}

curl_socket_t Exchange::openSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    if (!static_cast<Exchange *>(self)->isAllowed(QHostAddress(&address->addr)))
        return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// Also reached with a connection that was opened for another request, which may have been allowed
/// more.
int Exchange::onConnected(void *pointer, char *address, char *, int, int)
{
    auto *self = static_cast<Exchange *>(pointer);
    const QHostAddress connected{QString::fromLatin1(address)};
    if (!self->isAllowed(connected))
        return CURL_PREREQFUNC_ABORT;
    if (!self->m_incoming.sentHead.isEmpty() && !self->isRepeatable()) {
        // curl would send it again over a new connection, because a kept one was closed without an
        // answer.
        self->m_stop = self->failure(Code::Unreachable, u"it hung up without an answer"_s);
        return CURL_PREREQFUNC_ABORT;
    }
    self->m_stop.reset();
    self->m_incoming = {};
    self->m_incoming.address = connected.toString();
    self->m_isHeadWhole = false;
    self->m_headBytes = 0;
    self->m_phase = Phase::Sending;
    self->m_moved = self->m_clock.ticks();
    return CURL_PREREQFUNC_OK;
}

int Exchange::onTraffic(CURL *, curl_infotype type, char *bytes, size_t size, void *pointer)
{
    auto *self = static_cast<Exchange *>(pointer);
    if (type == CURLINFO_HEADER_OUT)
        self->m_incoming.sentHead.append(bytes, qsizetype(size));
    if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)
        self->m_moved = self->m_clock.ticks();
    return 0;
}

size_t Exchange::onHeadLine(char *bytes, size_t, size_t count, void *self)
{
    return static_cast<Exchange *>(self)->takeHeadLine({bytes, qsizetype(count)}) ? count : 0;
}

bool Exchange::takeHeadLine(QByteArrayView line)
{
    m_phase = Phase::Receiving;
    m_moved = m_clock.ticks();
    m_headBytes += line.size();
    if (m_headBytes > kMaxHeadBytes) {
        m_stop = base::Error{
            Code::LimitPassed,
            {u"The head of the answer"_s, QString::number(kMaxHeadBytes / 1024) + u" KiB"_s}};
        return false;
    }
    if (m_isHeadWhole)
        return true; // a trailer

    m_incoming.head.append(line);
    if (line != "\r\n" && line != "\n")
        return true;
    long status = 0;
    curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &status);
    m_isHeadWhole = status / 100 != 1 || status == 101;
    if (!m_isHeadWhole)
        m_incoming.head.clear(); // an interim answer
    return true;
}

size_t Exchange::onBody(char *bytes, size_t, size_t count, void *self)
{
    return static_cast<Exchange *>(self)->takeBody({bytes, qsizetype(count)}) ? count : 0;
}

bool Exchange::takeBody(QByteArrayView bytes)
{
    m_moved = m_clock.ticks();
    const qint64 room = m_request.bounds.responseBytes - m_incoming.body.size();
    if (bytes.size() <= room) {
        m_incoming.body.append(bytes);
        return true;
    }
    if (m_request.bounds.keepsTruncated) {
        m_incoming.body.append(bytes.first(room));
        m_incoming.isTruncated = true;
    }
    return false;
}

Exchange::Handle Exchange::takeHandle()
{
    curl_easy_reset(m_handle.get()); // it still points at our fields, body and functions
    return std::move(m_handle);
}

bool Exchange::isCancelled() const
{
    return m_cancel.isCancelled() || !m_delivery.isWanted();
}

std::optional<base::Error> Exchange::reasonToStop() const
{
    if (isCancelled())
        return base::Error{Code::Cancelled, {}};

    const base::Ticks now = m_clock.ticks();
    const Bounds &bounds = m_request.bounds;
    const auto tookTooLong = [](const QString &what, std::chrono::milliseconds bound) {
        return base::Error{Code::TimedOut, {what, words(bound)}};
    };
    const QString origin = originOf(m_request.url);
    if (now - m_begun > bounds.total)
        return tookTooLong(u"The exchange with "_s + origin, bounds.total);
    if (m_phase == Phase::Connecting && now - m_moved > bounds.connect)
        return tookTooLong(u"The connection to "_s + origin, bounds.connect);
    if (m_phase == Phase::Sending && now - m_moved > bounds.firstByte)
        return tookTooLong(u"The answer of "_s + origin, bounds.firstByte);
    if (m_phase == Phase::Receiving && now - m_moved > bounds.progress)
        return tookTooLong(u"The rest of the answer of "_s + origin, bounds.progress);
    return std::nullopt;
}

std::optional<base::Result<Incoming>> Exchange::conclude(CURLcode code)
{
    if (code != CURLE_OK && !m_incoming.isTruncated)
        return errorFor(code);
    if (!m_isHeadWhole) // which curl takes for an answer without a body
        return errorFor(CURLE_PARTIAL_FILE);

    long status = 0;
    curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &status);
    m_incoming.status = int(status);
    if (isRedirect()) {
        const auto target = redirectTarget(m_request.url, locationIn(m_incoming.head));
        if (!target)
            return target.error();
        const bool staysHere = target->host() == m_request.url.host();
        if (staysHere || !m_request.bounds.staysOnHost) {
            if (const auto error = followRedirect(*target))
                return *error;
            return std::nullopt;
        }
    }
    m_incoming.sentHead = withoutSecrets(m_incoming.sentHead);
    m_incoming.url = m_request.url;
    m_incoming.took = m_clock.ticks() - m_begun;
    return m_incoming;
}

bool Exchange::isRepeatable() const
{
    return m_request.method == "GET" || m_request.method == "HEAD";
}

bool Exchange::isRedirect() const
{
    const int status = m_incoming.status;
    const bool hasStatus =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    return hasStatus && isRepeatable() && m_request.bounds.redirects > 0
        && !locationIn(m_incoming.head).isEmpty();
}

std::optional<base::Error> Exchange::followRedirect(const QUrl &target)
{
    if (m_hops == m_request.bounds.redirects) {
        return base::Error{
            Code::LimitPassed,
            {u"The number of redirects"_s, QString::number(m_request.bounds.redirects)}};
    }
    ++m_hops;
    m_hasLeftOrigin = m_hasLeftOrigin || originOf(target) != originOf(m_request.url);
    m_request.url = target;
    return std::nullopt;
}

base::Error Exchange::errorFor(CURLcode code) const
{
    if (m_stop)
        return *m_stop;
    switch (code) {
    case CURLE_URL_MALFORMAT:
        return {Code::InvalidInput, {m_request.url.toDisplayString(), u"an http or https URL"_s}};
    case CURLE_COULDNT_RESOLVE_HOST:
        return failure(Code::Unreachable, u"no address is known for this name"_s);
    case CURLE_COULDNT_CONNECT: {
        long number = 0;
        curl_easy_getinfo(m_handle.get(), CURLINFO_OS_ERRNO, &number);
        return failure(Code::Unreachable, whyNotConnected(number));
    }
    case CURLE_GOT_NOTHING:
        return failure(Code::Unreachable, u"it hung up without an answer"_s);
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
        return failure(Code::Unreachable, u"it hung up before the end"_s);
    case CURLE_WRITE_ERROR:
    case CURLE_FILESIZE_EXCEEDED:
        return {Code::LimitPassed, {u"The answer"_s, words(m_request.bounds.responseBytes)}};
    case CURLE_OPERATION_TIMEDOUT:
        return {
            Code::TimedOut,
            {u"The connection to "_s + originOf(m_request.url), words(m_request.bounds.connect)}};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return failure(Code::TlsFailed, QString::fromUtf8(m_words));
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
        return {Code::Malformed, {u"The answer of %1 is not HTTP."_s.arg(originOf(m_request.url))}};
    default:
        return failure(Code::Unreachable,
                       QString::fromUtf8(*m_words ? m_words : curl_easy_strerror(code)));
    }
}

base::Error Exchange::failure(base::Error::Code code, const QString &reason) const
{
    return {code, {originOf(m_request.url), reason}};
}

void Exchange::post(base::Result<Incoming> result)
{
    m_delivery.post(std::move(result));
}

} // namespace sendscope::net
