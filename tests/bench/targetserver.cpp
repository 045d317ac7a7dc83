#include "tests/bench/targetserver.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace sendscope::bench {
namespace {

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                                     "Content-Length: 3\r\n\r\nok\n";

/// How long the request at the front is; 0 while it is not all there.
size_t wholeRequest(std::string_view bytes)
{
    const size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return 0;
    constexpr std::string_view kField = "ontent-Length: ";
    const size_t field = bytes.substr(0, end).find(kField);
    const size_t length = field == std::string_view::npos
        ? 0
        : size_t(std::strtoull(bytes.data() + field + kField.size(), nullptr, 10));
    return bytes.size() >= end + 4 + length ? end + 4 + length : 0;
}

} // namespace

TargetServer::TargetServer()
    : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0
        || ::listen(m_listener, 1024) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return;
    m_port = ntohs(address.sin_port);
    m_arrivals.reserve(1 << 20);
    m_thread = std::thread([this] { serve(); });
}

TargetServer::~TargetServer()
{
    m_isEnding = true;
    if (m_thread.joinable())
        m_thread.join();
    ::close(m_listener);
    ::close(m_epoll);
}

std::vector<TargetServer::Clock::time_point> TargetServer::takeArrivals()
{
    return std::exchange(m_arrivals, {});
}

void TargetServer::serve()
{
    std::unordered_map<int, std::string> pending;
    const auto watch = [this](int socket) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket, &event);
    };
    const auto read = [&](int socket) {
        char bytes[65536];
        const ssize_t count = ::recv(socket, bytes, sizeof bytes, 0);
        if (count <= 0) {
            pending.erase(socket);
            ::close(socket);
            return;
        }
        std::string &request = pending[socket];
        request.append(bytes, size_t(count));
        for (size_t length = wholeRequest(request); length > 0; length = wholeRequest(request)) {
            m_arrivals.push_back(Clock::now());
            request.erase(0, length);
            (void)::send(socket, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
        }
    };
    watch(m_listener);
    while (!m_isEnding) {
        epoll_event events[256];
        const int count = ::epoll_wait(m_epoll, events, 256, 20);
        for (int i = 0; i < count; ++i) {
            if (events[i].data.fd != m_listener) {
                read(events[i].data.fd);
                continue;
            }
            const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            const int on = 1;
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(socket);
        }
    }
    for (const auto &[socket, request] : pending)
        ::close(socket);
}

} // namespace sendscope::bench
