#include "tests/testregistry.h"
#include "ui/actions/actions.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/historylist.h"
#include "ui/filter/historypopup.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/judgedfield.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;

class FilterBarTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bar.reset(); }
    void actsByItselfOnceTheKeysRest();
    void actsAtOnceOnEnter();
    void keepsTheLastGoodFilter();
    void goesBackStepByStepOnEscape();
    void clears();
    void takesTheFocusByItsAction();
    void tellsWhileTheRowsAreOfTheFilterBefore();
    void preparesWithoutActing();
    void putsIntoTheHistoryWhatEnterRuns();
    void opensTheHistory_data();
    void opensTheHistory();
    void takesFromTheHistoryByKeys();
    void takesFromTheHistoryByClick();
    void removesFromTheHistory();
    void narrowsTheHistoryByWhatIsTyped();
    void closesTheHistoryFirst();
    void saysWhereTheHistoryIsEmpty();
    void undoesEveryKindOfChange();
    void knowsWhetherThereIsSomethingToUndo();
    void asksForAValue_data();
    void asksForAValue();
    void joinsToWhatIsPrepared();
    void beginsAComparisonOfAField();
    void tellsTheCount();

private:
    /// The last is the newest.
    void fillHistory(const QStringList &texts);
    Button *historyButton() const;

    const Theme m_theme;
    const Actions m_actions;
    std::unique_ptr<FilterBar> m_bar;
};

void FilterBarTest::init()
{
    QTest::failOnWarning(QRegularExpression(u"QObject|QPainter|QWidget"_s));
    m_bar = std::make_unique<FilterBar>(m_theme, m_actions);
    m_bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
    m_bar->setFocus();
    QTRY_VERIFY(m_bar->field()->hasFocus());
}

void FilterBarTest::fillHistory(const QStringList &texts)
{
    FilterHistory history;
    for (const QString &text : texts)
        history.add(text);
    m_bar->setHistory(history);
}

Button *FilterBarTest::historyButton() const
{
    for (Button *button : m_bar->field()->findChildren<Button *>()) {
        if (button->glyph() == Icon::History)
            return button;
    }
    return nullptr;
}

void FilterBarTest::actsByItselfOnceTheKeysRest()
{
    QSignalSpy changes(m_bar.get(), &FilterBar::filterChanged);

    QTest::keyClicks(m_bar->field(), u"one"_s);

    QTRY_COMPARE(filter::print(m_bar->filter()), u"one"_s);
    QVERIFY(changes.count() >= 1);
}

void FilterBarTest::actsAtOnceOnEnter()
{
    QSignalSpy changes(m_bar.get(), &FilterBar::filterChanged);

    m_bar->field()->setText(u"one two"_s);
    QTest::keyClick(m_bar->field(), Qt::Key_Return);

    QCOMPARE(changes.count(), 1);
    QCOMPARE(filter::print(m_bar->filter()), u"one and two"_s);

    QTest::keyClick(m_bar->field(), Qt::Key_Return); // the same filter is no change
    QCOMPARE(changes.count(), 1);
}

void FilterBarTest::keepsTheLastGoodFilter()
{
    m_bar->setText(u"one"_s);
    QSignalSpy changes(m_bar.get(), &FilterBar::filterChanged);

    m_bar->setText(u"one ) two"_s);
    m_bar->setText(u"\"one"_s);

    QCOMPARE(changes.count(), 0);
    QCOMPARE(filter::print(m_bar->filter()), u"one"_s);
}

