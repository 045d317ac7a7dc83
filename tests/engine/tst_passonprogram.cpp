#include "app/store/reader.h"
#include "tests/support/bandwidthsender.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;
using tests::BandwidthSender;
using tests::ScriptedServer;

namespace {

constexpr auto kSentEvent = R"([{"type":"message-sent","message":{"id":"m1"}}])";
constexpr int kProgramPatienceMs = 30'000;

} // namespace

/// `sendscope-cli listen --forward`.
class PassOnProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void watches();
    void tellsOnceThatTheAppFails();
    void losesNothingStoredWhenKilledBeforeTheAppAnswers();
    void refusesATargetThatIsNone_data();
    void refusesATargetThatIsNone();
    void refusesToPassOnToItself();

private:
    void start(const QStringList &options, const QString &address = u"127.0.0.1:0"_s);
    QUrl listening();
    QByteArray error(); ///< One line of it.

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_listener;
    QString m_capture;
    QJsonObject m_told;
};

void PassOnProgramTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_capture = m_folder->filePath(u"x.sendscope"_s);
    m_listener = std::make_unique<QProcess>();
}

void PassOnProgramTest::cleanup()
{
    m_listener->terminate();
    m_listener->waitForFinished(kProgramPatienceMs);
}

void PassOnProgramTest::start(const QStringList &options, const QString &address)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SENDSCOPE_HOME"_s, m_folder->path());
    m_listener->setProcessEnvironment(environment);
    m_listener->start(
        QStringLiteral(SENDSCOPE_CLI),
        QStringList{u"listen"_s, u"--listen"_s, address, u"--json"_s, u"--capture"_s, m_capture}
            + options);
}

QUrl PassOnProgramTest::listening()
{
    [this] { QTRY_VERIFY_WITH_TIMEOUT(m_listener->canReadLine(), kProgramPatienceMs); }();
    m_told = QJsonDocument::fromJson(m_listener->readLine()).object();
    return QUrl(m_told[u"listening"].toString());
}

QByteArray PassOnProgramTest::error()
{
    m_listener->setReadChannel(QProcess::StandardError);
    [this] { QTRY_VERIFY_WITH_TIMEOUT(m_listener->canReadLine(), kProgramPatienceMs); }();
    return m_listener->readLine();
}

void PassOnProgramTest::watches()
{
    ScriptedServer app;
    app.answerBody("fine");
    start({u"--forward"_s, app.url(u"/hook"_s).toString()});
    BandwidthSender sender(listening(), {});

    sender.deliver(kSentEvent);

    QTRY_VERIFY(sender.isDone());
    QCOMPARE(sender.tries().at(0).body, "stored 1\n"_ba);
    QTRY_COMPARE(app.requests().size(), 1);
    QVERIFY(app.requests()[0].startsWith("POST /hook HTTP/1.1\r\n"));
    QCOMPARE(m_told[u"forward"].toString(), app.url(u"/hook"_s).toString());
    QCOMPARE(m_told[u"relay"].toBool(true), false);
}

void PassOnProgramTest::tellsOnceThatTheAppFails()
{
    ScriptedServer app;
    app.answerBody("bang", "500 Oops");
    start({u"--forward"_s, app.url().toString(), u"--relay"_s});
    BandwidthSender sender(listening(), {});

    sender.deliver(kSentEvent);

    QTRY_VERIFY(sender.isDone());
    QCOMPARE(sender.tries().size(), size_t(3));
    QCOMPARE(sender.tries().at(0).status, 500);
    QCOMPARE(m_told[u"relay"].toBool(), true);
    QVERIFY(error().contains("500 Internal Server Error"));
}

void PassOnProgramTest::losesNothingStoredWhenKilledBeforeTheAppAnswers()
{
    ScriptedServer app; // which never answers
    start({u"--forward"_s, app.url().toString(), u"--relay"_s});
    BandwidthSender sender(listening(), {});
    sender.deliver(kSentEvent);
    QTRY_COMPARE(app.requests().size(), 1);

    m_listener->kill();
    QVERIFY(m_listener->waitForFinished(kProgramPatienceMs));

    QTRY_VERIFY(!sender.tries().empty());
    QCOMPARE(sender.tries().at(0).status, 0);
    const auto reader = store::Reader::open(m_capture);
    QVERIFY(reader);
    const auto stored = (*reader)->requestOf({1});
    QVERIFY(stored);
    QCOMPARE(stored->draft.request.body, kSentEvent);
    QVERIFY(!stored->outcome); // it is not known, as nothing was answered
}

void PassOnProgramTest::refusesATargetThatIsNone_data()
{
    QTest::addColumn<QStringList>("options");

    QTest::newRow("no address") << QStringList{u"--forward"_s, u"ftp://x"_s};
    QTest::newRow("relay alone") << QStringList{u"--relay"_s};
}

void PassOnProgramTest::refusesATargetThatIsNone()
{
    QFETCH(const QStringList, options);

    start(options);

    QVERIFY(m_listener->waitForFinished(kProgramPatienceMs));
    QCOMPARE(m_listener->exitCode(), 2);
    QVERIFY(!QFile::exists(m_capture));
}

void PassOnProgramTest::refusesToPassOnToItself()
{
    // The port is known only once it listens.
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const quint16 port = probe.serverPort();
    probe.close();

    start({u"--forward"_s, u"http://localhost:%1/"_s.arg(port)}, u"127.0.0.1:%1"_s.arg(port));

    QVERIFY(m_listener->waitForFinished(kProgramPatienceMs));
    QCOMPARE(m_listener->exitCode(), 2);
    QVERIFY(m_listener->readAllStandardError().contains("Sendscope itself listens there"));
}

SENDSCOPE_TEST(PassOnProgramTest, passonprogram)
#include "tst_passonprogram.moc"
