#include "app/engine/unixsignals.h"

#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace sendscope::engine {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

int writeEnd = -1; // All a signal handler may use is a descriptor.

void onSignal(int number)
{
    const char byte = char(number);
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
    std::signal(number, SIG_DFL);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_sockets) != 0)
        return; // Without it the signals do what they always do.
    writeEnd = m_sockets[0];
    m_notifier = std::make_unique<QSocketNotifier>(m_sockets[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &UnixSignals::readSignal);
    for (const int number : kSignals)
        std::signal(number, onSignal);
}

UnixSignals::~UnixSignals()
{
    for (const int number : kSignals)
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    for (const int socket : m_sockets) {
        if (socket >= 0)
            ::close(socket);
    }
}

void UnixSignals::readSignal()
{
    char byte = 0;
    if (::read(m_sockets[1], &byte, 1) == 1)
        emit received(byte);
}

} // namespace sendscope::engine

#include "moc_unixsignals.cpp"
