#include "tests/testregistry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 30'000;

QJsonObject readObject(QProcess &process)
{
    while (!process.canReadLine() && process.state() != QProcess::NotRunning)
        process.waitForReadyRead(kPatienceMs);
    return QJsonDocument::fromJson(process.readLine()).object();
}

/// Posts one event and reads the whole answer.
QByteArray post(quint16 port, const QByteArray &fields)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write("POST /cb HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n"
                 + fields + "\r\n{}");
    while (socket.state() != QAbstractSocket::UnconnectedState)
        socket.waitForDisconnected(kPatienceMs);
    return socket.readAll();
}

} // namespace

/// Basic sign-in, as `sendscope-cli` tells of it.
class SignInTest : public QObject
{
    Q_OBJECT

private slots:
    void blamesNoSenderThatCameBack();
};

void SignInTest::blamesNoSenderThatCameBack()
{
    const QTemporaryDir folder;
    const QString capture = folder.filePath(u"x.sendscope"_s);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SENDSCOPE_HOME"_s, folder.path());
    environment.insert(u"SENDSCOPE_AUTH"_s, u"u:p"_s);
    QProcess listener;
    listener.setProcessEnvironment(environment);
    listener.start(
        QStringLiteral(SENDSCOPE_CLI),
        {u"listen"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--json"_s, u"--capture"_s, capture});
    const quint16 port = quint16(QUrl(readObject(listener)[u"listening"].toString()).port(0));
    QVERIFY(port != 0);

    QVERIFY(post(port, {}).startsWith("HTTP/1.1 401 "));
    const QJsonObject told = readObject(listener);
    QVERIFY(post(port, "Authorization: Basic dTpw\r\n").startsWith("HTTP/1.1 200 "));
    QCOMPARE(readObject(listener)[u"kind"].toString(), u"event");
    listener.terminate();
    QVERIFY(listener.waitForFinished(kPatienceMs));
    QProcess events;
    events.setProcessEnvironment(environment);
    events.start(QStringLiteral(SENDSCOPE_CLI), {u"events"_s, capture, u"--json"_s});
    QVERIFY(events.waitForFinished(kPatienceMs));

    for (const QJsonObject &row : {told, QJsonDocument::fromJson(events.readLine()).object()}) {
        QCOMPARE(row[u"kind"].toString(), u"handshake");
        QCOMPARE(row[u"refusal"].toString(), u"Asked for credentials");
    }
}

SENDSCOPE_TEST(SignInTest, signin)
#include "tst_signin.moc"