void FilterBarTest::goesBackStepByStepOnEscape()
{
    QSignalSpy left(m_bar.get(), &FilterBar::left);
    m_bar->setText(u"one"_s);
    m_bar->setText(u"one ) two"_s);
    QVERIFY(!m_bar->field()->shownSentence().isEmpty());

    QTest::keyClick(m_bar->field(), Qt::Key_Escape);
    QVERIFY(m_bar->field()->shownSentence().isEmpty());
    QCOMPARE(m_bar->field()->text(), u"one ) two"_s);

    QTest::keyClick(m_bar->field(), Qt::Key_Escape);
    QCOMPARE(m_bar->field()->text(), u"one"_s);
    QCOMPARE(left.count(), 0);

    QTest::keyClick(m_bar->field(), Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
}

void FilterBarTest::clears()
{
    m_bar->setText(u"one"_s);

    m_actions.action(ActionId::ClearFilter)->trigger();

    QVERIFY(m_bar->filter().isEverything());
    QVERIFY(m_bar->field()->text().isEmpty());
}

void FilterBarTest::takesTheFocusByItsAction()
{
    m_bar->setText(u"one"_s);
    m_bar->field()->clearFocus();

    m_actions.action(ActionId::FocusFilter)->trigger();

    QVERIFY(m_bar->field()->hasFocus());
    QCOMPARE(m_bar->field()->selectedText(), u"one"_s);
}

void FilterBarTest::tellsWhileTheRowsAreOfTheFilterBefore()
{
    QSignalSpy told(m_bar.get(), &FilterBar::unfinishedChanged);

    m_bar->setText(u"type"_s);
    m_bar->setText(u"type =="_s);
    m_bar->setText(u"type == \""_s);
    QCOMPARE(QList<QVariantList>(told), QList<QVariantList>({{true}}));

    m_bar->setText(u"type == x"_s);
    QCOMPARE(QList<QVariantList>(told), QList<QVariantList>({{true}, {false}}));
}

void FilterBarTest::preparesWithoutActing()
{
    m_bar->setText(u"one"_s);
    m_bar->field()->clearFocus();
    QSignalSpy changes(m_bar.get(), &FilterBar::filterChanged);

    m_bar->prepare(u"two"_s);
    QVERIFY(m_bar->field()->hasFocus());
    QTest::keyClick(m_bar->field(), Qt::Key_Escape);
    QCOMPARE(m_bar->field()->text(), u"one"_s);
    QCOMPARE(changes.count(), 0);

    m_bar->prepare(u"two"_s);
    QTest::keyClick(m_bar->field(), Qt::Key_Return);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(filter::print(m_bar->filter()), u"two"_s);

    m_bar->prepare(u"three"_s);
    QTest::keyClick(m_bar->field(), 's');
    QTRY_COMPARE(filter::print(m_bar->filter()), u"threes"_s);
}

void FilterBarTest::putsIntoTheHistoryWhatEnterRuns()
{
    QSignalSpy told(m_bar.get(), &FilterBar::historyChanged);
    const auto run = [this](const QString &text) {
        m_bar->field()->setText(text);
        QTest::keyClick(m_bar->field(), Qt::Key_Return);
    };

    run(u"ONE  two"_s);
    run(u"one && two"_s); // the same
    run(u"three"_s);
    run(u"four and"_s); // not finished
    run(u"five ) six"_s);
    run({});

    QCOMPARE(m_bar->history().texts(), QStringList({u"three"_s, u"one and two"_s}));
    QCOMPARE(told.count(), 2);
    m_bar->setText(u"seven"_s); // nobody pressed Enter
    QCOMPARE(told.count(), 2);
}

void FilterBarTest::opensTheHistory_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<bool>("opens");

    QTest::newRow("Alt and Down") << u"type =="_s << int(Qt::AltModifier) << true;
    QTest::newRow("Down in an empty field") << QString() << int(Qt::NoModifier) << true;
    QTest::newRow("Down in a full field") << u"one"_s << int(Qt::NoModifier) << false;
}

void FilterBarTest::opensTheHistory()
{
    QFETCH(const QString, text);
    QFETCH(const int, modifiers);
    QFETCH(const bool, opens);
    fillHistory({u"one"_s, u"two"_s});
    m_bar->field()->setText(text);

    QTest::keyClick(m_bar->field(), Qt::Key_Down, Qt::KeyboardModifiers(modifiers));

    QCOMPARE(m_bar->historyPopup()->isVisible(), opens);
    QCOMPARE(m_bar->historyPopup()->marked(), opens ? u"two"_s : QString());
    QVERIFY(m_bar->field()->hasFocus());
    QCOMPARE(m_bar->field()->text(), text);
}

void FilterBarTest::takesFromTheHistoryByKeys()
{
    fillHistory({u"one"_s, u"two"_s, u"three"_s});
    m_actions.action(ActionId::FilterHistory)->trigger();
    QCOMPARE(m_bar->field()->accessibleDescription(), u"three"_s);

    QTest::keyClick(m_bar->field(), Qt::Key_Up);
    QTest::keyClick(m_bar->field(), Qt::Key_Down);
    QCOMPARE(m_bar->field()->accessibleDescription(), u"two"_s);
    QTest::keyClick(m_bar->field(), Qt::Key_PageDown);
    QCOMPARE(m_bar->historyPopup()->marked(), u"one"_s);
    QTest::keyClick(m_bar->field(), Qt::Key_Return);

    QCOMPARE(filter::print(m_bar->filter()), u"one"_s);
    QVERIFY(!m_bar->historyPopup()->isVisible());
    QCOMPARE(m_bar->history().texts(), QStringList({u"one"_s, u"three"_s, u"two"_s}));
}

