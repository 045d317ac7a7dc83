#include "ui/widgets/filtermenu.h"

#include <QCoreApplication>
#include <QMenu>

namespace sendscope::ui {
namespace {

struct FilterMenuWords
{
    Q_DECLARE_TR_FUNCTIONS(FilterMenu)
};

void addJoins(QMenu *menu, const FilterChosen &chosen, bool applies)
{
    const auto add = [&](const QString &text, FilterJoin join) {
        menu->addAction(text, menu, [chosen, join, applies] { chosen(join, applies); });
    };
    add(FilterMenuWords::tr("&Is this"), FilterJoin::Is);
    add(FilterMenuWords::tr("Is &not this"), FilterJoin::IsNot);
    menu->addSeparator();
    add(FilterMenuWords::tr("… &and is this"), FilterJoin::And);
    add(FilterMenuWords::tr("… &or is this"), FilterJoin::Or);
    add(FilterMenuWords::tr("… an&d is not this"), FilterJoin::AndNot);
    add(FilterMenuWords::tr("… o&r is not this"), FilterJoin::OrNot);
}

} // namespace

void addFilterMenus(QMenu &menu, const FilterChosen &chosen)
{
    QMenu *apply = menu.addMenu(FilterMenuWords::tr("Appl&y as filter"));
    QMenu *prepare = menu.addMenu(FilterMenuWords::tr("Prepare as fi&lter"));
    apply->setEnabled(bool(chosen));
    prepare->setEnabled(bool(chosen));
    if (!chosen)
        return;
    addJoins(apply, chosen, true);
    addJoins(prepare, chosen, false);
}

} // namespace sendscope::ui
