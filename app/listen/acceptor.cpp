#include "app/listen/acceptor.h"

#include <sys/socket.h>

#include <cerrno>

namespace sendscope::listen {
namespace {

// A burst of senders waits here while the listener works; the system's own bound is usually 4,096.
constexpr int kBacklog = 1024;

bool isShortage(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

/// The failure is that peer's alone, or a signal's: the next one may be accepted.
bool isPassing(int error)
{
    return error == EINTR || error == ECONNABORTED || error == EPROTO || error == EPERM
        || error == ENETDOWN || error == ENETUNREACH || error == EHOSTDOWN || error == EHOSTUNREACH;
}

} // namespace

Acceptor::Acceptor()
{
    m_server.setListenBacklogSize(kBacklog);
}

base::Result<void> Acceptor::listen(const Endpoint &endpoint)
{
    if (!m_server.listen(endpoint.address, endpoint.port)) {
        if (m_server.serverError() == QAbstractSocket::AddressInUseError)
            return base::Error{base::Error::Code::PortInUse, {toText(endpoint)}};
        return base::Error{base::Error::Code::AddressUnusable,
                           {toText(endpoint), m_server.errorString()}};
    }

    m_server.pauseAccepting();
    m_notifier =
        std::make_unique<QSocketNotifier>(m_server.socketDescriptor(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Acceptor::peerArrived);
    return {};
}

bool Acceptor::isAddressMissing() const
{
    const QAbstractSocket::SocketError error = m_server.serverError();
    return error == QAbstractSocket::SocketAddressNotAvailableError
        || error == QAbstractSocket::UnsupportedSocketOperationError;
}

Endpoint Acceptor::endpoint() const
{
    return {m_server.serverAddress(), m_server.serverPort()};
}

void Acceptor::setAccepting(bool isAccepting)
{
    if (m_notifier)
        m_notifier->setEnabled(isAccepting);
}

Acceptor::Accepted Acceptor::accept()
{
    const int listening = int(m_server.socketDescriptor());
    int descriptor = -1;
    do {
        descriptor = ::accept4(listening, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    } while (descriptor < 0 && isPassing(errno));

    if (descriptor < 0)
        return {std::nullopt, isShortage(errno)};
    return {descriptor, false};
}

} // namespace sendscope::listen

#include "moc_acceptor.cpp"
