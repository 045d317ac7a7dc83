#include "tests/bench/loadclient.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>

namespace sendscope::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Connection
{
    int socket = -1;
    const QByteArray *request = nullptr;
    qsizetype sent = 0;
    std::string response;
    Clock::time_point begun;
};

int connectTo(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ::close(socket);
        return -1;
    }
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

/// The length of the first whole response in the bytes; 0 if it is not all there.
size_t wholeResponse(std::string_view bytes)
{
    const size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return 0;
    constexpr std::string_view kField = "ontent-Length: ";
    const size_t field = bytes.substr(0, end).find(kField);
    size_t length = 0;
    for (size_t i = field + kField.size(); field != std::string_view::npos && bytes[i] != '\r'; ++i)
        length = length * 10 + size_t(bytes[i] - '0');
    return bytes.size() >= end + 4 + length ? end + 4 + length : 0;
}

class Load
{
public:
    Load(const std::vector<QByteArray> &requests, double perSecond)
        : m_requests(requests)
        , m_perSecond(perSecond)
        , m_epoll(::epoll_create1(0))
    {
    }

    ~Load()
    {
        for (const Connection &connection : m_connections) {
            if (connection.socket >= 0)
                ::close(connection.socket);
        }
        ::close(m_epoll);
    }

    LoadResult run(quint16 port, int connections, std::chrono::milliseconds duration)
    {
        m_connections.resize(size_t(connections));
        m_result.latencies.reserve(1 << 20);
        for (Connection &connection : m_connections)
            open(connection, port);
        m_begin = Clock::now();
        for (Connection &connection : m_connections)
            m_idle.push_back(&connection);
        while (Clock::now() - m_begin < duration && m_result.broken < connections) {
            while (!m_idle.empty() && isNextDue()) {
                Connection *connection = m_idle.back();
                m_idle.pop_back();
                begun(*connection);
            }
            turn();
        }
        m_result.took = Clock::now() - m_begin;
        if (m_perSecond > 0)
            drain();
        return std::move(m_result);
    }

private:
    void open(Connection &connection, quint16 port)
    {
        connection.socket = connectTo(port);
        if (connection.socket < 0) {
            ++m_result.broken;
            return;
        }
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &connection;
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, connection.socket, &event);
    }

    bool isNextDue() const
    {
        const std::chrono::duration<double> passed = Clock::now() - m_begin;
        return m_perSecond <= 0 || double(m_next) <= passed.count() * m_perSecond;
    }

    /// Waits for the answers that are still to come, so that what was answered is what was sent.
    void drain()
    {
        constexpr auto kPatience = std::chrono::seconds(10);
        const auto begin = Clock::now();
        while (qint64(m_idle.size()) + m_result.broken < qint64(m_connections.size())
               && Clock::now() - begin < kPatience)
            turn();
    }

    void begun(Connection &connection)
    {
        if (connection.socket < 0)
            return;
        connection.request = &m_requests[m_next++ % m_requests.size()];
        connection.begun = Clock::now();
        // Requests are small beside the socket's buffer: one send takes all of it.
        const ssize_t sent = ::send(connection.socket, connection.request->constData(),
                                    size_t(connection.request->size()), MSG_NOSIGNAL);
        if (sent != connection.request->size())
            close(connection);
    }

    void turn()
    {
        epoll_event events[256];
        const int count = ::epoll_wait(m_epoll, events, 256, m_perSecond > 0 ? 1 : 100);
        for (int i = 0; i < count; ++i)
            read(*static_cast<Connection *>(events[i].data.ptr));
    }

    void read(Connection &connection)
    {
        char bytes[4096];
        const ssize_t count = ::recv(connection.socket, bytes, sizeof bytes, 0);
        if (count <= 0) {
            close(connection);
            return;
        }
        connection.response.append(bytes, size_t(count));
        const size_t length = wholeResponse(connection.response);
        if (length == 0)
            return;
        const bool isFine = connection.response.size() > 9 && connection.response[9] == '2';
        ++(isFine ? m_result.answered : m_result.otherStatus);
        m_result.latencies.push_back(
            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - connection.begun));
        connection.response.erase(0, length);
        m_idle.push_back(&connection);
    }

    void close(Connection &connection)
    {
        ::close(connection.socket);
        connection.socket = -1;
        ++m_result.broken;
    }

    const std::vector<QByteArray> &m_requests;
    const double m_perSecond;
    const int m_epoll;
    Clock::time_point m_begin;
    size_t m_next = 0;                ///< How many were begun.
    std::vector<Connection *> m_idle; ///< Without a request in flight.
    std::vector<Connection> m_connections;
    LoadResult m_result;
};

} // namespace

std::chrono::microseconds LoadResult::percentile(double share) const
{
    if (latencies.empty())
        return {};
    std::vector<std::chrono::microseconds> sorted = latencies;
    const auto place = sorted.begin() + qsizetype(share * double(sorted.size() - 1));
    std::nth_element(sorted.begin(), place, sorted.end());
    return *place;
}

LoadResult runLoad(quint16 port, int connections, std::chrono::milliseconds duration,
                   const std::vector<QByteArray> &requests, double perSecond)
{
    return Load(requests, perSecond).run(port, connections, duration);
}

QByteArray postRequest(const QByteArray &body)
{
    return "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: BandwidthAPI/v2\r\n"
           "Content-Type: application/json; charset=utf-8\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace sendscope::bench
