#pragma once

#include <QtGlobal>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace sendscope::bench {

/// An HTTP server on loopback that answers 200 to every request and notes when it came. One thread,
/// epoll, nothing of Qt: as little as a target can cost.
///
/// Thread: its own; the calls from one other.
class TargetServer
{
public:
    using Clock = std::chrono::steady_clock;

    TargetServer();
    ~TargetServer();
    TargetServer(const TargetServer &) = delete;
    TargetServer &operator=(const TargetServer &) = delete;

    quint16 port() const { return m_port; } ///< 0: it could not listen.

    /// When each request was there whole, in order; forgets them. Only while nobody sends.
    std::vector<Clock::time_point> takeArrivals();

private:
    void serve();

    int m_listener = -1;
    int m_epoll = -1;
    quint16 m_port = 0;
    std::atomic_bool m_isEnding = false;
    std::vector<Clock::time_point> m_arrivals;
    std::thread m_thread;
};

} // namespace sendscope::bench
