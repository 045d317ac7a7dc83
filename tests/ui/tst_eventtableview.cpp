#include "tests/testregistry.h"
#include "tests/ui/somecapture.h"
#include "ui/actions/actions.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/eventtableview.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;
using event::EventId;

class EventTableViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void followsTheNewest();
    void staysWhereTheReaderIs();
    void countsWhatIsNew();
    void keepsTheSelectionWhileRowsComeIn();
    void keepsTheSelectionThroughAFilter();
    void selectsAgainWhatAFilterHid();
    void keepsTheRowInItsPlaceThroughAFilter();
    void saysWhenAFilterHidesAll();
    void stepsThroughAMessage();
    void copiesRowsAsText();
    void showsAGivenEvent();
    void restoresItsColumns();
    void showsTheTextWhereThereIsRoom();
    void namesEverything();
    void paintsSelectionByFocus();

private:
    int topRow() const { return m_view->rowAt(0); }
    bool isAtEnd() const
    {
        return m_view->verticalScrollBar()->value() == m_view->verticalScrollBar()->maximum();
    }
    /// A button in the view by a part of its text; null where none is shown.
    QAbstractButton *shownButton(const QString &text) const
    {
        for (QAbstractButton *button : m_view->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().contains(text))
                return button;
        }
        return nullptr;
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<tests::SomeCapture> m_capture;
    std::unique_ptr<EventTableView> m_view;
};

void EventTableViewTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_theme = std::make_unique<Theme>();
    m_theme->setChoice(Theme::Choice::Light);
    m_actions = std::make_unique<Actions>();
    m_capture = std::make_unique<tests::SomeCapture>();
    m_view = std::make_unique<EventTableView>(*m_theme, *m_actions);
    m_view->resize(1100, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void EventTableViewTest::cleanup()
{
    m_view.reset();
}

void EventTableViewTest::followsTheNewest()
{
    m_capture->add(100);
    m_view->setResult(m_capture->result());
    QTRY_VERIFY(m_view->verticalScrollBar()->maximum() > 50 && isAtEnd());

    const int before = m_view->verticalScrollBar()->value();
    m_capture->add(10);
    m_view->setResult(m_capture->result(100));

    QTRY_COMPARE(m_view->verticalScrollBar()->value(), before + 10);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(m_view->newCount(), 0);
    QVERIFY(!shownButton(u"new"_s));
}

void EventTableViewTest::staysWhereTheReaderIs()
{
    m_capture->add(100);
    m_view->setResult(m_capture->result());
    QTRY_VERIFY(isAtEnd() && m_view->verticalScrollBar()->maximum() > 50);
    m_view->verticalScrollBar()->setValue(20);
    QVERIFY(!m_view->isFollowing());

    m_capture->add(10);
    m_view->setResult(m_capture->result(100));
    QTRY_COMPARE(m_view->model()->rowCount(), 110);
    m_view->grab();

    QCOMPARE(topRow(), 20);
}

void EventTableViewTest::countsWhatIsNew()
{
    m_capture->add(100);
    m_view->setResult(m_capture->result());
    QTRY_VERIFY(isAtEnd());
    m_view->verticalScrollBar()->setValue(20);

    m_capture->add(12);
    m_view->setResult(m_capture->result(100));

    QCOMPARE(m_view->newCount(), 12);
    QAbstractButton *chip = shownButton(u"12 new"_s);
    QVERIFY(chip);
    chip->click();
    QTRY_VERIFY(isAtEnd());
    QVERIFY(m_view->isFollowing());
    QVERIFY(!shownButton(u"new"_s));
}

void EventTableViewTest::keepsTheSelectionWhileRowsComeIn()
{
    m_capture->add(100);
    m_view->setResult(m_capture->result());
    m_view->setCurrentEvent(EventId{42});
    QSignalSpy selections(m_view.get(), &EventTableView::selectedEventsChanged);
    QSignalSpy currents(m_view.get(), &EventTableView::currentEventChanged);

    m_capture->add(10);
    m_view->setResult(m_capture->result(100));

    QCOMPARE(m_view->currentEvent(), EventId{42});
    QCOMPARE(m_view->selectedEvents(), index::RowList{EventId{42}});
    QCOMPARE(selections.count(), 0);
    QCOMPARE(currents.count(), 0);
}

void EventTableViewTest::keepsTheSelectionThroughAFilter()
{
    m_capture->add(100);
    m_view->setResult(m_capture->result());
    m_view->selectionModel()->select(
        QItemSelection(m_view->model()->index(9, 0),
                       m_view->model()->index(11, EventTableModel::kColumnCount - 1)),
        QItemSelectionModel::ClearAndSelect);
    m_view->selectionModel()->setCurrentIndex(m_view->model()->index(9, 0),
                                              QItemSelectionModel::NoUpdate);
    QSignalSpy selections(m_view.get(), &EventTableView::selectedEventsChanged);
    QSignalSpy currents(m_view.get(), &EventTableView::currentEventChanged);

    m_view->setResult(
        m_capture->resultOf({EventId{2}, EventId{10}, EventId{11}, EventId{12}, EventId{60}}));

    QCOMPARE(m_view->selectedEvents(), (index::RowList{EventId{10}, EventId{11}, EventId{12}}));
    QCOMPARE(m_view->selectedCount(), 3);
    QCOMPARE(m_view->currentEvent(), EventId{10});
    QCOMPARE(selections.count(), 0);
    QCOMPARE(currents.count(), 0);
}

void EventTableViewTest::selectsAgainWhatAFilterHid()
{
    m_capture->add(100);
    m_view->setResult(m_capture->result());
    m_view->setCurrentEvent(EventId{42});
    QSignalSpy currents(m_view.get(), &EventTableView::currentEventChanged);

    m_view->setResult(m_capture->resultOf({EventId{2}, EventId{3}}));
    QCOMPARE(m_view->selectedCount(), 0);
    QVERIFY(m_view->currentEvent().isNull());
    QCOMPARE(currents.count(), 1);

    m_view->setResult(m_capture->result());
    QCOMPARE(m_view->currentEvent(), EventId{42});
    QCOMPARE(m_view->selectedCount(), 1);
    QCOMPARE(currents.count(), 2);
    QCOMPARE(currents.last().first().value<EventId>(), EventId{42});
}

void EventTableViewTest::keepsTheRowInItsPlaceThroughAFilter()
{
    m_capture->add(200);
    m_view->setResult(m_capture->result());
    m_view->setCurrentEvent(EventId{101});
    m_view->verticalScrollBar()->setValue(96);
    const int before = m_view->rowViewportPosition(100);

    index::RowList odd;
    for (qint64 id = 1; id <= 200; id += 2)
        odd.push_back(EventId{id});
    m_view->setResult(m_capture->resultOf(odd));

    QCOMPARE(m_view->rowViewportPosition(50), before);
    QVERIFY(!m_view->isFollowing());
}

void EventTableViewTest::saysWhenAFilterHidesAll()
{
    m_capture->add(100);
    m_view->setResult(m_capture->result());
    QVERIFY(!shownButton(u"Clear"_s));
    QSignalSpy clears(m_view.get(), &EventTableView::clearFilterClicked);

    m_view->setResult(m_capture->resultOf({}));

    QAbstractButton *clear = shownButton(u"Clear"_s);
    QVERIFY(clear);
    bool isSaid = false;
    for (const QLabel *label : m_view->findChildren<QLabel *>())
        isSaid = isSaid
            || (label->isVisible()
                && label->text() == u"No event matches this filter. 100 are hidden."_s);
    QVERIFY(isSaid);
    clear->click();
    QCOMPARE(clears.count(), 1);

    m_view->setResult(m_capture->result());
    QVERIFY(!shownButton(u"Clear"_s));
}

void EventTableViewTest::stepsThroughAMessage()
{
    m_capture->add(9); // every third is of one message
    m_view->setResult(m_capture->result());
    m_view->setCurrentEvent(EventId{2});

    m_actions->action(ActionId::NextOfMessage)->trigger();
    QCOMPARE(m_view->currentEvent(), EventId{5});

    m_actions->action(ActionId::PreviousOfMessage)->trigger();
    QCOMPARE(m_view->currentEvent(), EventId{2});

    m_actions->action(ActionId::PreviousOfMessage)->trigger();
    QCOMPARE(m_view->currentEvent(), EventId{2});
}

void EventTableViewTest::copiesRowsAsText()
{
    m_capture->add("message-sending"_ba);
    m_capture->add("message\\t\\u0000-sent"_ba);
    m_view->setResult(m_capture->result());
    m_actions->action(ActionId::SelectAll)->trigger();
    QSignalSpy copies(m_view.get(), &EventTableView::copied);

    m_actions->action(ActionId::CopyRow)->trigger();

    QCOMPARE(copies.count(), 1);
    const QStringList lines = copies.first().first().toString().split(u'\n');
    QCOMPARE(lines.size(), 2);
    const int shown =
        EventTableModel::kColumnCount - m_view->horizontalHeader()->hiddenSectionCount();
    QCOMPARE(lines.at(0).split(u'\t').size(), shown);
    QCOMPARE(lines.at(1).split(u'\t').size(), shown);
    QVERIFY(!lines.at(1).contains(QChar(u'\0')));
    QVERIFY(lines.at(0).contains(u"+19195550142"_s));

    m_actions->action(ActionId::CopyMessageId)->trigger();
    QCOMPARE(copies.last().first().toString().split(u'\n').first(),
             u"1795442855875xo7watq5px6rbe0d"_s);
}

void EventTableViewTest::showsAGivenEvent()
{
    m_capture->add(100);
    m_view->setResult(m_capture->result());
    QTRY_VERIFY(isAtEnd());

    m_view->setCurrentEvent(EventId{3});

    QCOMPARE(m_view->selectedEvents(), index::RowList{EventId{3}});
    QVERIFY(topRow() <= 2);

    m_view->setCurrentEvent(EventId{1000}); // not here: nothing changes
    QCOMPARE(m_view->currentEvent(), EventId{3});

    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentEvent(), EventId{1});
    m_actions->action(ActionId::FollowNewest)->trigger();
    QCOMPARE(m_view->currentEvent(), EventId{100});
    QTRY_VERIFY(isAtEnd());
}

