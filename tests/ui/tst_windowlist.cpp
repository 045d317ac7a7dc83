#include "app/store/reader.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"
#include "ui/events/eventtableview.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/windows/windowdoor.h"
#include "ui/windows/windowlist.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileIconProvider>
#include <QFileInfo>
#include <QMenu>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace sendscope;
using namespace Qt::StringLiterals;

class WindowListTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void looksAtOneCaptureWhileAnotherIsRecorded();
    void bringsTheWindowOfACaptureToTheFront();
    void recordsIntoAnotherCapture();
    void recordsIntoWhatIsLookedAt();
    void endsWithTheLastWindow();
    void remembersWhatWasOpen();
    void asksForACaptureByItsName();
    void savesACopy();
    void hearsAKnock();
    void knowsTheRecentCaptures();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    /// A capture that is closed, with one event.
    void make(const QString &name)
    {
        tests::Recorder recorder(path(name));
        QVERIFY(recorder.write("[1, 2]"_ba));
        recorder.close();
    }

    ui::MainWindow *windowOf(const QString &title) const
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            auto *window = qobject_cast<ui::MainWindow *>(widget);
            if (window && window->isVisible() && window->windowTitle().startsWith(title + u' '))
                return window;
        }
        return nullptr;
    }

    static int rows(const ui::MainWindow &window)
    {
        return window.findChild<ui::EventTableView *>()->model()->rowCount();
    }

    /// Posts to the listener of a window, and waits for the answer.
    static bool post(quint16 port)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                     "2\r\n\r\n{}");
        [&socket] { QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState); }();
        return socket.readAll().startsWith("HTTP/1.1 200");
    }

    /// One event, through a listener that may still be starting.
    void postOne() const
    {
        bool isPosted = false; // The macro looks once more after it was met.
        QTRY_VERIFY(isPosted = isPosted || post(m_port));
    }

    static qint64 eventsIn(const QString &path)
    {
        const auto reader = store::Reader::open(path);
        return reader ? (*reader)->newest().value_or(event::EventId{}).value : -1;
    }

    quint16 freePort() const
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::WindowList> m_windows;
    quint16 m_port = 0;
};

void WindowListTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    settings::Paths paths;
    paths.settingsFile = path(u"sendscope.ini"_s);
    paths.stateFile = path(u"window.ini"_s);
    paths.dataFolder = m_folder->path();
    paths.liveCapture = path(u"Live.sendscope"_s);
    m_settings = std::make_unique<settings::Settings>(
        settings::Settings::load(paths.settingsFile, QProcessEnvironment()));
    m_theme = std::make_unique<ui::Theme>();
    m_port = freePort();
    engine::EngineOptions recording;
    recording.endpoints = {{QHostAddress(QHostAddress::LocalHost), m_port}};
    m_windows = std::make_unique<ui::WindowList>(*m_theme, *m_settings, paths, recording);
}

void WindowListTest::cleanup()
{
    m_windows.reset();
}

void WindowListTest::looksAtOneCaptureWhileAnotherIsRecorded()
{
    make(u"march.sendscope"_s);
    m_windows->record(path(u"Live.sendscope"_s));
    m_windows->view(path(u"march.sendscope"_s));
    ui::MainWindow *live = windowOf(u"Live"_s);
    ui::MainWindow *march = windowOf(u"march"_s);
    QVERIFY(live && march);

    postOne();

    QTRY_COMPARE(rows(*live), 1);
    QTRY_COMPARE(rows(*march), 1);
    m_windows.reset();
    QCOMPARE(eventsIn(path(u"Live.sendscope"_s)), 1);
    QCOMPARE(eventsIn(path(u"march.sendscope"_s)), 1);
    QCOMPARE(QDir(m_folder->path()).entryList({u"*.sendscope*"_s}, QDir::Files),
             (QStringList{u"Live.sendscope"_s, u"march.sendscope"_s}));
}

void WindowListTest::bringsTheWindowOfACaptureToTheFront()
{
    make(u"march.sendscope"_s);
    m_windows->view(path(u"march.sendscope"_s));
    const ui::MainWindow *march = windowOf(u"march"_s);

    m_windows->view(path(u"./march.sendscope"_s));

    QCOMPARE(m_windows->count(), 1);
    QCOMPARE(windowOf(u"march"_s), march);
}

void WindowListTest::recordsIntoAnotherCapture()
{
    make(u"march.sendscope"_s);
    m_windows->record(path(u"Live.sendscope"_s));
    m_windows->view(path(u"march.sendscope"_s));
    postOne();

    m_windows->record(path(u"april.sendscope"_s));

    QCOMPARE(m_windows->count(), 2); // The one that only looks has stayed.
    QVERIFY(!windowOf(u"Live"_s));
    QVERIFY(windowOf(u"april"_s));
    postOne();
    QTRY_COMPARE(rows(*windowOf(u"april"_s)), 1);
    m_windows.reset();
    QCOMPARE(eventsIn(path(u"Live.sendscope"_s)), 1);
    QCOMPARE(eventsIn(path(u"april.sendscope"_s)), 1);
}

