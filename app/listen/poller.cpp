#include "app/listen/poller.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace sendscope::listen {
namespace {

// Then timers and what is posted have their turn.
constexpr int kEventsAtOnce = 256;

epoll_event eventFor(Poller::Watched &watched, bool isForReading, bool isForWriting)
{
    epoll_event event{};
    event.events = (isForReading ? EPOLLIN : 0u) | (isForWriting ? EPOLLOUT : 0u);
    event.data.ptr = &watched;
    return event;
}

} // namespace

Poller::Poller()
    : m_descriptor(::epoll_create1(EPOLL_CLOEXEC))
    , m_notifier(m_descriptor, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &Poller::dispatch);
}

Poller::~Poller()
{
    m_notifier.setEnabled(false);
    ::close(m_descriptor);
}

void Poller::watch(int descriptor, Watched &watched)
{
    epoll_event event = eventFor(watched, true, false);
    ::epoll_ctl(m_descriptor, EPOLL_CTL_ADD, descriptor, &event);
}

void Poller::change(int descriptor, Watched &watched, bool isForReading, bool isForWriting)
{
    epoll_event event = eventFor(watched, isForReading, isForWriting);
    ::epoll_ctl(m_descriptor, EPOLL_CTL_MOD, descriptor, &event);
}

void Poller::unwatch(int descriptor)
{
    ::epoll_ctl(m_descriptor, EPOLL_CTL_DEL, descriptor, nullptr);
}

int Poller::dispatch()
{
    std::array<epoll_event, kEventsAtOnce> events;
    const int count = ::epoll_wait(m_descriptor, events.data(), kEventsAtOnce, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[size_t(i)];
        static_cast<Watched *>(event.data.ptr)
            ->onReady(event.events & EPOLLIN, event.events & EPOLLOUT,
                      event.events & (EPOLLERR | EPOLLHUP));
    }
    return std::max(count, 0);
}

} // namespace sendscope::listen

#include "moc_poller.cpp"
