#include "ui/mainwindow/menus.h"

#include "ui/actions/actions.h"
#include "ui/events/cellmenu.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace sendscope::ui {
namespace {

struct MenuWords
{
    Q_DECLARE_TR_FUNCTIONS(Menus)
};

void add(QMenu *menu, const Actions &actions, std::initializer_list<ActionId> ids)
{
    for (const ActionId id : ids)
        menu->addAction(actions.action(id));
}

void addThemes(QMenu *menu, const Actions &actions)
{
    add(menu->addMenu(MenuWords::tr("&Theme")), actions,
        {ActionId::ThemeSystem, ActionId::ThemeLight, ActionId::ThemeDark});
}

void addFilterMenu(QMenuBar &bar, const Actions &actions)
{
    QMenu *menu = bar.addMenu(MenuWords::tr("Fi&lter"));
    add(menu, actions, {ActionId::FocusFilter, ActionId::ClearFilter, ActionId::FilterHistory});
    menu->addSeparator();
    add(menu, actions, {ActionId::UndoFilter, ActionId::RedoFilter});
    menu->addSeparator();
    add(menu, actions, {ActionId::CompleteFilter, ActionId::SaveFilter});
    menu->addSeparator();
    add(menu, actions, {ActionId::FilterByCell, ActionId::PrepareByCell});
    menu->addSeparator();
    add(menu, actions, {ActionId::FilterLanguage});
}

void addMessageMenu(QMenuBar &bar, const Actions &actions)
{
    QMenu *menu = bar.addMenu(MenuWords::tr("&Message"));
    menu->setToolTipsVisible(true);
    add(menu, actions,
        {ActionId::PreviousOfMessage, ActionId::NextOfMessage, ActionId::ShowEventsOfMessage,
         ActionId::TurnRepeats});
    menu->addSeparator();
    menu->addMenu(makeMarkMenu(actions, menu));
    add(menu, actions, {ActionId::EditNote, ActionId::AddMarker});
    menu->addSeparator();
    add(menu, actions, {ActionId::CompareSelected, ActionId::CompareWithPrevious});
    menu->addSeparator();
    add(menu, actions, {ActionId::CopyForTicket});
}

void addReplayMenu(QMenuBar &bar, const Actions &actions)
{
    QMenu *menu = bar.addMenu(MenuWords::tr("&Replay"));
    add(menu, actions,
        {ActionId::ReplaySelection, ActionId::ReplayOptions, ActionId::ReplayEdited,
         ActionId::ReplayShown});
    menu->addSeparator();
    add(menu, actions, {ActionId::ReplayPause, ActionId::ReplayStep, ActionId::ReplayStop});
    menu->addSeparator();
    add(menu, actions, {ActionId::ReplayRetry, ActionId::ReplayReport});
    menu->addSeparator();
    add(menu, actions, {ActionId::PassOn});
}

} // namespace

QMenu *fillMenuBar(QMenuBar &bar, const Actions &actions)
{
    QMenu *file = bar.addMenu(MenuWords::tr("&File"));
    add(file, actions, {ActionId::NewCapture, ActionId::OpenCapture, ActionId::RecordInto});
    QMenu *recent = file->addMenu(MenuWords::tr("Re&cent captures"));
    file->addSeparator();
    add(file, actions, {ActionId::SaveCopy});
    file->addSeparator();
    add(file, actions, {ActionId::ImportFiles, ActionId::ExportRequests});
    file->addSeparator();
    add(file, actions, {ActionId::Quit});

    QMenu *edit = bar.addMenu(MenuWords::tr("&Edit"));
    add(edit, actions, {ActionId::CopyRow, ActionId::CopyValue});
    edit->addMenu(makeCopyMenu(actions, edit));
    add(edit, actions, {ActionId::CopyForTicket, ActionId::CopyMessageId, ActionId::CopyAddress});
    edit->addSeparator();
    add(edit, actions, {ActionId::SelectAll, ActionId::Names});
    edit->addSeparator();
    add(edit, actions, {ActionId::DeleteEvents, ActionId::UndoDelete});
    edit->addSeparator();
    add(edit, actions, {ActionId::FindInDetail, ActionId::FindNext, ActionId::FindPrevious});
    edit->addSeparator();
    add(edit, actions, {ActionId::RowColours});
    edit->setToolTipsVisible(true);

    QMenu *view = bar.addMenu(MenuWords::tr("&View"));
    add(view, actions, {ActionId::ViewEvents, ActionId::ViewMessages});
    view->addSeparator();
    add(view, actions, {ActionId::ShowTimeline, ActionId::ShowDetail, ActionId::ShowMedia});
    add(view->addMenu(MenuWords::tr("Detail pa&ge")), actions,
        {ActionId::DetailEvent, ActionId::DetailJson, ActionId::DetailRequest,
         ActionId::DetailResponse, ActionId::DetailBytes, ActionId::DetailAttempts});
    view->addSeparator();
    add(view, actions, {ActionId::ClearEvents, ActionId::ShowCleared});
    view->addSeparator();
    add(view, actions, {ActionId::ShowAside, ActionId::ShowRepeats, ActionId::ShowColumns});
    view->addSeparator();
    add(view, actions, {ActionId::FollowNewest, ActionId::NextPane, ActionId::PreviousPane});
    view->addSeparator();
    addThemes(view, actions);

    addFilterMenu(bar, actions);
    addMessageMenu(bar, actions);
    addReplayMenu(bar, actions);
    add(bar.addMenu(MenuWords::tr("&Help")), actions,
        {ActionId::Explain, ActionId::FilterLanguage, ActionId::NothingArrives, ActionId::About});
    return recent;
}

QMenu *makeMoreMenu(const Actions &actions, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    add(menu, actions, {ActionId::ShowTimeline, ActionId::ShowDetail, ActionId::ShowMedia});
    menu->addSeparator();
    addThemes(menu, actions);
    menu->addSeparator();
    add(menu, actions, {ActionId::NothingArrives, ActionId::About});
    return menu;
}

} // namespace sendscope::ui
