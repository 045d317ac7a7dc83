#include "ui/events/cellmenu.h"

#include "ui/actions/actions.h"

#include <QCoreApplication>
#include <QMenu>

namespace sendscope::ui {
namespace {

struct CellMenuWords
{
    Q_DECLARE_TR_FUNCTIONS(CellMenu)
};

void add(QMenu *menu, const Actions &actions, std::initializer_list<ActionId> ids)
{
    for (const ActionId id : ids)
        menu->addAction(actions.action(id));
}

} // namespace

QMenu *makeCopyMenu(const Actions &actions, QWidget *parent)
{
    auto *menu = new QMenu(CellMenuWords::tr("C&opy as"), parent);
    add(menu, actions,
        {ActionId::CopyAsText, ActionId::CopyAsTsv, ActionId::CopyAsJson, ActionId::CopyAsCurl});
    return menu;
}

QMenu *makeMarkMenu(const Actions &actions, QWidget *parent)
{
    auto *menu = new QMenu(CellMenuWords::tr("&Mark"), parent);
    menu->setToolTipsVisible(true);
    add(menu, actions,
        {ActionId::ToggleMark, ActionId::MarkRed, ActionId::MarkAmber, ActionId::MarkGreen,
         ActionId::MarkBlue, ActionId::MarkViolet, ActionId::RemoveMark});
    return menu;
}

QMenu *makeCellMenu(const Actions &actions, const FilterChosen &filterChosen, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setToolTipsVisible(true);
    addFilterMenus(*menu, filterChosen);
    menu->addSeparator();
    add(menu, actions, {ActionId::CopyValue, ActionId::CopyRow});
    menu->addMenu(makeCopyMenu(actions, menu));
    add(menu, actions, {ActionId::CopyForTicket, ActionId::CopyMessageId});
    menu->addSeparator();
    add(menu, actions, {ActionId::NameValue});
    menu->addSeparator();
    add(menu, actions,
        {ActionId::PreviousOfMessage, ActionId::NextOfMessage, ActionId::TurnRepeats,
         ActionId::CompareSelected, ActionId::CompareWithPrevious, ActionId::Explain});
    menu->addSeparator();
    menu->addMenu(makeMarkMenu(actions, menu));
    add(menu, actions, {ActionId::EditNote, ActionId::DeleteEvents});
    menu->addSeparator();
    add(menu, actions,
        {ActionId::ReplaySelection, ActionId::ReplayOptions, ActionId::ReplayEdited});
    menu->addSeparator();
    add(menu, actions, {ActionId::HideColumn, ActionId::ShowColumns});
    return menu;
}

} // namespace sendscope::ui
