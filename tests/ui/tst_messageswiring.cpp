#include "tests/testregistry.h"
#include "tests/ui/livewindow.h"
#include "tests/ui/looking.h"
#include "ui/detail/detailpane.h"
#include "ui/detail/fieldview.h"
#include "ui/events/eventtableview.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/savedbutton.h"
#include "ui/filter/savedrow.h"
#include "ui/mainwindow/statusrow.h"
#include "ui/messages/messagetablemodel.h"
#include "ui/messages/messagetableview.h"
#include "ui/timeline/stepsview.h"
#include "ui/timeline/timelinepane.h"
#include "ui/widgets/emptynote.h"
#include "ui/widgets/judgedfield.h"
#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QDateTime>
#include <QHeaderView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using namespace sendscope::ui;
using event::EventId;
using tests::savedButton;

class MessagesWiringTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_live.reset(); }
    void showsOneRowAMessage();
    void keepsWhatIsSelectedFromViewToView();
    void selectsTheEventsOfAChosenMessage();
    void leadsToItsEventsAndBack();
    void choosesEventsByTheirSteps();
    void filtersAndSortsMessages();
    void countsMessagesOfSavedFilters();
    void namesTheFieldOfTheChosenCell();
    void goesOnWithTheNewest();
    void remembersWhichViewWasShown();

private:
    void findViews();
    EventId post(const QByteArray &id, const QByteArray &type, int errorCode = 0,
                 const QByteArrayList &to = {"+19845550117"}, const QByteArray &about = {});
    void showMessages();
    QString cell(int row, MessageColumn column) const;
    QString shownDetail() const;
    void trigger(ActionId id) { m_live->trigger(id); }

    std::unique_ptr<tests::LiveWindow> m_live;
    EventTableView *m_events = nullptr;
    MessageTableView *m_messages = nullptr;
    TimelinePane *m_timeline = nullptr;
};

void MessagesWiringTest::init()
{
    m_live = std::make_unique<tests::LiveWindow>();
    QVERIFY(m_live->start());
    findViews();
}

void MessagesWiringTest::findViews()
{
    m_events = m_live->window().findChild<EventTableView *>();
    m_messages = m_live->window().findChild<MessageTableView *>();
    m_timeline = m_live->window().findChild<TimelinePane *>();
}

EventId MessagesWiringTest::post(const QByteArray &id, const QByteArray &type, int errorCode,
                                 const QByteArrayList &to, const QByteArray &about)
{
    const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    const QByteArray code =
        errorCode == 0 ? QByteArray() : ",\"errorCode\":" + QByteArray::number(errorCode);
    const QByteArray body = "[{\"time\":\"" + now + "\",\"type\":\"message-" + type + "\",\"to\":\""
        + (about.isEmpty() ? to.front() : about) + "\",\"description\":\"x\"" + code
        + ",\"message\":{\"id\":\"" + id + "\",\"owner\":\"+19195550142\",\"time\":\"" + now
        + "\",\"direction\":\"out\",\"to\":[\"" + to.join("\",\"")
        + "\"],\"from\":\"+19195550142\",\"text\":\"Hello\",\"segmentCount\":1}}]";
    [&] { QVERIFY(m_live->post(body)); }();
    return m_live->engine().snapshot()->newest();
}

void MessagesWiringTest::showMessages()
{
    trigger(ActionId::ViewMessages);
    QTRY_VERIFY(m_messages->isVisible());
}

QString MessagesWiringTest::cell(int row, MessageColumn column) const
{
    const MessageTableModel &rows = m_messages->rows();
    return rows.index(row, rows.columnOf(column)).data().toString();
}

QString MessagesWiringTest::shownDetail() const
{
    QStringList texts;
    for (const auto *view : m_live->window().findChild<DetailPane *>()->findChildren<FieldView *>())
        texts += QString::fromUtf8(view->findText().bytes);
    return texts.join(u'\n');
}

void MessagesWiringTest::showsOneRowAMessage()
{
    post("a", "sending");
    post("b", "sending");
    post("a", "delivered");
    post("b", "failed", 4720);

    m_live->window().findChild<Segments *>()->findChildren<QAbstractButton *>().last()->click();

    QTRY_COMPARE(m_messages->rows().rowCount(), 2);
    QVERIFY(m_messages->isVisible() && !m_events->isVisible());
    QTRY_COMPARE(cell(0, MessageColumn::State), u"delivered"_s);
    QTRY_COMPARE(cell(1, MessageColumn::State), u"failed"_s);
    QTRY_COMPARE(m_live->window().findChild<JudgedField *>()->counts().all, 2);

    trigger(ActionId::ViewEvents);
    QVERIFY(m_events->isVisible() && !m_messages->isVisible());
    QTRY_COMPARE(m_live->window().findChild<JudgedField *>()->counts().all, 4);
}

