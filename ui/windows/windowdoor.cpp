#include "ui/windows/windowdoor.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>

#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr QByteArrayView kKnock = "raise\n";
constexpr QByteArrayView kAnswer = "raised\n";

// Milliseconds. Whoever is connected stands before a window that lives, and may be reading its
// first events on a busy machine.
constexpr int kPatience = 5'000;

/// The same for every way to spell the path, and the same before the file is made as after.
QByteArray resolved(const QString &path)
{
    const auto spelled = std::filesystem::absolute(QFile::encodeName(path).toStdString());
    std::error_code error;
    const auto canonical = std::filesystem::weakly_canonical(spelled, error);
    return QByteArray::fromStdString(error ? spelled.string() : canonical.string());
}

/// Short: a socket's path may have 107 bytes.
QString doorOf(const QString &capturePath)
{
    const QByteArray hash =
        QCryptographicHash::hash(resolved(capturePath), QCryptographicHash::Sha256)
            .toHex()
            .left(20);
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString folder = QFileInfo(runtime).isDir() ? runtime : QDir::tempPath();
    return folder + u"/sendscope-%1-%2"_s.arg(getuid()).arg(QLatin1StringView(hash));
}

/// The folder may belong to everybody: who stands on the other side is asked of the system.
bool isOurs(const QLocalSocket &socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && peer.uid == getuid();
}

} // namespace

WindowDoor::WindowDoor(const QString &capturePath, QObject *parent)
    : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &WindowDoor::onConnection);
    const QString door = doorOf(capturePath);
    if (m_server.listen(door))
        return;
    // Either somebody lives behind it, and keeps it; or it is left over from a program that was
    // killed.
    QLocalSocket probe;
    probe.connectToServer(door);
    if (probe.waitForConnected(kPatience))
        return;
    QLocalServer::removeServer(door);
    m_server.listen(door);
}

bool WindowDoor::knock(const QString &capturePath)
{
    const QDeadlineTimer patience(kPatience);
    const auto left = [&patience] { return int(patience.remainingTime()); };
    QLocalSocket socket;
    socket.connectToServer(doorOf(capturePath));
    if (!socket.waitForConnected(left()) || !isOurs(socket))
        return false;
    socket.write(kKnock.data(), kKnock.size());
    if (!socket.waitForBytesWritten(left()))
        return false;
    while (socket.bytesAvailable() < kAnswer.size()) {
        if (!socket.waitForReadyRead(left()))
            return false;
    }
    return socket.readAll() == kAnswer;
}

void WindowDoor::onConnection()
{
    QLocalSocket *socket = m_server.nextPendingConnection();
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    if (!isOurs(*socket)) {
        socket->abort();
        return;
    }
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (socket->bytesAvailable() < kKnock.size())
            return;
        if (socket->read(kKnock.size()) == kKnock) {
            socket->write(kAnswer.data(), kAnswer.size());
            emit knocked();
        }
        socket->disconnectFromServer();
    });
}

} // namespace sendscope::ui

#include "moc_windowdoor.cpp"
