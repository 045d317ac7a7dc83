#include "tests/testregistry.h"
#include "ui/widgets/filtermenu.h"

#include <QMenu>
#include <QTest>

#include <vector>

using namespace sendscope;
using ui::FilterJoin;

class FilterMenuTest : public QObject
{
    Q_OBJECT

private slots:
    void offersEveryJoinToApplyAndToPrepare();
    void offersNothingForWhatNoFilterCanName();
};

void FilterMenuTest::offersEveryJoinToApplyAndToPrepare()
{
    QMenu menu;
    std::vector<std::pair<FilterJoin, bool>> chosen;

    ui::addFilterMenus(menu, [&chosen](FilterJoin join, bool applies) {
        chosen.push_back({join, applies});
    });
    QCOMPARE(menu.actions().size(), 2);
    for (QAction *submenu : menu.actions()) {
        for (QAction *action : submenu->menu()->actions())
            action->trigger();
    }

    std::vector<std::pair<FilterJoin, bool>> expected;
    for (const bool applies : {true, false}) {
        for (const FilterJoin join : {FilterJoin::Is, FilterJoin::IsNot, FilterJoin::And,
                                      FilterJoin::Or, FilterJoin::AndNot, FilterJoin::OrNot})
            expected.push_back({join, applies});
    }
    QVERIFY(chosen == expected);
}

void FilterMenuTest::offersNothingForWhatNoFilterCanName()
{
    QMenu menu;

    ui::addFilterMenus(menu, nullptr);

    QCOMPARE(menu.actions().size(), 2);
    for (const QAction *submenu : menu.actions())
        QVERIFY(!submenu->menu()->isEnabled());
}

SENDSCOPE_TEST(FilterMenuTest, filtermenu)
#include "tst_filtermenu.moc"
