#include "app/store/reader.h"
#include "tests/testregistry.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 20;
constexpr int kSenders = 8;

/// What a sender was told is stored.
struct Acknowledged
{
    qint64 firstEvent = 0;
    qint64 lastEvent = 0;
    QByteArray body;
};

/// Posts one body after the other to a listener, and remembers what was acknowledged.
class Sender : public QObject
{
public:
    Sender(quint16 port, QByteArray name, std::vector<Acknowledged> &acknowledged)
        : m_name(std::move(name))
        , m_acknowledged(acknowledged)
    {
        connect(&m_socket, &QTcpSocket::connected, this, &Sender::send);
        connect(&m_socket, &QTcpSocket::readyRead, this, &Sender::read);
        m_socket.connectToHost(QHostAddress::LocalHost, port);
    }

private:
    void send()
    {
        const QByteArray id = m_name + '-' + QByteArray::number(m_sent++);
        m_body = m_sent % 3 == 0 ? "[{\"id\":\"" + id + "\"},{\"second\":true}]"
                                 : "[{\"id\":\"" + id + "\"}]";
        m_socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: "
                       + QByteArray::number(m_body.size()) + "\r\n\r\n" + m_body);
    }

    void read()
    {
        m_response += m_socket.readAll();
        const qsizetype stored = m_response.indexOf("\r\n\r\nstored ");
        if (stored < 0 || !m_response.endsWith('\n'))
            return;
        const QList<QByteArray> numbers = m_response.sliced(stored + 11).trimmed().split('-');
        m_acknowledged.push_back(
            {numbers.first().toLongLong(), numbers.last().toLongLong(), m_body});
        m_response.clear();
        send();
    }

    const QByteArray m_name;
    std::vector<Acknowledged> &m_acknowledged;
    QTcpSocket m_socket;
    QByteArray m_response;
    QByteArray m_body;
    int m_sent = 0;
};

/// Starts a listener on a free port. 0 if it did not come up.
quint16 start(QProcess &listener, const QString &capture)
{
    listener.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    listener.start(
        QStringLiteral(SENDSCOPE_CLI),
        {u"listen"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--json"_s, u"--capture"_s, capture});
    while (!listener.canReadLine() && listener.state() != QProcess::NotRunning)
        listener.waitForReadyRead(100);
    const QJsonObject line = QJsonDocument::fromJson(listener.readLine()).object();
    return quint16(QUrl(line[u"listening"].toString()).port(0));
}

} // namespace

/// Ends a listener under load with SIGKILL, again and again, and then counts.
class KillLoopTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingAcknowledgedIsMissing();

private:
    void runRound(int round, const QString &capture);

    std::vector<Acknowledged> m_acknowledged;
    QRandomGenerator m_random{17};
};

void KillLoopTest::runRound(int round, const QString &capture)
{
    QProcess listener;
    const quint16 port = start(listener, capture);
    QVERIFY(port != 0);
    const size_t enough = m_acknowledged.size() + 20 + m_random.bounded(200u);

    std::vector<std::unique_ptr<Sender>> senders;
    for (int i = 0; i < kSenders; ++i) {
        senders.push_back(std::make_unique<Sender>(
            port, QByteArray::number(round) + '-' + QByteArray::number(i), m_acknowledged));
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_acknowledged.size() >= enough, 30'000);
    listener.kill();
    QVERIFY(listener.waitForFinished());
}

void KillLoopTest::nothingAcknowledgedIsMissing()
{
    const QTemporaryDir folder;
    const QString capture = folder.filePath(u"kill.sendscope"_s);

    for (int round = 0; round < kRounds; ++round) {
        runRound(round, capture);
        if (QTest::currentTestFailed())
            return;
    }

    const auto reader = store::Reader::open(capture);
    QVERIFY(reader);
    QHash<qint64, event::StoredRequest> byFirstEvent;
    const auto requests = (*reader)->requests({1}, *(*reader)->newest());
    QVERIFY(requests);
    for (const event::StoredRequest &request : *requests) {
        QVERIFY2(!request.draft.events.empty(), "a request without its rows");
        QVERIFY2(!byFirstEvent.contains(request.firstEvent.value), "two requests with one row");
        byFirstEvent.insert(request.firstEvent.value, request);
    }
    QVERIFY(m_acknowledged.size() >= size_t(kRounds * 20));
    for (const Acknowledged &told : m_acknowledged) {
        const event::StoredRequest stored = byFirstEvent.value(told.firstEvent);
        QCOMPARE(stored.draft.request.body, told.body);
        QCOMPARE(qint64(stored.draft.events.size()), told.lastEvent - told.firstEvent + 1);
    }
}

SENDSCOPE_TEST(KillLoopTest, killloop)
#include "tst_killloop.moc"