void EventTableViewTest::restoresItsColumns()
{
    m_view->setColumnWidth(3, 222);
    m_view->horizontalHeader()->moveSection(0, 4);
    const QByteArray state = m_view->columnState();

    EventTableView other(*m_theme, *m_actions);
    QVERIFY(other.restoreColumnState(state));

    QCOMPARE(other.columnWidth(3), 222);
    QCOMPARE(other.horizontalHeader()->visualIndex(0), 4);
    QVERIFY(!other.restoreColumnState("nonsense"_ba));
    QCOMPARE(other.columnWidth(3), 222);
}

void EventTableViewTest::showsTheTextWhereThereIsRoom()
{
    const int text = int(EventTableModel::Column::Text);
    m_view->resize(600, 400);
    QTRY_VERIFY(m_view->isColumnHidden(text));

    m_view->resize(1900, 400);
    QTRY_VERIFY(!m_view->isColumnHidden(text));
    QCOMPARE(m_view->columnViewportPosition(text) + m_view->columnWidth(text),
             m_view->viewport()->width());

    m_view->setColumnHidden(text, true); // a person's choice
    m_view->resize(1800, 400);
    QVERIFY(m_view->isColumnHidden(text));
}

void EventTableViewTest::namesEverything()
{
    QVERIFY(!m_view->accessibleName().isEmpty());
    QVERIFY(!m_view->horizontalHeader()->accessibleName().isEmpty());
}

void EventTableViewTest::paintsSelectionByFocus()
{
    m_capture->add(3);
    m_view->setResult(m_capture->result());
    m_view->setCurrentEvent(EventId{2});
    m_view->activateWindow();
    m_view->setFocus();
    QTRY_VERIFY(m_view->hasFocus() && m_view->isActiveWindow());
    const int y = m_view->rowViewportPosition(1) + 3;
    const auto colorAt = [&](int x) {
        return m_view->viewport()->grab().toImage().pixelColor(x, y);
    };

    QCOMPARE(colorAt(1), lightTokens().accent);
    QCOMPARE(colorAt(6), lightTokens().sel);

    m_view->clearFocus();
    QCOMPARE(colorAt(1), lightTokens().selAway);
    QCOMPARE(colorAt(6), lightTokens().selAway);
}

SENDSCOPE_TEST(EventTableViewTest, eventtableview)
#include "tst_eventtableview.moc"
