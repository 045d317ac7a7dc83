#include "app/bandwidth/message.h"
#include "app/engine/engine.h"
#include "app/settings/settings.h"
#include "tests/support/mediahost.h"
#include "tests/testregistry.h"
#include "tests/ui/looking.h"
#include "ui/body/bodyview.h"
#include "ui/media/credentialsdialog.h"
#include "ui/media/keepbar.h"
#include "ui/media/mediapane.h"
#include "ui/media/mediaroom.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace sendscope;
using tests::button;
using tests::isSaidIn;

namespace {

} // namespace

/// A window's media, with an engine that records, and Bandwidth's host on loopback.
class MediaRoomTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksOnceWhetherToKeep();
    void keepsFromThenOn();
    void keepsWhatTheBarAskedAbout();
    void fetchesNothingWhenToldNotTo();
    void asksForCredentialsWhereKeepingNeedsThem();
    void showsWhatAnEarlierRunKept();
    void doesNotWriteTheSecretAnywhere();
    void asksNothingWhileViewing();

private:
    void start(const net::ClientCredentials &given = {u"client"_s, u"s3cret-word"_s},
               bool isRecording = true);
    void stop();
    void receive(const QString &link);
    void showEvent(const QString &link);

    QString capture() const { return m_folder->filePath(u"test.sendscope"_s); }
    QString settingsFile() const { return m_folder->filePath(u"sendscope.ini"_s); }

    const ui::Theme m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    settings::Settings m_settings;
    std::unique_ptr<tests::MediaHost> m_host;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ui::MediaRoom> m_room;
};

void MediaRoomTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = settings::Settings::load(settingsFile(), {});
}

void MediaRoomTest::cleanup()
{
    stop();
}

void MediaRoomTest::start(const net::ClientCredentials &given, bool isRecording)
{
    m_host = std::make_unique<tests::MediaHost>(given);
    m_host->grant("abc");
    engine::EngineOptions options;
    options.capturePath = capture();
    options.isRecording = isRecording;
    if (isRecording)
        options.endpoints = {{QHostAddress(QHostAddress::LocalHost), 0}};
    m_engine = std::make_unique<engine::Engine>(options);
    m_window = std::make_unique<QWidget>();
    m_room =
        std::make_unique<ui::MediaRoom>(m_theme, *m_engine, *m_host->signIn, m_settings, *m_window);
    auto *column = new QVBoxLayout(m_window.get());
    column->addWidget(m_room->bar());
    column->addWidget(m_room->pane(), 1);
    m_window->resize(500, 400);
    m_window->show();
    m_engine->start();
    QTRY_VERIFY(m_engine->status().isOpen);
    if (isRecording)
        QTRY_COMPARE(m_engine->status().listening, engine::EngineStatus::Listening::On);
}

void MediaRoomTest::stop()
{
    m_window.reset();
    m_room.reset();
    m_engine.reset();
    m_host.reset();
}

/// Posts an event that lists the link to the listener, and waits until it is stored.
void MediaRoomTest::receive(const QString &link)
{
    const QByteArray body = "[{\"type\":\"message-received\",\"message\":{\"id\":\"1\","
                            "\"direction\":\"in\",\"media\":[\""
        + link.toUtf8() + "\"]}}]";
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_engine->status().endpoints.front().port);
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                 + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
}

void MediaRoomTest::showEvent(const QString &link)
{
    bandwidth::EventFacts facts;
    facts.media = {link.toUtf8()};
    m_room->showEvent(facts, m_engine->clock().utc());
}

void MediaRoomTest::asksOnceWhetherToKeep()
{
    start();
    receive(u"https://a.example/media/a.png"_s);
    receive(m_host->link());
    QTRY_VERIFY(m_room->bar()->isVisible());
    QVERIFY(isSaidIn(*m_room->bar(), u"Bandwidth deletes these after 48 h."_s));
    QCOMPARE(m_host->files.connections(), 0);

    button(*m_room->bar(), u"Only when I click"_s)->click();
    QVERIFY(!m_room->bar()->isVisible());
    stop();
    start();
    receive(m_host->link());
    showEvent(m_host->link());

    QTRY_VERIFY(button(*m_room->pane(), u"Fetch from "_s));
    QVERIFY(!m_room->bar()->isVisible());
}

void MediaRoomTest::keepsFromThenOn()
{
    QVERIFY(m_settings.keep(settings::Key::MediaKeep, u"always"_s));
    start();
    m_host->files.answerBody("Hello");

    receive(m_host->link());

    QTRY_VERIFY(isSaidIn(*m_room->pane(), u"1 kept"_s));
    QVERIFY(m_host->files.requests().value(0).contains("Bearer abc"));
    showEvent(m_host->link());
    QTRY_VERIFY(isSaidIn(*m_room->pane(), u"Text, 5"_s));
    QCOMPARE(m_host->files.requests().size(), 1);
}

