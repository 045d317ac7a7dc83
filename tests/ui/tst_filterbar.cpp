#include "tests/testregistry.h"
#include "ui/actions/actions.h"
#include "ui/filter/filterbar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/judgedfield.h"

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

private:
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

SENDSCOPE_TEST(FilterBarTest, filterbar)
#include "tst_filterbar.moc"