void MessagesWiringTest::keepsWhatIsSelectedFromViewToView()
{
    for (int i = 0; i < 40; ++i)
        post("m" + QByteArray::number(i), "sending");
    const EventId delivered = post("m3", "delivered");
    QTRY_VERIFY(m_events->model()->rowCount() == 41);
    m_events->setCurrentEvent({4}); // m3, sending

    showMessages();

    QTRY_COMPARE(m_messages->currentId(), "m3"_ba);
    QVERIFY(m_messages->viewport()->rect().intersects(
        m_messages->visualRect(m_messages->currentIndex())));
    QCOMPARE(m_timeline->content().event, EventId{4}); // and not what says most
    m_messages->setCurrentIndex(m_messages->rows().index(38, 0));
    QTRY_COMPARE(m_timeline->content().event, EventId{39});
    m_messages->setCurrentIndex(m_messages->rows().index(3, 0));
    QTRY_COMPARE(m_timeline->content().event, delivered);

    trigger(ActionId::ViewEvents);
    QCOMPARE(m_events->currentEvent(), delivered);
    QVERIFY(
        m_events->viewport()->rect().intersects(m_events->visualRect(m_events->currentIndex())));
}

void MessagesWiringTest::selectsTheEventsOfAChosenMessage()
{
    post("a", "sending");
    post("b", "sending");
    post("a", "delivered");
    showMessages();
    QTRY_COMPARE(m_messages->rows().rowCount(), 2);

    m_messages->setCurrentIndex(m_messages->rows().index(1, 0));
    QTRY_COMPARE(m_events->selectedEvents(), index::RowList{EventId{2}});
    m_messages->setCurrentIndex(m_messages->rows().index(0, 0));

    QTRY_COMPARE(m_events->selectedEvents(), (index::RowList{EventId{1}, EventId{3}}));
    QCOMPARE(m_events->currentEvent(), EventId{3});
    QVERIFY(m_live->window().actionOf(ActionId::ReplaySelection)->isEnabled());
    QTRY_VERIFY(shownDetail().contains(u"message-delivered"_s));
    post("a", "read"); // and one that comes while it is chosen
    QTRY_COMPARE(m_timeline->content().event, EventId{4});
    QTRY_COMPARE(m_events->selectedEvents().size(), size_t(3));
}

void MessagesWiringTest::leadsToItsEventsAndBack()
{
    post("a", "sending");
    post("b", "sending");
    post("a", "delivered");
    auto *filter = m_live->window().findChild<FilterBar *>();
    filter->setText(u"type == message-sending"_s);
    showMessages();
    QTRY_COMPARE(m_messages->rows().rowCount(), 2);
    m_messages->setCurrentIndex(m_messages->rows().index(0, 0));
    m_messages->setFocus();

    QTest::keyClick(m_messages, Qt::Key_Return);

    QVERIFY(m_events->isVisible());
    QCOMPARE(filter->field()->text(), u"message.id == a"_s);
    QTRY_COMPARE(m_events->model()->rowCount(), 2);
    QTRY_COMPARE(m_events->currentEvent(), EventId{1}); // What was looked at stays.
    filter->undo();
    QCOMPARE(filter->field()->text(), u"type == message-sending"_s);
    QTRY_COMPARE(m_events->model()->rowCount(), 2);
    QTRY_COMPARE(m_events->model()->index(1, 0).data().toString(), u"2"_s);
}

void MessagesWiringTest::choosesEventsByTheirSteps()
{
    const EventId sending = post("a", "sending");
    post("b", "sending");
    const EventId delivered = post("a", "delivered");
    QTRY_COMPARE(m_events->model()->rowCount(), 3);
    m_events->setCurrentEvent(sending);
    QTRY_COMPARE(m_timeline->content().lanes.size(), size_t(1));
    QCOMPARE(m_events->gutter().rows(), std::vector<int>({0, 2}));

    QTest::keyClick(m_timeline->steps(), Qt::Key_Right);
    QCOMPARE(m_events->currentEvent(), delivered);
    trigger(ActionId::PreviousOfMessage);
    QCOMPARE(m_events->currentEvent(), sending);

    // What the filter hides is shown beside the table.
    m_live->window().findChild<FilterBar *>()->setText(u"type == message-sending"_s);
    QTRY_COMPARE(m_events->model()->rowCount(), 2);
    QTest::keyClick(m_timeline->steps(), Qt::Key_Right);
    QCOMPARE(m_events->currentEvent(), sending);
    QTRY_VERIFY(shownDetail().contains(u"message-delivered"_s));

    // In the view of messages too, where the message stays chosen.
    showMessages();
    QTRY_COMPARE(m_messages->currentId(), "a"_ba);
    QTest::keyClick(m_timeline->steps(), Qt::Key_Left);
    QTRY_VERIFY(shownDetail().contains(u"message-sending"_s));
    QCOMPARE(m_messages->currentId(), "a"_ba);
}

