#include "tests/testregistry.h"
#include "tests/ui/somecapture.h"
#include "ui/actions/actions.h"
#include "ui/events/columndialog.h"
#include "ui/events/columnmenu.h"
#include "ui/events/eventheader.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/eventtableview.h"
#include "ui/events/tablecolumns.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptynote.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPoint>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;
using event::EventId;
using event::Field;

class EventTableViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void followsTheNewest();
    void staysWhereTheReaderIs();
    void leadsBackToTheCurrentRowByItsKeys();
    void countsWhatIsNew();
    void keepsTheSelectionWhileRowsComeIn();
    void keepsTheSelectionThroughAFilter();
    void selectsAgainWhatAFilterHid();
    void keepsTheRowInItsPlaceThroughAFilter();
    void saysWhyItIsEmpty();
    void stepsThroughAMessage();
    void offersWhatIsSelectedForCopying();
    void filtersByACell();
    void opensTheMenuOfACell();
    void showsAGivenEvent();
    void restoresItsColumns();
    void keepsItsColumnsWhereAStateDoesNotFit_data();
    void keepsItsColumnsWhereAStateDoesNotFit();
    void showsTheTextWhereThereIsRoom();
    void showsWholeIdsWhereThereIsRoom();
    void cutsWhatTypesHaveInCommonWhereItIsNarrow();
    void makesRoomForATargetsAnswerOnceThereIsOne();
    void keepsRowsAndSelectionWhenColumnsChange();
    void offersEveryFieldAsAColumn();
    void asksForAPathToBeAColumn();
    void fitsAColumnToTheRowsInView();
    void sortsByAClickOnAHead();
    void staysByEventWhileASortedTableGrows();
    void keepsALargeSelection();
    void tellsTheCurrentEventOnlyWhenItChanges();
    void namesEverything();
    void paintsSelectionByFocus();
    void dimsItsRows();

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

    QAbstractButton *buttonIn(const QWidget *parent, const QString &text) const
    {
        for (QAbstractButton *button : parent->findChildren<QAbstractButton *>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }
    /// As a right click on that head opens it.
    ColumnMenu *columnMenu(int column) const
    {
        emit m_view->findChild<EventHeader *>()->menuAsked(column, m_view->mapToGlobal(QPoint()));
        return m_view->findChildren<ColumnMenu *>().last();
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

void EventTableViewTest::leadsBackToTheCurrentRowByItsKeys()
{
    m_capture->add(100);
    m_view->setResult(m_capture->result());
    m_view->setCurrentEvent({1});
    m_view->follow();
    QTRY_VERIFY(isAtEnd() && m_view->verticalScrollBar()->maximum() > 50);

    QTest::keyClick(m_view.get(), Qt::Key_Home);

    QCOMPARE(topRow(), 0);
    QVERIFY(!m_view->isFollowing());
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
                       m_view->model()->index(11, m_view->model()->columnCount() - 1)),
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

void EventTableViewTest::saysWhyItIsEmpty()
{
    const auto *note = m_view->findChild<EmptyNote *>();
    m_capture->add(1204);
    m_view->setFiltered(true);
    m_view->setResult(m_capture->result());
    QVERIFY(!note->isVisible());
    QSignalSpy clears(m_view.get(), &EventTableView::clearFilterClicked);
    QSignalSpy shows(m_view.get(), &EventTableView::showHiddenClicked);

    engine::QueryResult result = m_capture->resultOf({});
    result.isComplete = false;
    result.scannedEvents = 1000;
    m_view->setResult(result);
    QCOMPARE(note->sentence(), u"Nothing yet: 1,000 of 1,204 events are read."_s);
    QVERIFY(!shownButton(u"Show"_s));

    m_view->setResult(m_capture->resultOf({}));
    QVERIFY(note->isVisible());
    QCOMPARE(note->sentence(), u"Nothing of 1,204 events matches."_s);
    QVERIFY(!shownButton(u"Show"_s));

    m_view->setHiddenMatches(3);
    QCOMPARE(note->sentence(), u"Nothing of 1,204 events matches. 3 hidden rows would."_s);
    shownButton(u"Show"_s)->click();
    shownButton(u"Clear the filter"_s)->click();
    QCOMPARE(shows.count(), 1);
    QCOMPARE(clears.count(), 1);

    m_view->setFiltered(false);
    QCOMPARE(note->sentence(), u"All 1,204 rows are handshakes, or not for us, and hidden."_s);
    QVERIFY(shownButton(u"Show"_s));
    QVERIFY(!shownButton(u"Clear"_s));

    m_view->setResult(m_capture->result());
    QVERIFY(!note->isVisible());
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

void EventTableViewTest::offersWhatIsSelectedForCopying()
{
    m_capture->add(30);
    m_view->setResult(m_capture->sorted({.field = Field::Event, .isDescending = true}));
    m_view->horizontalHeader()->moveSection(0, 4);
    m_view->setCurrentEvent(EventId{20});
    m_view->selectionModel()->select(m_view->model()->index(2, 0),
                                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QSignalSpy copies(m_view.get(), &EventTableView::copyAsked);

    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    m_actions->action(ActionId::CopyAsJson)->trigger();

    QCOMPARE(copies.count(), 2);
    QCOMPARE(copies.first().first().value<CopyFormat>(), CopyFormat::Text);
    QCOMPARE(copies.last().first().value<CopyFormat>(), CopyFormat::Json);
    const CopySource source = m_view->copySource();
    QCOMPARE(source.events, (index::RowList{EventId{28}, EventId{20}})); // as they stand
    QCOMPARE(source.chosen, 2);
    QCOMPARE(source.fields.front(), event::FieldRef(Field::Received));
    QCOMPARE(source.fields[4], event::FieldRef(Field::Event));

    QSignalSpy values(m_view.get(), &EventTableView::valueCopied);
    m_view->setCurrentIndex(m_view->model()->index(10, 5));
    m_actions->action(ActionId::CopyValue)->trigger();
    QCOMPARE(values.first().first().toString(), u"+19195550142"_s);
}

void EventTableViewTest::filtersByACell()
{
    m_capture->add(3);
    m_capture->addMalformed();
    m_view->setResult(m_capture->result());
    QSignalSpy asked(m_view.get(), &EventTableView::filterAsked);
    const auto last = [&asked] {
        const QVariantList &arguments = asked.last();
        return QString::fromUtf8(event::nameOf(arguments.at(0).value<event::FieldRef>()))
            + (arguments.at(1).toByteArray().isNull()
                   ? u" -"_s
                   : u' ' + QString::fromUtf8(arguments.at(1).toByteArray()))
            + u' ' + QString::number(int(arguments.at(2).value<FilterJoin>()))
            + (arguments.at(3).toBool() ? u" applies"_s : u""_s);
    };

    m_view->setCurrentIndex(m_view->model()->index(1, 2));
    QTest::keyClick(m_view.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(last(), u"lag 1538ms 0 applies"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(last(), u"lag 1538ms 0"_s);

    // What a row without a type shows in that column is its kind.
    m_view->setCurrentIndex(m_view->model()->index(3, 3));
    QTest::keyClick(m_view.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(last(), u"kind malformed 0 applies"_s);

    m_view->setCurrentIndex(m_view->model()->index(3, 8));
    QTest::keyClick(m_view.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(last(), u"message.tag - 0 applies"_s);
}

void EventTableViewTest::opensTheMenuOfACell()
{
    m_capture->add(3);
    m_view->setResult(m_capture->result());
    m_view->setCurrentIndex(m_view->model()->index(1, 8));
    QSignalSpy asked(m_view.get(), &EventTableView::filterAsked);

    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, {}, {}, {});
    QCoreApplication::sendEvent(m_view->viewport(), &byKey);

    QMenu *menu = m_view->findChildren<QMenu *>(Qt::FindDirectChildrenOnly).last();
    QMenu *apply = menu->actions().first()->menu();
    QVERIFY(apply);
    apply->actions().at(4)->trigger();
    QCOMPARE(asked.last().at(0).value<event::FieldRef>(), event::FieldRef(Field::MessageTag));
    QCOMPARE(asked.last().at(1).toByteArray(), "v2 lab"_ba);
    for (const ActionId id : {ActionId::CopyValue, ActionId::NextOfMessage,
                              ActionId::ReplaySelection, ActionId::HideColumn})
        QVERIFY(menu->actions().contains(m_actions->action(id)));
    m_actions->action(ActionId::HideColumn)->trigger();
    QVERIFY(!m_view->columns().has(Field::MessageTag));
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
    m_view->columns().add(*event::findFieldRef("json.a.b"));
    m_view->columns().add(*event::findFieldRef("json.\"a b\"[1]"));
    m_view->columns().remove(Field::MessageTag);
    const QByteArray state = m_view->columnState();

    EventTableView other(*m_theme, *m_actions);
    QVERIFY(other.restoreColumnState(state));

    QCOMPARE(other.columns().shown(), m_view->columns().shown());
    QCOMPARE(other.columns().shown().columns[4].field, event::FieldRef(Field::Event));
    QCOMPARE(other.columns().shown().columns[2].width, 222);
    QVERIFY(other.columns().has(*event::findFieldRef("json.\"a b\"[1]")));
    QVERIFY(!other.columns().has(Field::MessageTag));
}

void EventTableViewTest::keepsItsColumnsWhereAStateDoesNotFit_data()
{
    QTest::addColumn<QByteArray>("state");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("nonsense") << "nonsense"_ba;
    QTest::newRow("another version") << "columns2 event=80"_ba;
    QTest::newRow("no columns") << "columns1"_ba;
    QTest::newRow("no such field") << "columns1 event=80 nothing=80"_ba;
    QTest::newRow("no width") << "columns1 event=80 lag"_ba;
    QTest::newRow("a width past the edge") << "columns1 event=80 lag=100000"_ba;
    QTest::newRow("twice") << "columns1 event=80 event=80"_ba;
    QTest::newRow("an older format") << QByteArray("\0\0\0\xff\0\0\0\0", 8);
}

void EventTableViewTest::keepsItsColumnsWhereAStateDoesNotFit()
{
    QFETCH(const QByteArray, state);
    const EventColumns before = m_view->columns().shown();

    QVERIFY(!m_view->restoreColumnState(state));

    QCOMPARE(m_view->columns().shown(), before);
}

void EventTableViewTest::showsTheTextWhereThereIsRoom()
{
    m_view->resize(600, 400);
    QTRY_VERIFY(!m_view->columns().has(Field::MessageText));

    m_view->resize(1900, 400);
    QTRY_VERIFY(m_view->columns().has(Field::MessageText));
    const int text = m_view->model()->columnCount() - 1;
    QCOMPARE(m_view->columnViewportPosition(text) + m_view->columnWidth(text),
             m_view->viewport()->width());

    m_view->columns().remove(Field::MessageText); // a person's choice
    m_view->resize(1800, 400);
    QVERIFY(!m_view->columns().has(Field::MessageText));

    m_view->columns().reset();
    QVERIFY(m_view->columns().has(Field::MessageText));
}

void EventTableViewTest::showsWholeIdsWhereThereIsRoom()
{
    const int column = 9;
    m_view->resize(1100, 400);
    const int narrow = m_view->columnWidth(column);

    m_view->resize(1900, 400);
    QTRY_VERIFY(m_view->columnWidth(column) > narrow);
    QVERIFY(m_view->columns().has(Field::MessageText));

    m_view->resize(1100, 400);
    QTRY_COMPARE(m_view->columnWidth(column), narrow);
    QVERIFY(!m_view->columns().has(Field::MessageText));
}

void EventTableViewTest::makesRoomForATargetsAnswerOnceThereIsOne()
{
    m_view->resize(1900, 400); // with the text behind it, which takes what is left
    QTRY_VERIFY(m_view->columns().has(Field::MessageText));
    const int column = m_view->model()->columnCount() - 2;
    tests::SomeCapture capture;
    capture.add(2);
    m_view->setResult(capture.result());
    const int before = m_view->columnWidth(column);

    capture.attempt(1, 504);
    m_view->setResult(capture.result(2));

    const int after = m_view->columnWidth(column);
    QVERIFY(after > before);
    m_view->setResult(capture.result(2));
    QCOMPARE(m_view->columnWidth(column), after);
}

void EventTableViewTest::cutsWhatTypesHaveInCommonWhereItIsNarrow()
{
    const int column = 3;
    m_view->resize(1900, 400);
    const int whole = m_view->columnWidth(column);

    m_view->resize(700, 400);
    QTRY_VERIFY(m_view->columnWidth(column) < whole);

    m_view->resize(1900, 400);
    QTRY_COMPARE(m_view->columnWidth(column), whole);

    m_view->setColumnWidth(column, 300); // a person's choice
    m_view->resize(700, 400);
    QCOMPARE(m_view->columnWidth(column), 300);
}

void EventTableViewTest::keepsRowsAndSelectionWhenColumnsChange()
{
    m_capture->add(200);
    m_view->setResult(m_capture->result());
    m_view->setCurrentEvent(EventId{101});
    m_view->verticalScrollBar()->setValue(96);
    QSignalSpy selections(m_view.get(), &EventTableView::selectedEventsChanged);
    QSignalSpy currents(m_view.get(), &EventTableView::currentEventChanged);

    m_view->columns().add(Field::Size);
    m_view->columns().remove(Field::Lag);

    QCOMPARE(topRow(), 96);
    QCOMPARE(m_view->currentEvent(), EventId{101});
    QVERIFY(m_view->selectionModel()->isSelected(
        m_view->model()->index(100, m_view->model()->columnCount() - 1)));
    QCOMPARE(selections.count() + currents.count(), 0);
}

void EventTableViewTest::offersEveryFieldAsAColumn()
{
    ColumnMenu *menu = columnMenu(2);
    QVERIFY(menu);

    QStringList offered;
    QAction *size = nullptr;
    for (QAction *action : menu->findChildren<QAction *>()) {
        if (action->isCheckable())
            offered += action->text();
        if (action->text() == event::titleOf(Field::Size))
            size = action;
    }
    for (const event::FieldInfo &info : event::fields())
        QVERIFY2(offered.contains(event::titleOf(info.field)), info.title);
    QVERIFY(size);
    size->trigger();
    QVERIFY(m_view->columns().has(Field::Size));

    for (QAction *action : columnMenu(2)->actions()) {
        if (action->text() == u"&Hide “Lag”"_s)
            action->trigger();
    }
    QVERIFY(!m_view->columns().has(Field::Lag));

    for (QAction *action : columnMenu(-1)->actions()) {
        if (action->text() == u"&Reset the columns"_s)
            action->trigger();
    }
    QVERIFY(m_view->columns().has(Field::Lag));
    QVERIFY(!m_view->columns().has(Field::Size));
}

void EventTableViewTest::asksForAPathToBeAColumn()
{
    for (QAction *action : columnMenu(-1)->actions()) {
        if (action->text() == u"Column for a &path or header…"_s)
            action->trigger();
    }
    auto *dialog = m_view->findChild<ColumnDialog *>();
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>();

    QTest::keyClicks(name, u"mesage.tag"_s);
    QAbstractButton *add = buttonIn(dialog, u"Add the column"_s);
    QVERIFY(add && !add->isEnabled());
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QAbstractButton *remedy = buttonIn(dialog, u"Did you mean message.tag?"_s);
    QVERIFY(remedy && remedy->isVisible());
    remedy->click();
    QCOMPARE(name->text(), u"message.tag"_s);
    QVERIFY(!remedy->isVisible());

    name->setText(u"header.User-Agent"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(m_view->columns().has(*event::findFieldRef("header.user-agent")));
    QVERIFY(m_view->columnViewportPosition(m_view->model()->columnCount() - 1)
            < m_view->viewport()->width()); // it is scrolled to
    QCOMPARE(m_view->columns().onDemandFields(),
             std::vector{*event::findFieldRef("header.user-agent")});
}

void EventTableViewTest::fitsAColumnToTheRowsInView()
{
    m_capture->add("message-delivered-with-a-very-long-name-that-nobody-expected"_ba);
    m_capture->add(2000);
    m_view->setResult(m_capture->result());
    QTRY_VERIFY(isAtEnd());
    m_view->setColumnWidth(3, 400);

    m_view->columns().fit(Field::Type);
    const int narrow = m_view->columnWidth(3);
    m_view->verticalScrollBar()->setValue(0);
    m_view->columns().fit(Field::Type);

    QVERIFY(narrow < 250);
    QVERIFY(m_view->columnWidth(3) > narrow);
}

void EventTableViewTest::sortsByAClickOnAHead()
{
    QSignalSpy orders(m_view.get(), &EventTableView::orderAsked);
    connect(m_view.get(), &EventTableView::orderAsked, m_view.get(), &EventTableView::setOrder);
    const auto click = [&](int column) {
        QHeaderView *header = m_view->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(column) + 12, header->height() / 2});
        return orders.last().first().value<index::Order>();
    };

    QCOMPARE(click(2), (index::Order{.field = Field::Lag, .isDescending = false}));
    QCOMPARE(click(2), (index::Order{.field = Field::Lag, .isDescending = true}));
    QCOMPARE(click(2), index::Order{});
    QCOMPARE(click(0), (index::Order{.field = Field::Event, .isDescending = true}));
    QCOMPARE(click(0), index::Order{});
    QCOMPARE(click(5), (index::Order{.field = Field::Ours, .isDescending = false}));

    m_view->columns().remove(Field::Ours); // what is not to be seen sorts nothing
    QVERIFY(orders.last().first().value<index::Order>().isArrival());
}

void EventTableViewTest::staysByEventWhileASortedTableGrows()
{
    const index::Order order{.field = Field::Theirs, .isDescending = true};
    m_capture->add(200);
    m_view->setResult(m_capture->result());
    m_view->setResult(m_capture->sorted(order));
    QCOMPARE(topRow(), 0);
    const EventId event =
        EventId{m_view->model()->index(100, 0).data(EventTableModel::EventIdRole).toLongLong()};
    m_view->setCurrentEvent(event);
    m_view->verticalScrollBar()->setValue(95);
    const int before = m_view->rowViewportPosition(100);
    QSignalSpy selections(m_view.get(), &EventTableView::selectedEventsChanged);
    QSignalSpy currents(m_view.get(), &EventTableView::currentEventChanged);

    m_capture->add(30); // ten of them come before the current row
    m_view->setResult(m_capture->sorted(order));

    QCOMPARE(m_view->currentEvent(), event);
    QCOMPARE(m_view->selectedEvents(), index::RowList{event});
    QVERIFY(m_view->currentIndex().row() > 100);
    QCOMPARE(m_view->rowViewportPosition(m_view->currentIndex().row()), before);
    QCOMPARE(selections.count() + currents.count(), 0);
    QCOMPARE(m_view->newCount(), 30);
    QAbstractButton *chip = shownButton(u"30 new"_s);
    QVERIFY(chip);
    QCOMPARE(static_cast<Button *>(chip)->glyph(), Icon::None);
    chip->click();
    QVERIFY(!shownButton(u"new"_s));

    m_view->setResult(m_capture->result()); // as they arrived: among its neighbours
    QCOMPARE(m_view->currentEvent(), event);
    const int y = m_view->rowViewportPosition(m_view->currentIndex().row());
    QVERIFY(y > 0 && y < m_view->viewport()->height());
}

void EventTableViewTest::keepsALargeSelection()
{
    m_capture->add(9000);
    m_view->setResult(m_capture->result());
    m_view->setCurrentEvent(EventId{5000});
    m_actions->action(ActionId::SelectAll)->trigger();
    QCOMPARE(m_view->selectedCount(), 9000);
    QSignalSpy selections(m_view.get(), &EventTableView::selectedEventsChanged);

    m_view->setResult(m_capture->sorted({.field = Field::Theirs, .isDescending = false}));
    QCOMPARE(m_view->selectedCount(), 9000);
    QCOMPARE(selections.count(), 0);

    // Three blocks by number; every other row of the arrival is far too scattered.
    m_view->setResult(m_capture->result());
    QItemSelection scattered;
    for (int row = 0; row < 9000; row += 3)
        scattered.append({m_view->model()->index(row, 0),
                          m_view->model()->index(row, m_view->model()->columnCount() - 1)});
    m_view->selectionModel()->setCurrentIndex(m_view->model()->index(3000, 0),
                                              QItemSelectionModel::NoUpdate);
    m_view->selectionModel()->select(scattered, QItemSelectionModel::ClearAndSelect);
    QCOMPARE(m_view->selectedCount(), 3000);
    m_view->setResult(m_capture->sorted({.field = Field::Theirs, .isDescending = false}));
    QCOMPARE(m_view->selectedCount(), 3000); // in this order they stand together

    m_view->setResult(m_capture->result());
    QCOMPARE(m_view->selectedEvents(), index::RowList{EventId{3001}});
    QVERIFY(selections.count() > 0);
    m_view->setResult(m_capture->sorted({.field = Field::Theirs, .isDescending = false}));
    QCOMPARE(m_view->selectedCount(), 3000);
}

void EventTableViewTest::tellsTheCurrentEventOnlyWhenItChanges()
{
    m_capture->add(10);
    m_view->setResult(m_capture->result());
    m_view->setCurrentEvent(EventId{3});
    QSignalSpy currents(m_view.get(), &EventTableView::currentEventChanged);
    QSignalSpy fields(m_view.get(), &EventTableView::selectedFieldChanged);

    m_view->setCurrentIndex(m_view->model()->index(2, 5));

    QCOMPARE(currents.count(), 0);
    QCOMPARE(fields.count(), 1);
    QCOMPARE(fields.first().first().value<event::FieldRef>(), event::FieldRef(Field::Ours));
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

void EventTableViewTest::dimsItsRows()
{
    m_capture->add(3);
    m_view->setResult(m_capture->result());
    const auto countOf = [this](const QColor &color) {
        const QImage image = m_view->viewport()->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == color;
        }
        return count;
    };
    const auto strong = [&] {
        int count = countOf(lightTokens().text);
        for (const QColor &hue : lightTokens().hues) {
            if (hue != lightTokens().hue(Hue::Quiet))
                count += countOf(hue);
        }
        return count;
    };
    QVERIFY(strong() > 0);

    m_view->setDimmed(true);
    QCOMPARE(strong(), 0);
    QVERIFY(countOf(lightTokens().text2) > 0);

    m_view->setDimmed(false);
    QVERIFY(strong() > 0);
}

SENDSCOPE_TEST(EventTableViewTest, eventtableview)
#include "tst_eventtableview.moc"
