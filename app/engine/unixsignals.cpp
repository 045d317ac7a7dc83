#include "app/engine/unixsignals.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace sendscope::engine {
namespace {

constexpr int kEndSignals[] = {SIGINT, SIGTERM, SIGHUP};
constexpr int kOtherSignals[] = {SIGQUIT, SIGUSR1, SIGUSR2};

// All a signal handler may use is a descriptor.
int writeEnd = -1;
bool isOnce = true;

/// What a signal handler hands on.
struct Told
{
    char number = 0;
    char isForAll = 0;
};

void onSignal(int number, siginfo_t *info, void *)
{
    const int error = errno;
    const Told told{char(number), char(info && info->si_code == SI_KERNEL)};
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &told, sizeof told);
    if (isOnce)
        std::signal(number, SIG_DFL);
    errno = error;
}

void handle(int number)
{
    struct sigaction action = {};
    action.sa_sigaction = onSignal;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

} // namespace

UnixSignals::UnixSignals(Again again, QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_sockets) != 0)
        return; // Without it the signals do what they always do.
    writeEnd = m_sockets[0];
    isOnce = again == Again::Ends;
    m_notifier = std::make_unique<QSocketNotifier>(m_sockets[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &UnixSignals::readSignal);
    for (const int number : kEndSignals)
        handle(number);
    if (again == Again::IsTold) {
        for (const int number : kOtherSignals)
            handle(number);
    }
}

UnixSignals::~UnixSignals()
{
    for (const int number : kEndSignals)
        std::signal(number, SIG_DFL);
    for (const int number : kOtherSignals)
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    for (const int socket : m_sockets) {
        if (socket >= 0)
            ::close(socket);
    }
}

void UnixSignals::readSignal()
{
    Told told;
    if (::read(m_sockets[1], &told, sizeof told) == sizeof told)
        emit received(told.number, told.isForAll != 0);
}

} // namespace sendscope::engine

#include "moc_unixsignals.cpp"