void MessagesWiringTest::filtersAndSortsMessages()
{
    for (int i = 0; i < 4; ++i) {
        const QByteArray id = "m" + QByteArray::number(i);
        post(id, "sending");
        if (i != 2)
            post(id, i % 2 == 0 ? "delivered" : "failed", i % 2 == 0 ? 0 : 4720 + i);
    }
    showMessages();
    auto *filter = m_live->window().findChild<FilterBar *>();
    QTRY_COMPARE(m_messages->rows().rowCount(), 4);

    const auto clickHead = [this](MessageColumn column) {
        QHeaderView *header = m_messages->horizontalHeader();
        const int section = m_messages->rows().columnOf(column);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(section) + 20, 10));
    };
    clickHead(MessageColumn::State);
    clickHead(MessageColumn::State);
    QTRY_COMPARE(cell(0, MessageColumn::State), u"sending"_s);
    QTRY_COMPARE(cell(3, MessageColumn::State), u"delivered"_s);

    filter->setText(u"errorCode >= 4720"_s); // of which an event passes
    QTRY_COMPARE(m_messages->rows().rowCount(), 2);
    QCOMPARE(m_live->window().findChild<JudgedField *>()->countText(), u"2 of 4"_s);

    filter->setText(u"errorCode == 1"_s);
    QTRY_COMPARE(m_messages->rows().rowCount(), 0);
    auto *note = m_messages->findChild<EmptyNote *>();
    QTRY_VERIFY(note->isVisible());
    emit note->clearClicked();
    QTRY_COMPARE(m_messages->rows().rowCount(), 4);
    QVERIFY(!note->isVisible());
}

void MessagesWiringTest::countsMessagesOfSavedFilters()
{
    post("a", "sending");
    post("a", "failed", 4720, {"+19845550117", "+19845550118"});
    post("a", "failed", 4720, {"+19845550117", "+19845550118"}, "+19845550118");
    post("b", "sending");
    const auto &row = *m_live->window().findChild<SavedRow *>();
    const auto counts = [&row] {
        return std::pair(savedButton(row, u"Everything"_s)->count(),
                         savedButton(row, u"Failed"_s)->count());
    };
    QTRY_COMPARE(counts(), std::pair(qint64(4), qint64(3)));

    showMessages();
    QTRY_COMPARE(counts(), std::pair(qint64(2), qint64(1)));
    post("c", "failed", 4720);
    QTRY_COMPARE(counts(), std::pair(qint64(3), qint64(2)));

    trigger(ActionId::ViewEvents);
    QTRY_COMPARE(counts(), std::pair(qint64(5), qint64(4)));
}

void MessagesWiringTest::namesTheFieldOfTheChosenCell()
{
    post("a", "sending");
    post("b", "failed", 4720);
    const auto &status = *m_live->window().findChild<StatusRow *>();
    QTRY_VERIFY(m_events->model()->rowCount() == 2);
    m_events->setFocus();
    m_events->setCurrentEvent({1});
    QVERIFY(tests::button(status, u"event == 1"_s));

    showMessages();
    const MessageTableModel &rows = m_messages->rows();
    QTRY_COMPARE(rows.rowCount(), 2);
    m_messages->setCurrentIndex(rows.index(1, rows.columnOf(MessageColumn::Theirs)));
    QVERIFY(tests::button(status, u"theirs == +19845550117"_s));
    QVERIFY(!tests::button(status, u"event == 1"_s));

    trigger(ActionId::ViewEvents);
    QVERIFY(tests::button(status, u"event == 2"_s)); // the message's
}

void MessagesWiringTest::goesOnWithTheNewest()
{
    for (int i = 0; i < 60; ++i)
        post("m" + QByteArray::number(i), "sending");
    showMessages();
    QTRY_COMPARE(m_messages->rows().rowCount(), 60);
    const auto isLastSeen = [this] {
        const QModelIndex last = m_messages->rows().index(m_messages->rows().rowCount() - 1, 0);
        return m_messages->viewport()->rect().intersects(m_messages->visualRect(last));
    };
    m_messages->follow();
    post("new", "sending");
    QTRY_COMPARE(m_messages->rows().rowCount(), 61);
    QTRY_VERIFY(isLastSeen());

    m_messages->setCurrentIndex(m_messages->rows().index(5, 0));
    m_messages->scrollToTop();
    QVERIFY(!m_messages->isFollowing());
    post("newer", "sending");
    QTRY_COMPARE(m_messages->rows().rowCount(), 62);
    QCOMPARE(m_messages->rowAt(0), 0);
    QCOMPARE(m_messages->currentId(), "m5"_ba);
}

void MessagesWiringTest::remembersWhichViewWasShown()
{
    post("a", "sending");
    showMessages();

    m_live->reopen();
    findViews();

    QTRY_VERIFY(m_messages->isVisible());
    QTRY_COMPARE(m_messages->rows().rowCount(), 1);
    QTRY_COMPARE(m_messages->currentId(), "a"_ba);
}

SENDSCOPE_TEST(MessagesWiringTest, messageswiring)
#include "tst_messageswiring.moc"
