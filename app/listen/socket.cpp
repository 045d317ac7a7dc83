#include "app/listen/socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace sendscope::listen {
namespace {

using AskName = int(int, sockaddr *, socklen_t *);

Endpoint nameOf(int descriptor, AskName *ask)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    auto *name = reinterpret_cast<sockaddr *>(&storage);
    if (ask(descriptor, name, &size) != 0)
        return {};

    const quint16 port = name->sa_family == AF_INET6
        ? reinterpret_cast<const sockaddr_in6 *>(&storage)->sin6_port
        : reinterpret_cast<const sockaddr_in *>(&storage)->sin_port;
    return {QHostAddress(name), ntohs(port)};
}

bool isForNow(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

} // namespace

Socket::Socket(qintptr descriptor)
    : m_descriptor(int(descriptor))
    , m_readNotifier(descriptor, QSocketNotifier::Read)
{
    // An answer leaves in one piece, so there is nothing to wait for.
    const int isOn = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &isOn, sizeof isOn);
    connect(&m_readNotifier, &QSocketNotifier::activated, this, &Socket::readable);
}

Socket::~Socket()
{
    close();
}

Endpoint Socket::peer() const
{
    return nameOf(m_descriptor, ::getpeername);
}

Endpoint Socket::local() const
{
    return nameOf(m_descriptor, ::getsockname);
}

std::optional<qsizetype> Socket::read(std::span<char> into)
{
    const ssize_t count = ::recv(m_descriptor, into.data(), into.size(), 0);
    if (count > 0)
        return count;
    if (count < 0 && isForNow(errno))
        return 0;
    return {};
}

void Socket::setReading(bool isReading)
{
    m_readNotifier.setEnabled(isReading && m_isOpen);
}

bool Socket::write(const QByteArray &bytes)
{
    if (!m_unsent.isEmpty()) {
        m_unsent += bytes;
        return true;
    }

    const std::optional<qsizetype> count = send(bytes);
    if (!count)
        return false;
    if (*count == bytes.size())
        return true;

    m_unsent = bytes.sliced(*count);
    if (!m_writeNotifier) {
        m_writeNotifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        connect(m_writeNotifier.get(), &QSocketNotifier::activated, this, &Socket::sendRest);
    }
    m_writeNotifier->setEnabled(true);
    return true;
}

void Socket::shutWriting()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void Socket::close()
{
    if (!std::exchange(m_isOpen, false))
        return;
    m_readNotifier.setEnabled(false);
    if (m_writeNotifier)
        m_writeNotifier->setEnabled(false);
    ::close(m_descriptor);
}

void Socket::sendRest()
{
    const std::optional<qsizetype> count = send(m_unsent);
    if (!count) {
        m_writeNotifier->setEnabled(false);
        emit broken();
        return;
    }

    m_unsent = m_unsent.sliced(*count);
    m_writeNotifier->setEnabled(!m_unsent.isEmpty());
    if (*count > 0)
        emit sent();
}

/// How much the system took, 0 included. None: the connection is broken.
std::optional<qsizetype> Socket::send(QByteArrayView bytes)
{
    // No SIGPIPE: that the peer is gone is an ordinary thing here.
    const ssize_t count = ::send(m_descriptor, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
    if (count >= 0)
        return count;
    if (isForNow(errno))
        return 0;
    return {};
}

} // namespace sendscope::listen

#include "moc_socket.cpp"