void MediaRoomTest::keepsWhatTheBarAskedAbout()
{
    start();
    m_host->files.answerBody("Hello");
    receive(m_host->link(u"a"_s));
    receive(m_host->link(u"b"_s));
    QTRY_VERIFY(m_room->bar()->isVisible());

    button(*m_room->bar(), u"Keep them from now on"_s)->click();

    QTRY_VERIFY(isSaidIn(*m_room->pane(), u"2 kept"_s));
    QCOMPARE(m_settings.text(settings::Key::MediaKeep), u"always"_s);
}

void MediaRoomTest::fetchesNothingWhenToldNotTo()
{
    QVERIFY(m_settings.keep(settings::Key::MediaKeep, u"click"_s));
    start();

    receive(m_host->link());
    showEvent(m_host->link());

    QTRY_VERIFY(button(*m_room->pane(), u"Fetch from "_s));
    QCOMPARE(m_host->files.connections(), 0);
    QCOMPARE(m_host->tokens.connections(), 0);
}

void MediaRoomTest::asksForCredentialsWhereKeepingNeedsThem()
{
    QVERIFY(m_settings.keep(settings::Key::MediaKeep, u"always"_s));
    start({});
    m_host->files.answerBody("", "401 Unauthorized");
    m_host->files.answerBody("Hello");
    receive(m_host->link());
    QTRY_VERIFY(button(*m_room->bar(), u"Enter credentials…"_s) && m_room->bar()->isVisible());

    button(*m_room->bar(), u"Enter credentials…"_s)->click();
    auto *dialog = m_window->findChild<ui::CredentialsDialog *>();
    QVERIFY(dialog);
    const auto fields = dialog->findChildren<QLineEdit *>();
    QCOMPARE(fields.size(), 2);
    QCOMPARE(fields[1]->echoMode(), QLineEdit::Password);
    QVERIFY(!button(*dialog, u"Use them"_s)->isEnabled());
    fields[0]->setText(u"client"_s);
    fields[1]->setText(u"s3cret-word"_s);
    button(*dialog, u"Use them"_s)->click();

    QTRY_VERIFY(isSaidIn(*m_room->pane(), u"1 kept"_s));
    QVERIFY(!m_room->bar()->isVisible());
}

void MediaRoomTest::showsWhatAnEarlierRunKept()
{
    QVERIFY(m_settings.keep(settings::Key::MediaKeep, u"always"_s));
    start();
    const QString link = m_host->link();
    m_host->files.answerBody("Hello");
    receive(link);
    QTRY_VERIFY(isSaidIn(*m_room->pane(), u"1 kept"_s));
    stop();

    start({}, false);
    showEvent(link);

    auto *text = m_room->pane()->findChild<ui::BodyView *>();
    QTRY_VERIFY(text->text() && text->text()->bytes() == "Hello");
    QVERIFY(isSaidIn(*m_room->pane(), u"kept"_s));
    QCOMPARE(m_host->files.connections(), 0);
    QCOMPARE(m_host->tokens.connections(), 0);
}

void MediaRoomTest::doesNotWriteTheSecretAnywhere()
{
    QVERIFY(m_settings.keep(settings::Key::MediaKeep, u"always"_s));
    start();
    m_host->files.answer("HTTP/1.1 200 OK\r\nSet-Cookie: session=s3cret-word\r\n"
                         "Content-Length: 5\r\n\r\nHello");
    receive(m_host->link());
    QTRY_VERIFY(isSaidIn(*m_room->pane(), u"1 kept"_s));
    stop();

    const QStringList names = QDir(m_folder->path()).entryList(QDir::Files);
    QVERIFY(names.size() >= 2);
    for (const QString &name : names) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains("s3cret-word"), qPrintable(name));
        QVERIFY2(!bytes.contains("Bearer"), qPrintable(name));
    }
}

void MediaRoomTest::asksNothingWhileViewing()
{
    start();
    receive(m_host->link());
    QTRY_VERIFY(m_room->bar()->isVisible());
    stop();

    start({}, false);
    showEvent(m_host->link());

    QTRY_VERIFY(button(*m_room->pane(), u"Fetch from "_s));
    QVERIFY(!m_room->bar()->isVisible());
    QCOMPARE(m_host->files.connections(), 0);
}

SENDSCOPE_TEST(MediaRoomTest, mediaroom)
#include "tst_mediaroom.moc"
