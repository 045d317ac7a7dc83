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

Socket::Socket(qintptr descriptor, Poller &poller)
    : m_descriptor(int(descriptor))
    , m_poller(poller)
{
    // An answer leaves in one piece, so there is nothing to wait for.
    const int isOn = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &isOn, sizeof isOn);
    m_poller.watch(m_descriptor, *this);
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
    watch(isReading, m_isWriting);
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
    watch(m_isReading, true);
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
    m_poller.unwatch(m_descriptor);
    ::close(m_descriptor);
}

void Socket::onReady(bool isReadable, bool isWritable, bool isBroken)
{
    if (m_isOpen && m_isWriting && isWritable)
        sendRest();
    if (!m_isOpen) // By what sending led to, or by an event before this one.
        return;
    if (m_isReading && (isReadable || isBroken))
        emit readable(); // What came before it broke can still be read.
    else if (isBroken)
        emit broken();
}

void Socket::sendRest()
{
    const std::optional<qsizetype> count = send(m_unsent);
    if (!count) {
        emit broken();
        return;
    }

    m_unsent = m_unsent.sliced(*count);
    watch(m_isReading, !m_unsent.isEmpty());
    if (*count > 0)
        emit sent();
}

void Socket::watch(bool isForReading, bool isForWriting)
{
    if (!m_isOpen || (isForReading == m_isReading && isForWriting == m_isWriting))
        return;
    m_isReading = isForReading;
    m_isWriting = isForWriting;
    m_poller.change(m_descriptor, *this, isForReading, isForWriting);
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
