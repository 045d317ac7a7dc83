#include "tests/support/fakeclock.h"
#include "tests/testregistry.h"
#include "tests/ui/somemessages.h"
#include "ui/theme/theme.h"
#include "ui/timeline/stepsview.h"
#include "ui/timeline/timelinepane.h"
#include "ui/timeline/verdicttext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using tests::SomeMessages;

class TimelinePaneTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void tellsAWholeLife();
    void choosesTheEventOfAStep();
    void goesThroughStepsByKeys();
    void countsOnWhileSomethingMayStillCome();
    void saysHonestlyWhatIsOverdue();
    void showsRepeatsAsOneStep();
    void givesEachRecipientALane();
    void keepsStepsApartAtEveryWidth();
    void saysWhatARowWithoutAMessageIs();

private:
    void show(event::EventId event, std::chrono::milliseconds at = 5min)
    {
        setClock(at);
        m_pane->setSnapshot(m_messages->snapshot(at));
        m_pane->setEvent(event);
    }

    /// So long after the messages were created.
    void setClock(std::chrono::milliseconds at)
    {
        m_clock.advance(SomeMessages::kCreated + at - m_clock.utc());
    }

    QStringList words(size_t lane = 0) const
    {
        QStringList words;
        for (const PlacedStep &step : m_pane->steps()->lanes()[lane].steps)
            words += step.word;
        return words;
    }

    const PlacedStep &step(int place, size_t lane = 0) const
    {
        return m_pane->steps()->lanes()[lane].steps[size_t(place)];
    }

    Theme m_theme;
    tests::FakeClock m_clock;
    std::unique_ptr<SomeMessages> m_messages;
    std::unique_ptr<QWidget> m_window; ///< Around it, as in the program.
    TimelinePane *m_pane = nullptr;
};

void TimelinePaneTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_messages = std::make_unique<SomeMessages>();
    m_window = std::make_unique<QWidget>();
    m_pane = new TimelinePane(m_theme, m_clock, m_window.get());
    m_window->resize(600, 400);
    m_pane->resize(400, 300);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TimelinePaneTest::tellsAWholeLife()
{
    m_messages->add("a", "message-sending", 966ms);
    const event::EventId sent = m_messages->add("a", "message-sent", 1411ms);
    m_messages->add("a", "message-delivered", 4280ms);

    show(sent);

    QCOMPARE(m_pane->content().verdict, u"Delivered in 4.28 s"_s);
    QCOMPARE(m_pane->content().parties, u"+1 919 555 0142  \u203a  +1 984 555 0117"_s);
    QCOMPARE(m_pane->content().kind, u"SMS"_s);
    QCOMPARE(words(), QStringList({u"created"_s, u"sending"_s, u"sent"_s, u"delivered"_s}));
    QCOMPARE(step(1).gap, u"966 ms"_s);
    QCOMPARE(step(2).gap, u"445 ms"_s);
    QCOMPARE(step(3).gap, u"2.87 s"_s);
    QVERIFY(step(2).isSelected && !step(1).isSelected && !step(3).isSelected);
    QVERIFY(!m_pane->isCounting());
    QVERIFY(m_pane->sentence().isEmpty());
    const QString text = m_pane->steps()->accessibleDescription();
    QCOMPARE(text.count(u'\n'), 3);
    QVERIFY(text.contains(u"delivered"_s) && text.contains(u"2.87 s later"_s));
}

void TimelinePaneTest::choosesTheEventOfAStep()
{
    const event::EventId sending = m_messages->add("a", "message-sending", 966ms);
    const event::EventId delivered = m_messages->add("a", "message-delivered", 4280ms);
    show(delivered);
    QSignalSpy chosen(m_pane, &TimelinePane::eventChosen);

    QTest::mouseClick(m_pane->steps(), Qt::LeftButton, {}, step(1).label.center());
    QTest::mouseClick(m_pane->steps(), Qt::LeftButton, {}, step(0).label.center()); // no event

    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().value<event::EventId>(), sending);
    for (QPushButton *button : m_pane->findChildren<QPushButton *>())
        button->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a"_s);
}

void TimelinePaneTest::goesThroughStepsByKeys()
{
    const event::EventId sending = m_messages->add("a", "message-sending", 966ms);
    m_messages->add("a", "message-sent", 2s);
    const event::EventId delivered = m_messages->add("a", "message-delivered", 4280ms);
    show(delivered);
    connect(m_pane, &TimelinePane::eventChosen, m_pane, &TimelinePane::setEvent);

    QTest::keyClick(m_pane->steps(), Qt::Key_Left);
    QTest::keyClick(m_pane->steps(), Qt::Key_Left);
    QCOMPARE(m_pane->content().event, sending);
    QTest::keyClick(m_pane->steps(), Qt::Key_Left); // what is before is no event
    QCOMPARE(m_pane->content().event, sending);
    QTest::keyClick(m_pane->steps(), Qt::Key_Right);
    QTest::keyClick(m_pane->steps(), Qt::Key_Right);
    QCOMPARE(m_pane->content().event, delivered);
}

