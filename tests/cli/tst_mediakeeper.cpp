#include "app/cli/mediakeeper.h"
#include "app/engine/engine.h"
#include "app/store/reader.h"
#include "tests/support/mediahost.h"
#include "tests/testregistry.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

/// `listen --keep-media`, with Bandwidth's host on loopback.
class MediaKeeperTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void keepsMediaOfBandwidthsHost();
    void fetchesNothingElse();
    void countsWhatItCannotKeep();

private:
    void receive(const QString &link);

    QTemporaryDir m_folder;
    cli::Output m_output{false};
    std::unique_ptr<tests::MediaHost> m_host;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<cli::MediaKeeper> m_keeper;
};

void MediaKeeperTest::init()
{
    m_host = std::make_unique<tests::MediaHost>(net::ClientCredentials{u"client"_s, u"word"_s});
    m_host->grant("abc");
    engine::EngineOptions options;
    options.capturePath =
        m_folder.filePath(u"%1.sendscope"_s.arg(QLatin1StringView(QTest::currentTestFunction())));
    options.endpoints = {{QHostAddress(QHostAddress::LocalHost), 0}};
    m_engine = std::make_unique<engine::Engine>(options);
    m_keeper = std::make_unique<cli::MediaKeeper>(*m_engine, *m_host->signIn, m_output);
    m_engine->start();
    QTRY_COMPARE(m_engine->status().listening, engine::EngineStatus::Listening::On);
}

void MediaKeeperTest::cleanup()
{
    m_keeper.reset();
    m_engine.reset();
    m_host.reset();
}

void MediaKeeperTest::receive(const QString &link)
{
    const QByteArray body =
        "[{\"type\":\"message-received\",\"message\":{\"media\":[\"" + link.toUtf8() + "\"]}}]";
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_engine->status().endpoints.front().port);
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                 + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
}

void MediaKeeperTest::keepsMediaOfBandwidthsHost()
{
    m_host->files.answerBody("Hello");
    const QString link = m_host->link();

    receive(link);

    QTRY_COMPARE(m_keeper->status().kept, 1);
    QVERIFY(m_host->files.requests().value(0).contains("Bearer abc"));
    const QString capture = m_engine->options().capturePath;
    cleanup();
    const auto reader = store::Reader::open(capture);
    QVERIFY(reader);
    const auto kept = (*reader)->media(link);
    QVERIFY(kept && *kept);
    QCOMPARE((*kept)->body, "Hello"_ba);
    QCOMPARE((*kept)->type, u"text/plain"_s);
}

void MediaKeeperTest::fetchesNothingElse()
{
    tests::ScriptedServer other;
    m_host->files.answerBody("Hello");

    receive(other.url(u"/api/v2/users/1/media/a.png"_s).toString());
    receive(m_host->files.url(u"/api/v2/users/1/messages"_s).toString());
    receive(m_host->link());

    QTRY_COMPARE(m_keeper->status().kept, 1);
    QCOMPARE(m_host->files.requests().size(), 1);
    QCOMPARE(other.connections(), 0);
}

void MediaKeeperTest::countsWhatItCannotKeep()
{
    m_host->files.answerBody("", "404 Not Found");

    receive(m_host->link());

    QTRY_COMPARE(m_keeper->status().failed, 1);
    QCOMPARE(m_keeper->status().kept, 0);
}

SENDSCOPE_TEST(MediaKeeperTest, mediakeeper)
#include "tst_mediakeeper.moc"
