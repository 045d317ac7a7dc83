#include "tests/testregistry.h"
#include "tests/ui/livewindow.h"
#include "ui/events/eventtableview.h"
#include "ui/filter/filterbar.h"
#include "ui/keeping/deletedialog.h"
#include "ui/timeline/timelinepane.h"
#include "ui/widgets/judgedfield.h"

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
    void cleanup() { m_live.reset(); }
    void standsBehindTheFirstOfItsKind();
    void isShownWhenAskedFor();
    void isShownWhenItsStepIsChosen();
    void goesWithItsRow();
    void staysAsItWasLeft();

private:
    void post(const QByteArray &type);
    void trigger(ActionId id) { m_live->trigger(id); }
    QStringList shown() const;

    std::unique_ptr<tests::LiveWindow> m_live;
    EventTableView *m_events = nullptr;
};

/// Two that came twice, the one before the other came at all.
void FoldWiringTest::init()
{
    m_live = std::make_unique<tests::LiveWindow>();
    QVERIFY(m_live->start());
    m_events = m_live->window().findChild<EventTableView *>();
    for (const char *type : {"sending", "sending", "delivered", "delivered"})
        post(type);
    QTRY_COMPARE(shown(), QStringList({u"1"_s, u"3"_s}));
}

/// The same each time.
void FoldWiringTest::post(const QByteArray &type)
{
    const QByteArray body = R"([{"time":"2026-01-02T03:04:05.678Z","type":"message-)" + type
        + R"(","to":"+19845550117","description":"x","message":{"id":"a",)"
        + R"("owner":"+19195550142","time":"2026-01-02T03:04:05.678Z","direction":"out",)"
        + R"("to":["+19845550117"],"from":"+19195550142","text":"Hello","segmentCount":1}}])";
    QVERIFY(m_live->post(body));
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
    QTRY_COMPARE(m_live->window().findChild<JudgedField *>()->counts().shown, 4);

    // Where the filter hides the first, what repeats it stands for itself.
    m_live->window().findChild<FilterBar *>()->setText(u"issues == repeat"_s);
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
    QVERIFY(!m_live->window().actionOf(ActionId::TurnRepeats)->isEnabled());
}

void FoldWiringTest::isShownWhenItsStepIsChosen()
{
    m_events->setCurrentEvent({1});

    emit m_live->window().findChild<TimelinePane *>()->eventChosen({2});

    QTRY_COMPARE(m_events->currentEvent(), EventId{2});
    QCOMPARE(shown(), QStringList({u"1"_s, u"2"_s, u"3"_s}));
}

void FoldWiringTest::goesWithItsRow()
{
    m_events->setCurrentEvent({1});
    QCOMPARE(m_events->selectedEvents(), index::RowList({EventId{1}}));

    trigger(ActionId::DeleteEvents);
    auto *dialog = m_live->window().findChild<DeleteDialog *>();
    QVERIFY(dialog);
    dialog->accept();

    QTRY_COMPARE(shown(), QStringList({u"3"_s}));
}

void FoldWiringTest::staysAsItWasLeft()
{
    trigger(ActionId::ShowRepeats);
    QTRY_COMPARE(shown(), QStringList({u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    QVERIFY(!m_live->window().actionOf(ActionId::TurnRepeats)->isEnabled());

    m_live->reopen();
    m_events = m_live->window().findChild<EventTableView *>();
    QVERIFY(m_live->window().actionOf(ActionId::ShowRepeats)->isChecked());
    QTRY_COMPARE(shown().size(), 4);
}

SENDSCOPE_TEST(FoldWiringTest, foldwiring)
#include "tst_foldwiring.moc"