void FilterBarTest::takesFromTheHistoryByClick()
{
    fillHistory({u"one"_s, u"two"_s});
    Button *clock = historyButton();
    QVERIFY(clock);
    clock->click();
    HistoryList *list = m_bar->historyPopup()->list();
    QVERIFY(list->isVisible());

    const QModelIndex second = list->model()->index(1, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(second).center());
    QCOMPARE(filter::print(m_bar->filter()), u"one"_s);
    QVERIFY(m_bar->field()->hasFocus());

    clock->click();
    QVERIFY(m_bar->historyPopup()->isVisible());
    clock->click();
    QVERIFY(!m_bar->historyPopup()->isVisible());
}

void FilterBarTest::removesFromTheHistory()
{
    fillHistory({u"one"_s, u"two"_s, u"three"_s});
    QSignalSpy told(m_bar.get(), &FilterBar::historyChanged);
    m_bar->openHistory();
    QTest::keyClick(m_bar->field(), Qt::Key_Down);

    QTest::keyClick(m_bar->field(), Qt::Key_Delete);
    QCOMPARE(m_bar->history().texts(), QStringList({u"three"_s, u"one"_s}));
    QCOMPARE(m_bar->historyPopup()->marked(), u"one"_s);
    QTest::keyClick(m_bar->field(), Qt::Key_Delete);
    QCOMPARE(m_bar->historyPopup()->marked(), u"three"_s);
    QTest::keyClick(m_bar->field(), Qt::Key_Delete);
    QVERIFY(m_bar->history().texts().isEmpty());
    QCOMPARE(told.count(), 3);
    QVERIFY(m_bar->historyPopup()->isVisible());
}

void FilterBarTest::narrowsTheHistoryByWhatIsTyped()
{
    fillHistory({u"type == message-failed"_s, u"errorCode == 4720"_s});
    m_bar->openHistory();

    QTest::keyClicks(m_bar->field(), u"fail"_s);
    QCOMPARE(m_bar->historyPopup()->list()->count(), 1);
    QVERIFY(m_bar->historyPopup()->marked().isEmpty());

    QTest::keyClick(m_bar->field(), Qt::Key_Return); // runs what was typed
    QCOMPARE(filter::print(m_bar->filter()), u"fail"_s);

    m_bar->clear();
    m_bar->openHistory();
    QTest::keyClicks(m_bar->field(), u"47"_s);
    QTest::keyClick(m_bar->field(), Qt::Key_Down);
    QTest::keyClick(m_bar->field(), Qt::Key_Return);
    QCOMPARE(filter::print(m_bar->filter()), u"errorCode == 4720"_s);
}

void FilterBarTest::closesTheHistoryFirst()
{
    fillHistory({u"one"_s});
    m_bar->setText(u"one ) two"_s);
    QSignalSpy left(m_bar.get(), &FilterBar::left);

    m_bar->openHistory();
    QVERIFY(m_bar->field()->shownSentence().isEmpty()); // one sheet at a time
    QTest::keyClick(m_bar->field(), Qt::Key_Escape);
    QVERIFY(!m_bar->historyPopup()->isVisible());
    QVERIFY(!m_bar->field()->shownSentence().isEmpty());
    QTest::keyClick(m_bar->field(), Qt::Key_Escape);
    QTest::keyClick(m_bar->field(), Qt::Key_Escape);
    QCOMPARE(left.count(), 0);
    QTest::keyClick(m_bar->field(), Qt::Key_Escape);
    QCOMPARE(left.count(), 1);

    m_bar->openHistory();
    m_bar->field()->clearFocus();
    QVERIFY(!m_bar->historyPopup()->isVisible());
}

void FilterBarTest::saysWhereTheHistoryIsEmpty()
{
    m_bar->openHistory();

    QVERIFY(m_bar->historyPopup()->isVisible());
    QVERIFY(!m_bar->historyPopup()->list()->isVisible());
    QTest::keyClick(m_bar->field(), Qt::Key_Down);
    QTest::keyClick(m_bar->field(), Qt::Key_Return);
    QVERIFY(m_bar->filter().isEverything());
}

