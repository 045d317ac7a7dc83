#include "app/engine/engine.h"
#include "tests/testregistry.h"
#include "tests/ui/windowhome.h"
#include "ui/events/eventtableview.h"
#include "ui/filter/filterbar.h"
#include "ui/keeping/deletedialog.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timelinepane.h"
#include "ui/widgets/judgedfield.h"

#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using namespace sendscope::ui;
using event::EventId;

class FoldWiringTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void standsBehindTheFirstOfItsKind();
    void isShownWhenAskedFor();
    void isShownWhenItsStepIsChosen();
    void goesWithItsRow();
    void staysAsItWasLeft();

private:
    void openWindow();
    void post(const QByteArray &type);
    void trigger(ActionId id) { m_window->actionOf(id)->trigger(); }
    QStringList shown() const;

    std::unique_ptr<tests::WindowHome> m_home;
    Theme m_theme;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
    EventTableView *m_events = nullptr;
};

/// Two that came twice, the one before the other came at all.
void FoldWiringTest::init()
{
    m_home = std::make_unique<tests::WindowHome>();
    m_engine = std::make_unique<engine::Engine>(m_home->recording());
    openWindow();
    m_engine->start();
    QTRY_COMPARE(m_engine->status().listening, engine::EngineStatus::Listening::On);
    for (const char *type : {"sending", "sending", "delivered", "delivered"})
        post(type);
    QTRY_COMPARE(shown(), QStringList({u"1"_s, u"3"_s}));
}

void FoldWiringTest::cleanup()
{
    m_window.reset();
    m_engine.reset();
}

void FoldWiringTest::openWindow()
{
    m_window =
        std::make_unique<MainWindow>(*m_engine, m_theme, m_home->settings(), m_home->paths());
    m_window->show();
    m_window->setWindowState(Qt::WindowNoState); // The offscreen screen is small.
    m_window->resize(1440, 900);
    m_events = m_window->findChild<EventTableView *>();
}

/// The same each time.
void FoldWiringTest::post(const QByteArray &type)
{
    const qint64 before = m_engine->snapshot() ? m_engine->snapshot()->count() : 0;
    const QByteArray body = R"([{"time":"2026-01-02T03:04:05.678Z","type":"message-)" + type
        + R"(","to":"+19845550117","description":"x","message":{"id":"a",)"
        + R"("owner":"+19195550142","time":"2026-01-02T03:04:05.678Z","direction":"out",)"
        + R"("to":["+19845550117"],"from":"+19195550142","text":"Hello","segmentCount":1}}])";
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_engine->status().endpoints.front().port);
    socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                 + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    [&] { QTRY_COMPARE(m_engine->snapshot()->count(), before + 1); }();
}

QStringList FoldWiringTest::shown() const
{
    QStringList numbers;
    for (int row = 0; row < m_events->model()->rowCount(); ++row)
        numbers += m_events->model()->index(row, 0).data().toString();
    return numbers;
}

void FoldWiringTest::standsBehindTheFirstOfItsKind()
{
    // Nothing is missing from the count.
    QTRY_COMPARE(m_window->findChild<JudgedField *>()->counts().shown, 4);

    // Where the filter hides the first, what repeats it stands for itself.
    m_window->findChild<FilterBar *>()->setText(u"issues == repeat"_s);
    QTRY_COMPARE(shown(), QStringList({u"2"_s, u"4"_s}));
}

void FoldWiringTest::isShownWhenAskedFor()
{
    m_events->setCurrentEvent({1});
    trigger(ActionId::TurnRepeats);
    QTRY_COMPARE(shown(), QStringList({u"1"_s, u"2"_s, u"3"_s}));
    QCOMPARE(m_events->currentEvent(), EventId{1});

    // From what came again too; then the first is looked at.
    m_events->setCurrentEvent({2});
    trigger(ActionId::TurnRepeats);
    QTRY_COMPARE(shown(), QStringList({u"1"_s, u"3"_s}));
    QCOMPARE(m_events->currentEvent(), EventId{1});
    post("read");
    QTRY_COMPARE(shown().size(), 3);
    m_events->setCurrentEvent({5});
    QVERIFY(!m_window->actionOf(ActionId::TurnRepeats)->isEnabled());
}

void FoldWiringTest::isShownWhenItsStepIsChosen()
{
    m_events->setCurrentEvent({1});

    emit m_window->findChild<TimelinePane *>()->eventChosen({2});

    QTRY_COMPARE(m_events->currentEvent(), EventId{2});
    QCOMPARE(shown(), QStringList({u"1"_s, u"2"_s, u"3"_s}));
}

void FoldWiringTest::goesWithItsRow()
{
    m_events->setCurrentEvent({1});
    QCOMPARE(m_events->selectedEvents(), index::RowList({EventId{1}}));

    trigger(ActionId::DeleteEvents);
    auto *dialog = m_window->findChild<DeleteDialog *>();
    QVERIFY(dialog);
    dialog->accept();

    QTRY_COMPARE(shown(), QStringList({u"3"_s}));
}

void FoldWiringTest::staysAsItWasLeft()
{
    trigger(ActionId::ShowRepeats);
    QTRY_COMPARE(shown(), QStringList({u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    QVERIFY(!m_window->actionOf(ActionId::TurnRepeats)->isEnabled());
    m_window->close();

    openWindow();
    QVERIFY(m_window->actionOf(ActionId::ShowRepeats)->isChecked());
    QTRY_COMPARE(shown().size(), 4);
}

SENDSCOPE_TEST(FoldWiringTest, foldwiring)
#include "tst_foldwiring.moc"