void TimelinePaneTest::countsOnWhileSomethingMayStillCome()
{
    const event::EventId sending = m_messages->add("a", "message-sending", 1s);
    show(sending, 13s);
    QCOMPARE(m_pane->content().verdict, u"Sending for 12 s"_s);
    QVERIFY(m_pane->isCounting());

    setClock(15s);
    QTRY_COMPARE(m_pane->content().verdict, u"Sending for 14 s"_s);

    m_messages->add("a", "message-delivered", 16s);
    m_pane->setSnapshot(m_messages->snapshot(17s));
    QCOMPARE(m_pane->content().verdict, u"Delivered in 16.0 s"_s);
    QVERIFY(!m_pane->isCounting());

    // A recording that has ended is judged at its end, however late it is looked at.
    const event::EventId other = m_messages->add("b", "message-sending", 20s);
    m_messages->stopRecording(30s);
    show(other, 5h);
    QCOMPARE(m_pane->content().verdict, u"Sending for 10 s"_s);
    QVERIFY(!m_pane->isCounting());
}

void TimelinePaneTest::saysHonestlyWhatIsOverdue()
{
    const event::EventId sending = m_messages->add("a", "message-sending", 1s);
    show(sending, 11min);

    QCOMPARE(words().last(), u"overdue"_s);
    QCOMPARE(m_pane->content().look.icon, Icon::Overdue);
    QTRY_VERIFY(m_pane->sentence().startsWith(u"No final event for 10 min. Recording all the"_s));

    m_messages->add("a", "message-delivered", 11min);
    m_pane->setSnapshot(m_messages->snapshot(12min));
    QVERIFY(m_pane->sentence().isEmpty());
}

void TimelinePaneTest::showsRepeatsAsOneStep()
{
    m_messages->add("a", "message-sending", 1s);
    const event::EventId delivered = m_messages->add("a", "message-delivered", 3s);
    const event::EventId first = m_messages->repeat(delivered, 10s);
    m_messages->repeat(delivered, 20s);
    m_messages->repeat(delivered, 31s);
    m_pane->resize(560, 300);

    show(first);

    QCOMPARE(words(),
             QStringList({u"created"_s, u"sending"_s, u"delivered"_s, u"repeat \u00d73"_s}));
    QVERIFY(step(3).isSelected);
    QCOMPARE(step(3).gap, u"31.1 s"_s);
}

void TimelinePaneTest::givesEachRecipientALane()
{
    const QByteArrayList to{"+12145550174", "+13035550188", "+14155550163", "+19845550117"};
    const event::EventId first = m_messages->add("g", "message-sending", 1s, 0, to, to[0]);
    for (const QByteArray &number : to.sliced(0, 3)) {
        m_messages->add("g", "message-sent", 2s, 0, to, number);
        m_messages->add("g", number == to[1] ? "message-failed" : "message-delivered", 4s,
                        number == to[1] ? 4720 : 0, to, number);
    }

    show(first, 11min);

    const TimelineContent &content = m_pane->content();
    QCOMPARE(content.verdict, u"2 of 4 delivered, 1 failed, 1 overdue"_s);
    QCOMPARE(content.parties, u"+1 919 555 0142  \u203a  4 recipients"_s);
    QCOMPARE(content.lanes.size(), size_t(4));
    QHash<QString, Icon> icons;
    for (const TimelineLane &lane : content.lanes)
        icons.insert(lane.who, lane.look.icon);
    QCOMPARE(icons.value(u"+1 214 555 0174"_s), Icon::Delivered);
    QCOMPARE(icons.value(u"+1 303 555 0188"_s), Icon::Failed);
    QCOMPARE(icons.value(u"+1 984 555 0117"_s), Icon::Overdue);
    QVERIFY(m_pane->steps()->height() > m_pane->height() / 2); // it scrolls
    const auto *verdict = m_pane->findChild<VerdictText *>();
    QTRY_VERIFY(verdict->width() >= verdict->smallestWidth()); // not cut off
}

void TimelinePaneTest::keepsStepsApartAtEveryWidth()
{
    const event::EventId sending = m_messages->add("a", "message-sending", 1s);
    m_messages->add("a", "message-sent", 1010ms);
    const event::EventId sent = m_messages->add("a", "message-sent", 2h);
    m_messages->repeat(sending, 20s);
    m_messages->add("a", "message-failed", 3h, 4720);
    m_messages->add("a", "message-delivered", 4h);
    m_messages->repeat(sent, 2h);

    for (int width = 330; width < 700; width += 7) {
        m_pane->resize(width, 300);
        show(sending);
        const auto &steps = m_pane->steps()->lanes().front().steps;
        QVERIFY(steps.size() >= 3);
        QVERIFY(steps.size() <= 6);
        qsizetype all = 0;
        for (size_t i = 0; i < steps.size(); ++i) {
            all += std::max<qsizetype>(steps[i].folded, 1);
            QVERIFY(steps[i].label.left() >= 0 && steps[i].label.right() < width);
            if (i > 0)
                QVERIFY(steps[i - 1].label.right() < steps[i].label.left());
        }
        QCOMPARE(all, 8);
        QVERIFY(std::any_of(steps.begin(), steps.end(),
                            [](const PlacedStep &step) { return step.isSelected; }));
    }
}

void TimelinePaneTest::saysWhatARowWithoutAMessageIs()
{
    const event::EventId malformed = m_messages->addMalformed();

    show(malformed);

    QCOMPARE(m_pane->content().verdict, u"malformed"_s);
    QCOMPARE(m_pane->content().look.icon, Icon::Malformed);
    QCOMPARE(m_pane->content().parties, u"127.0.0.1:4000"_s);
    QVERIFY(m_pane->sentence().contains(u"a comma or ] was expected"_s));
    QVERIFY(m_pane->content().lanes.empty());

    m_pane->setEvent({});
    QVERIFY(m_pane->content().event.isNull());
    QVERIFY(m_pane->sentence().isEmpty());
}

SENDSCOPE_TEST(TimelinePaneTest, timelinepane)
#include "tst_timelinepane.moc"