void FilterBarTest::undoesEveryKindOfChange()
{
    fillHistory({u"old"_s});
    m_bar->clear();
    QTest::keyClicks(m_bar->field(), u"typed"_s);
    QTRY_COMPARE(filter::print(m_bar->filter()), u"typed"_s);
    m_bar->ask(event::Field::ErrorCode, "5", FilterJoin::And, true);
    m_bar->openHistory();
    QTest::keyClick(m_bar->field(), Qt::Key_Down);
    QTest::keyClick(m_bar->field(), Qt::Key_Return);
    m_bar->clear();
    m_bar->prepareField(event::Field::Type);
    m_bar->field()->setText(u"tag == x"_s);
    QTest::keyClick(m_bar->field(), Qt::Key_Down);
    QTest::keyClick(m_bar->field(), Qt::Key_Return); // the remedy
    QCOMPARE(m_bar->field()->text(), u"message.tag == x"_s);

    const QStringList texts{
        u"tag == x"_s, u"type == "_s, QString(), u"old"_s, u"typed and errorCode == 5"_s,
        u"typed"_s};
    for (const QString &text : texts) {
        QTest::keyClick(m_bar->field(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_bar->field()->text(), text);
    }
    QCOMPARE(filter::print(m_bar->filter()), u"typed"_s); // undoing acts

    for (auto text = texts.rbegin() + 1; text != texts.rend(); ++text) {
        QTest::keyClick(m_bar->field(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_bar->field()->text(), *text);
    }
    m_actions.action(ActionId::RedoFilter)->trigger();
    QCOMPARE(m_bar->field()->text(), u"message.tag == x"_s);
}

void FilterBarTest::knowsWhetherThereIsSomethingToUndo()
{
    QAction *undo = m_actions.action(ActionId::UndoFilter);
    QAction *redo = m_actions.action(ActionId::RedoFilter);
    QVERIFY(!undo->isEnabled());

    m_bar->setText(u"one"_s);
    QVERIFY(undo->isEnabled());
    QVERIFY(!redo->isEnabled());

    undo->trigger();
    QVERIFY(!undo->isEnabled());
    QVERIFY(redo->isEnabled());
    QVERIFY(m_bar->filter().isEverything());
}

void FilterBarTest::asksForAValue_data()
{
    QTest::addColumn<FilterJoin>("join");
    QTest::addColumn<QString>("text");

    QTest::newRow("is") << FilterJoin::Is << u"errorCode == 4720"_s;
    QTest::newRow("is not") << FilterJoin::IsNot << u"errorCode != 4720"_s;
    QTest::newRow("and") << FilterJoin::And << u"one and errorCode == 4720"_s;
    QTest::newRow("or") << FilterJoin::Or << u"one or errorCode == 4720"_s;
    QTest::newRow("and not") << FilterJoin::AndNot << u"one and errorCode != 4720"_s;
    QTest::newRow("or not") << FilterJoin::OrNot << u"one or errorCode != 4720"_s;
}

void FilterBarTest::asksForAValue()
{
    QFETCH(const FilterJoin, join);
    QFETCH(const QString, text);
    m_bar->setText(u"one"_s);

    m_bar->ask(event::Field::ErrorCode, "4720", join, false);
    QCOMPARE(m_bar->field()->text(), text);
    QCOMPARE(filter::print(m_bar->filter()), u"one"_s);
    QVERIFY(m_bar->history().texts().isEmpty());

    m_bar->undo();
    m_bar->setText(u"one ) wrong"_s); // the last good one counts
    m_bar->ask(event::Field::ErrorCode, "4720", join, true);
    QCOMPARE(m_bar->field()->text(), text);
    QCOMPARE(filter::print(m_bar->filter()), text);
    QCOMPARE(m_bar->history().texts(), QStringList({text}));
}

void FilterBarTest::joinsToWhatIsPrepared()
{
    m_bar->ask(event::Field::Type, "message-failed", FilterJoin::Is, false);
    m_bar->ask(event::Field::ErrorCode, "4720", FilterJoin::And, false);

    QCOMPARE(m_bar->field()->text(), u"type == message-failed and errorCode == 4720"_s);
    QVERIFY(m_bar->filter().isEverything());
}

void FilterBarTest::beginsAComparisonOfAField()
{
    m_bar->setText(u"one or two"_s);
    m_bar->field()->clearFocus();

    m_bar->prepareField(event::Field::MessageId);

    QCOMPARE(m_bar->field()->text(), u"(one or two) and message.id == "_s);
    QVERIFY(m_bar->field()->hasFocus());
    QCOMPARE(m_bar->field()->state(), JudgedField::State::Unfinished);
    QCOMPARE(filter::print(m_bar->filter()), u"one or two"_s);
}

void FilterBarTest::tellsTheCount()
{
    engine::QueryResult result;
    result.isComplete = false;
    result.scannedEvents = 7;
    result.valuesGivenUp = 3;

    m_bar->setResult(result);
    QCOMPARE(m_bar->field()->counts(), (FilterCounts{0, 0, 0, true, 7, 3}));

    result.isComplete = true;
    m_bar->setResult(result);
    QCOMPARE(m_bar->field()->counts(), (FilterCounts{0, 0, 0, false, 0, 3}));
}

SENDSCOPE_TEST(FilterBarTest, filterbar)
#include "tst_filterbar.moc"
