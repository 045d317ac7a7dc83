#include "tests/testregistry.h"
#include "ui/filter/filtersteps.h"

#include <QTest>

using namespace sendscope::ui;
using namespace Qt::StringLiterals;

class FilterStepsTest : public QObject
{
    Q_OBJECT

private slots:
    void typingWithoutARestIsOneStep();
    void whatIsSetIsAStepOfItsOwn();
    void aChangeAfterUndoEndsTheWayForth();
    void goesNoFurtherThanThereIs();
    void forgetsTheOldest();
};

void FilterStepsTest::typingWithoutARestIsOneStep()
{
    FilterSteps steps;

    steps.type(u"a"_s);
    steps.type(u"ab"_s);
    steps.rest();
    steps.type(u"abc"_s);

    QCOMPARE(steps.undo(), u"ab"_s);
    QCOMPARE(steps.undo(), QString());
    QVERIFY(!steps.canUndo());
    QCOMPARE(steps.redo(), u"ab"_s);
    QCOMPARE(steps.redo(), u"abc"_s);
    QVERIFY(!steps.canRedo());
}

void FilterStepsTest::whatIsSetIsAStepOfItsOwn()
{
    FilterSteps steps;

    steps.type(u"a"_s);
    steps.set(u"type == x"_s);
    steps.set(u"type == x"_s); // no change
    steps.type(u"type == xy"_s);

    QCOMPARE(steps.undo(), u"type == x"_s);
    QCOMPARE(steps.undo(), u"a"_s);
    QCOMPARE(steps.undo(), QString());
}

void FilterStepsTest::aChangeAfterUndoEndsTheWayForth()
{
    FilterSteps steps;
    steps.set(u"a"_s);
    steps.set(u"b"_s);

    steps.undo();
    steps.type(u"c"_s);

    QVERIFY(!steps.canRedo());
    QCOMPARE(steps.undo(), u"a"_s);
}

void FilterStepsTest::goesNoFurtherThanThereIs()
{
    FilterSteps steps;

    QCOMPARE(steps.undo(), QString());
    QCOMPARE(steps.redo(), QString());
    steps.set(u"a"_s);
    QCOMPARE(steps.redo(), u"a"_s);
}

void FilterStepsTest::forgetsTheOldest()
{
    FilterSteps steps;
    for (size_t i = 0; i < 2 * FilterSteps::kMost; ++i)
        steps.set(QString::number(i));

    size_t count = 1;
    while (steps.canUndo()) {
        steps.undo();
        ++count;
    }

    QCOMPARE(count, FilterSteps::kMost);
    QCOMPARE(steps.current(), QString::number(FilterSteps::kMost));
}

SENDSCOPE_TEST(FilterStepsTest, filtersteps)
#include "tst_filtersteps.moc"
