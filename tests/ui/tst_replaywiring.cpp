#include "app/engine/engine.h"
#include "app/store/readerthread.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"
#include "tests/ui/looking.h"
#include "tests/ui/windowhome.h"
#include "ui/body/bodyeditor.h"
#include "ui/detail/detailpane.h"
#include "ui/events/eventtableview.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/replay/editdialog.h"
#include "ui/replay/replaydialog.h"
#include "ui/replay/reportmodel.h"
#include "ui/replay/reportpane.h"
#include "ui/replay/stopdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QComboBox>
#include <QLabel>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using tests::button;
using tests::isSaidIn;

namespace {

constexpr auto kEvent = R"([{"type":"message-sending","message":{"id":"%1"}}])";

template <typename Widget>
Widget *shown(const QWidget &window)
{
    for (Widget *candidate : window.findChildren<Widget *>()) {
        if (candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

} // namespace

/// Replay in a whole window, against a server on loopback.
class ReplayWiringTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksForATargetOnceAndThenSendsAtOnce();
    void replaysAllThatIsShown();
    void sendsTheBodyThatWasEdited();
    void retriesWhatWasNotAnswered2xx();
    void choosesTheEventOfAnAttempt();
    void asksBeforeAWindowWithAReplayIsClosed();
    void keepsAttemptsInAViewedCapture();
    void replaysIntoSendscopeItself();

private:
    void start();
    void record(int requests);
    void trigger(const QString &action);
    void replayTo(const QString &target);
    ui::ReportPane *report() const { return m_window->findChild<ui::ReportPane *>(); }
    std::vector<event::Attempt> attemptsOf(event::EventId event);

    std::unique_ptr<tests::WindowHome> m_home;
    ui::Theme m_theme;
    std::unique_ptr<tests::ScriptedServer> m_server;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<ui::MainWindow> m_window;
};

void ReplayWiringTest::init()
{
    m_home = std::make_unique<tests::WindowHome>();
    m_server = std::make_unique<tests::ScriptedServer>();
    start();
}

void ReplayWiringTest::cleanup()
{
    m_window.reset();
    m_engine.reset();
    m_server.reset();
}

void ReplayWiringTest::start()
{
    m_engine = std::make_unique<engine::Engine>(m_home->recording());
    m_window =
        std::make_unique<ui::MainWindow>(*m_engine, m_theme, m_home->settings(), m_home->paths());
    m_window->show();
    m_window->setWindowState(Qt::WindowNoState); // The offscreen screen is small.
    m_window->resize(1440, 900);
    m_engine->start();
    QTRY_COMPARE(m_engine->status().listening, engine::EngineStatus::Listening::On);
}

void ReplayWiringTest::record(int requests)
{
    const qint64 before = m_engine->snapshot() ? m_engine->snapshot()->count() : 0;
    QTcpSocket sender;
    sender.connectToHost(QHostAddress::LocalHost, m_engine->status().endpoints.front().port);
    for (int i = 0; i < requests; ++i) {
        const QByteArray body =
            QByteArray(kEvent).replace("%1", QByteArray::number(before + i + 1));
        sender.write("POST /hook HTTP/1.1\r\nHost: us\r\nX-Kept: yes\r\nContent-Length: "
                     + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    QTRY_COMPARE(m_engine->snapshot()->count(), before + requests);
    auto *table = m_window->findChild<ui::EventTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), int(before + requests));
}

void ReplayWiringTest::trigger(const QString &name)
{
    for (QAction *action : m_window->actions()) {
        if (action->objectName() == name) {
            QVERIFY2(action->isEnabled(), qPrintable(name));
            action->trigger();
            return;
        }
    }
    QFAIL(qPrintable(name));
}

/// Answers the dialog that asks for a target.
void ReplayWiringTest::replayTo(const QString &target)
{
    QTRY_VERIFY(shown<ui::ReplayDialog>(*m_window));
    auto *dialog = shown<ui::ReplayDialog>(*m_window);
    dialog->findChild<QComboBox *>()->setCurrentText(target);
    QTRY_VERIFY(button(*dialog, u"Replay"_s)->isEnabled());
    button(*dialog, u"Replay"_s)->click();
}

std::vector<event::Attempt> ReplayWiringTest::attemptsOf(event::EventId event)
{
    std::optional<std::vector<event::Attempt>> attempts;
    m_engine->reader().readDetail(event, this, [&attempts](const auto &detail) {
        attempts = detail ? detail->attempts : std::vector<event::Attempt>();
    });
    [&attempts] { QTRY_VERIFY(attempts); }();
    return attempts.value_or(std::vector<event::Attempt>());
}

void ReplayWiringTest::asksForATargetOnceAndThenSendsAtOnce()
{
    m_server->answerBody("ok");
    record(1);

    trigger(u"replay.selection"_s);
    replayTo(m_server->url(u"/app"_s).toString());

    QTRY_VERIFY(report()->isVisible());
    QVERIFY(!m_window->findChild<ui::DetailPane *>()->isVisible());
    QTRY_VERIFY(isSaidIn(*report(), u"1 of 1 sent, 1 answered 2xx"_s));
    QTRY_VERIFY(button(*report(), u"Close"_s));
    trigger(u"replay.selection"_s);
    QTRY_COMPARE(m_server->requests().size(), 2);
    QVERIFY(!shown<ui::ReplayDialog>(*m_window));
    QVERIFY(m_server->requests()[1].startsWith("POST /app HTTP/1.1\r\n"));
    QVERIFY(m_server->requests()[1].contains("X-Kept: yes\r\n"));
    QTRY_COMPARE(m_engine->snapshot()->row({1})->attempts, 2);

    QTRY_VERIFY(button(*report(), u"Close"_s));
    button(*report(), u"Close"_s)->click();
    QVERIFY(m_window->findChild<ui::DetailPane *>()->isVisible());
    QCOMPARE(m_window->focusWidget(), m_window->findChild<ui::EventTableView *>());
}

void ReplayWiringTest::replaysAllThatIsShown()
{
    m_server->answerBody("ok");
    record(5);

    trigger(u"replay.shown"_s);
    replayTo(m_server->url().toString());

    QTRY_VERIFY(isSaidIn(*report(), u"5 of 5 sent, 5 answered 2xx"_s));
    QCOMPARE(m_server->requests().size(), 5);
    for (int i = 0; i < 5; ++i)
        QVERIFY(tests::bodyOf(m_server->requests()[i])
                    .contains("\"id\":\"" + QByteArray::number(i + 1) + '"'));
}

void ReplayWiringTest::sendsTheBodyThatWasEdited()
{
    m_server->answerBody("ok");
    record(1);

    trigger(u"replay.edited"_s);
    QTRY_VERIFY(shown<ui::EditDialog>(*m_window));
    auto *dialog = shown<ui::EditDialog>(*m_window);
    dialog->findChild<QComboBox *>()->setCurrentText(m_server->url().toString());
    dialog->findChild<ui::BodyEditor *>()->replaceBytes("[1, 2");
    QTRY_VERIFY(button(*dialog, u"Send all the same"_s));
    button(*dialog, u"Send all the same"_s)->click();

    QTRY_COMPARE(m_server->requests().size(), 1);
    QCOMPARE(tests::bodyOf(m_server->requests().first()), "[1, 2"_ba);
    QTRY_COMPARE(m_engine->snapshot()->row({1})->attempts, 1);
    const std::vector<event::Attempt> attempts = attemptsOf({1});
    QCOMPARE(attempts.size(), 1U);
    QCOMPARE(attempts.front().sentBody, "[1, 2"_ba);
    QCOMPARE(m_engine->snapshot()->row({1})->messageId, "1"_ba);

    // What was typed is there again.
    QTRY_VERIFY(button(*report(), u"Close"_s));
    trigger(u"replay.edited"_s);
    QTRY_VERIFY(shown<ui::EditDialog>(*m_window));
    QCOMPARE(shown<ui::EditDialog>(*m_window)->body(), "[1, 2"_ba);
    shown<ui::EditDialog>(*m_window)->reject();
}

void ReplayWiringTest::retriesWhatWasNotAnswered2xx()
{
    m_server->answerBody("ok");
    m_server->answerBody("no", "500 Internal Server Error");
    m_server->answerBody("ok");
    record(3);

    trigger(u"replay.shown"_s);
    replayTo(m_server->url().toString());
    QTRY_VERIFY(isSaidIn(*report(), u"3 of 3 sent, 2 answered 2xx, 1 otherwise"_s));
    QTRY_VERIFY(button(*report(), u"Retry 1 not answered 2xx"_s));
    button(*report(), u"Retry 1 not answered 2xx"_s)->click();

    QTRY_VERIFY(isSaidIn(*report(), u"1 of 1 sent, 1 answered 2xx"_s));
    QCOMPARE(m_server->requests().size(), 4);
    QCOMPARE(tests::bodyOf(m_server->requests()[3]), tests::bodyOf(m_server->requests()[1]));
}

void ReplayWiringTest::choosesTheEventOfAnAttempt()
{
    m_server->answerBody("ok");
    record(3);
    trigger(u"replay.shown"_s);
    replayTo(m_server->url().toString());
    QTRY_COMPARE(report()->model().rowCount(), 3);

    auto *attempts = report()->findChild<QTableView *>();
    attempts->setCurrentIndex(attempts->model()->index(1, 0));

    QCOMPARE(m_window->findChild<ui::EventTableView *>()->currentEvent(), event::EventId{2});
    QVERIFY(report()->isVisible());
}

void ReplayWiringTest::asksBeforeAWindowWithAReplayIsClosed()
{
    record(1); // the server has no answer: the replay waits for one
    trigger(u"replay.selection"_s);
    replayTo(m_server->url().toString());
    QTRY_COMPARE(m_server->requests().size(), 1);

    m_window->close();
    QTRY_VERIFY(shown<ui::StopDialog>(*m_window));
    QVERIFY(m_window->isVisible());
    button(*shown<ui::StopDialog>(*m_window), u"Let it go on"_s)->click();
    QVERIFY(m_window->isVisible());
    QVERIFY(button(*report(), u"Stop"_s));
    m_window->close();
    QTRY_VERIFY(shown<ui::StopDialog>(*m_window));
    button(*shown<ui::StopDialog>(*m_window), u"Stop it and close"_s)->click();

    QTRY_VERIFY(!m_window->isVisible());
}

void ReplayWiringTest::keepsAttemptsInAViewedCapture()
{
    m_server->answerBody("ok");
    record(2);
    m_window.reset();
    m_engine.reset();
    m_engine = std::make_unique<engine::Engine>(m_home->viewing());
    m_window =
        std::make_unique<ui::MainWindow>(*m_engine, m_theme, m_home->settings(), m_home->paths());
    m_window->show();
    m_engine->start();
    QTRY_COMPARE(m_window->findChild<ui::EventTableView *>()->model()->rowCount(), 2);

    trigger(u"replay.shown"_s);
    replayTo(m_server->url().toString());

    QTRY_VERIFY(isSaidIn(*report(), u"2 of 2 sent, 2 answered 2xx"_s));
    QTRY_COMPARE(m_engine->snapshot()->row({2})->attempts, 1);
    QCOMPARE(m_engine->snapshot()->count(), 2);
    QVERIFY(!isSaidIn(*report(), u"not kept"_s));
}

void ReplayWiringTest::replaysIntoSendscopeItself()
{
    record(1);

    trigger(u"replay.selection"_s);
    replayTo(m_engine->status().url());

    QTRY_VERIFY(isSaidIn(*report(), u"1 of 1 sent, 1 answered 2xx"_s));
    QTRY_COMPARE(m_engine->snapshot()->count(), 2);
    QTRY_COMPARE(m_engine->snapshot()->row({1})->attempts, 1);
    QCOMPARE(m_engine->snapshot()->row({2})->attempts, 0);
    QCOMPARE(m_engine->snapshot()->row({2})->messageId, "1"_ba);
    QCOMPARE(m_engine->snapshot()->row({2})->via, event::Via::Replay);
}

SENDSCOPE_TEST(ReplayWiringTest, replaywiring)
#include "tst_replaywiring.moc"
