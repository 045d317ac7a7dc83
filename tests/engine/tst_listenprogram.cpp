#include "tests/testregistry.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
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

/// What `sendscope-cli listen` tells.
class ListenProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void blamesNoSenderThatCameBack();
    void saysThatRefusalsAreOnlyCounted();

private:
    void start();

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
    std::unique_ptr<QProcess> m_listener;
    QString m_capture;
    quint16 m_port = 0;
};

void ListenProgramTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_capture = m_folder->filePath(u"x.sendscope"_s);
    m_environment = QProcessEnvironment::systemEnvironment();
    m_environment.insert(u"SENDSCOPE_HOME"_s, m_folder->path());
    m_listener = std::make_unique<QProcess>();
}

void ListenProgramTest::cleanup()
{
    m_listener->terminate();
    m_listener->waitForFinished(kPatienceMs);
}

void ListenProgramTest::start()
{
    m_listener->setProcessEnvironment(m_environment);
    m_listener->start(
        QStringLiteral(SENDSCOPE_CLI),
        {u"listen"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--json"_s, u"--capture"_s, m_capture});
    m_port = quint16(QUrl(readObject(*m_listener)[u"listening"].toString()).port(0));
    QVERIFY(m_port != 0);
}

void ListenProgramTest::blamesNoSenderThatCameBack()
{
    m_environment.insert(u"SENDSCOPE_AUTH"_s, u"u:p"_s);
    start();

    QVERIFY(post(m_port, {}).startsWith("HTTP/1.1 401 "));
    const QJsonObject told = readObject(*m_listener);
    QVERIFY(post(m_port, "Authorization: Basic dTpw\r\n").startsWith("HTTP/1.1 200 "));
    QCOMPARE(readObject(*m_listener)[u"kind"].toString(), u"event");
    QProcess events;
    events.setProcessEnvironment(m_environment);
    events.start(QStringLiteral(SENDSCOPE_CLI), {u"events"_s, m_capture, u"--all"_s, u"--json"_s});
    QVERIFY(events.waitForFinished(kPatienceMs));

    for (const QJsonObject &row : {told, QJsonDocument::fromJson(events.readLine()).object()}) {
        QCOMPARE(row[u"kind"].toString(), u"handshake");
        QCOMPARE(row[u"refusal"].toString(), u"Asked for credentials");
    }
}

void ListenProgramTest::saysThatRefusalsAreOnlyCounted()
{
    start();

    // Far more than are kept in the seconds this may take.
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_port);
    socket.write(QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n").repeated(5'000));
    m_listener->setReadChannel(QProcess::StandardError);
    QByteArray line;
    const QDeadlineTimer deadline(kPatienceMs);
    while (line.isEmpty() && !deadline.hasExpired()) {
        socket.waitForReadyRead(1);
        socket.readAll(); // Else reading stops over there.
        m_listener->waitForReadyRead(1);
        line = m_listener->readLine();
    }

    QVERIFY(line.startsWith("Some refused requests are only counted, not kept"));
}

SENDSCOPE_TEST(ListenProgramTest, listenprogram)
#include "tst_listenprogram.moc"