void WindowListTest::recordsIntoWhatIsLookedAt()
{
    make(u"march.sendscope"_s);
    m_windows->view(path(u"march.sendscope"_s));

    m_windows->record(path(u"march.sendscope"_s));

    QCOMPARE(m_windows->count(), 1);
    postOne();
    QTRY_COMPARE(rows(*windowOf(u"march"_s)), 2);
}

void WindowListTest::endsWithTheLastWindow()
{
    make(u"march.sendscope"_s);
    m_windows->record(path(u"Live.sendscope"_s));
    m_windows->view(path(u"march.sendscope"_s));
    const QSignalSpy emptied(m_windows.get(), &ui::WindowList::emptied);

    windowOf(u"Live"_s)->close();
    QCOMPARE(emptied.size(), 0);
    windowOf(u"march"_s)->close();

    QCOMPARE(emptied.size(), 1);
    QCOMPARE(m_windows->count(), 0);
}

void WindowListTest::remembersWhatWasOpen()
{
    make(u"a & b.sendscope"_s);
    m_windows->view(path(u"a & b.sendscope"_s));
    ui::MainWindow *window = windowOf(u"a & b"_s);
    QVERIFY(window);

    // Remembered when it could be opened, not when it was asked for.
    const auto titles = [window] {
        emit window->recentMenu()->aboutToShow();
        QStringList texts;
        for (const QAction *action : window->recentMenu()->actions())
            texts += action->text();
        return texts;
    };
    QTRY_VERIFY(titles().value(0).startsWith(u"a && b  —  "_s));

    m_windows->record(path(u"Live.sendscope"_s));
    const ui::MainWindow *live = windowOf(u"Live"_s);
    QTRY_VERIFY(titles().value(0).startsWith(u"Live  —  "_s));
    emit live->recentMenu()->aboutToShow();
    live->recentMenu()->actions().at(1)->trigger();
    QCOMPARE(m_windows->count(), 2);
}

void WindowListTest::asksForACaptureByItsName()
{
    m_windows->record(path(u"Live.sendscope"_s));
    ui::MainWindow *window = windowOf(u"Live"_s);
    QFile file(path(u"x.sendscope"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("<html>"); // What Qt would take it for, by a look inside.
    file.close();

    window->actionOf(ui::ActionId::OpenCapture)->trigger();

    const auto *dialog = window->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->testOption(QFileDialog::DontUseNativeDialog));
    QCOMPARE(dialog->iconProvider()->type(QFileInfo(file.fileName())), u"Capture"_s);
}

void WindowListTest::savesACopy()
{
    m_windows->record(path(u"Live.sendscope"_s));
    ui::MainWindow *window = windowOf(u"Live"_s);
    postOne();

    window->actionOf(ui::ActionId::SaveCopy)->trigger();
    auto *dialog = window->findChild<QFileDialog *>();
    QVERIFY(dialog);
    emit dialog->fileSelected(path(u"copy.sendscope"_s));
    dialog->close();

    QTRY_COMPARE(eventsIn(path(u"copy.sendscope"_s)), 1);
}

void WindowListTest::hearsAKnock()
{
    QVERIFY(!ui::WindowDoor::knock(path(u"Live.sendscope"_s)));
    m_windows->record(path(u"Live.sendscope"_s));

    // At once, while the capture is being opened. Knocking waits, so it is done by another thread,
    // as it is by another program.
    bool isHeard = false;
    const std::unique_ptr<QThread> stranger(QThread::create(
        [&isHeard, this] { isHeard = ui::WindowDoor::knock(path(u"./Live.sendscope"_s)); }));
    stranger->start();
    QTRY_VERIFY_WITH_TIMEOUT(stranger->isFinished(), 30'000);

    QVERIFY(isHeard);
    m_windows.reset();
    QVERIFY(!ui::WindowDoor::knock(path(u"Live.sendscope"_s)));
}

void WindowListTest::knowsTheRecentCaptures()
{
    ui::RecentCaptures recent;
    for (int i = 0; i < 12; ++i)
        recent.add(u"/captures/%1.sendscope"_s.arg(i));
    recent.add(u"/captures/5.sendscope"_s);

    QCOMPARE(recent.paths().size(), 10);
    QCOMPARE(recent.paths().first(), u"/captures/5.sendscope"_s);
    QCOMPARE(recent.paths().count(u"/captures/5.sendscope"_s), 1);
    QCOMPARE(ui::RecentCaptures::fromBytes(recent.toBytes()).paths(), recent.paths());
    QVERIFY(ui::RecentCaptures::fromBytes(R"(["relative", 3, null])").paths().isEmpty());
    QVERIFY(ui::RecentCaptures::fromBytes("\xff").paths().isEmpty());
}

SENDSCOPE_TEST(WindowListTest, windowlist)
#include "tst_windowlist.moc"
