#include "ui/actions/actions.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QWidget>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

enum class Scope {
    Window,
    Table,  ///< Only while the table has the focus.
    Filter, ///< Only while the filter field has the focus.
};

struct Spec
{
    ActionId id;
    const char *name; ///< Stable: settings and tests know it.
    const char *text;
    const char *keys = ""; ///< Portable text, several parted by "; ".
    const char *icon = "";
    Scope scope = Scope::Window;
    bool isCheckable = false;
};

constexpr std::array<Spec, kActionCount> kSpecs{{
    {ActionId::NewCapture, "file.new", QT_TRANSLATE_NOOP("Actions", "&New capture…"), "Ctrl+N"},
    {ActionId::OpenCapture, "file.open", QT_TRANSLATE_NOOP("Actions", "&Open…"), "Ctrl+O"},
    {ActionId::RecordInto, "file.record-into", QT_TRANSLATE_NOOP("Actions", "&Record into…")},
    {ActionId::SaveCopy, "file.save-copy", QT_TRANSLATE_NOOP("Actions", "&Save a copy…"),
     "Ctrl+Shift+S"},
    {ActionId::ImportFiles, "file.import", QT_TRANSLATE_NOOP("Actions", "&Import…"), "Ctrl+I"},
    {ActionId::ExportRequests, "file.export", QT_TRANSLATE_NOOP("Actions", "&Export…"), "Ctrl+E"},
    {ActionId::Quit, "file.quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q"},
    {ActionId::CopyRow, "edit.copy-row", QT_TRANSLATE_NOOP("Actions", "&Copy row"), "Ctrl+C",
     "copy", Scope::Table},
    {ActionId::CopyValue, "edit.copy-value", QT_TRANSLATE_NOOP("Actions", "Copy &value"), "", "",
     Scope::Table},
    {ActionId::CopyAs, "edit.copy-as", QT_TRANSLATE_NOOP("Actions", "C&opy as…"), "Ctrl+Alt+C", "",
     Scope::Table},
    {ActionId::CopyAsText, "edit.copy-text", QT_TRANSLATE_NOOP("Actions", "&Text"), "", "",
     Scope::Table},
    {ActionId::CopyAsTsv, "edit.copy-tsv", QT_TRANSLATE_NOOP("Actions", "T&SV, with titles"), "",
     "", Scope::Table},
    {ActionId::CopyAsJson, "edit.copy-json", QT_TRANSLATE_NOOP("Actions", "&JSON"), "", "",
     Scope::Table},
    {ActionId::CopyAsCurl, "edit.copy-curl", QT_TRANSLATE_NOOP("Actions", "&cURL"), "", "",
     Scope::Table},
    {ActionId::CopyForTicket, "edit.copy-ticket", QT_TRANSLATE_NOOP("Actions", "Copy for tic&ket"),
     "Ctrl+Shift+C", "", Scope::Table},
    {ActionId::CopyMessageId, "edit.copy-message-id",
     QT_TRANSLATE_NOOP("Actions", "Copy &message id"), "", "", Scope::Table},
    {ActionId::CopyAddress, "edit.copy-address", QT_TRANSLATE_NOOP("Actions", "Copy &address"),
     "Ctrl+Alt+A"},
    {ActionId::SelectAll, "edit.select-all", QT_TRANSLATE_NOOP("Actions", "&Select all"), "Ctrl+A",
     "", Scope::Table},
    {ActionId::FilterHistory, "filter.history", QT_TRANSLATE_NOOP("Actions", "&History"),
     "Alt+Down", "history", Scope::Filter},
    {ActionId::UndoFilter, "filter.undo",
     QT_TRANSLATE_NOOP("Actions", "&Undo change of the filter"), "Ctrl+Z", "", Scope::Filter},
    {ActionId::RedoFilter, "filter.redo",
     QT_TRANSLATE_NOOP("Actions", "&Redo change of the filter"), "Ctrl+Shift+Z", "", Scope::Filter},
    {ActionId::SaveFilter, "filter.save", QT_TRANSLATE_NOOP("Actions", "&Save this filter…"),
     "Ctrl+D", "bookmark"},
    {ActionId::CompleteFilter, "filter.complete",
     QT_TRANSLATE_NOOP("Actions", "&What can stand here"), "Ctrl+Space", "", Scope::Filter},
    {ActionId::Names, "edit.names", QT_TRANSLATE_NOOP("Actions", "Nam&es…")},
    {ActionId::NameValue, "edit.name-value", QT_TRANSLATE_NOOP("Actions", "Na&me this number…"), "",
     "", Scope::Table},
    {ActionId::FilterLanguage, "help.filter-language",
     QT_TRANSLATE_NOOP("Actions", "Filter &language"), "F1"},
    {ActionId::NothingArrives, "help.nothing-arrives",
     QT_TRANSLATE_NOOP("Actions", "&Nothing arrives?")},
    {ActionId::Explain, "help.explain", QT_TRANSLATE_NOOP("Actions", "&Explain a code or word…"),
     "Ctrl+Shift+E"},
    {ActionId::FocusFilter, "filter.focus", QT_TRANSLATE_NOOP("Actions", "&Filter"), "Ctrl+F; /",
     "filter"},
    {ActionId::ClearFilter, "filter.clear", QT_TRANSLATE_NOOP("Actions", "&Clear the filter"), "",
     "clear"},
    {ActionId::FilterByCell, "filter.by-cell", QT_TRANSLATE_NOOP("Actions", "Filter &by this cell"),
     "Ctrl+Return; Ctrl+Enter", "", Scope::Table},
    {ActionId::PrepareByCell, "filter.prepare-cell",
     QT_TRANSLATE_NOOP("Actions", "&Prepare a filter by this cell"),
     "Ctrl+Shift+Return; Ctrl+Shift+Enter", "", Scope::Table},
    {ActionId::FollowNewest, "view.follow", QT_TRANSLATE_NOOP("Actions", "&Follow the newest"),
     "End", "arrow-down", Scope::Table},
    {ActionId::ShowEventsOfMessage, "message.events",
     QT_TRANSLATE_NOOP("Actions", "Only the &events of this message")},
    {ActionId::NextOfMessage, "message.next", QT_TRANSLATE_NOOP("Actions", "&Next of this message"),
     "]", "", Scope::Table},
    {ActionId::PreviousOfMessage, "message.previous",
     QT_TRANSLATE_NOOP("Actions", "&Previous of this message"), "[", "", Scope::Table},
    {ActionId::CompareSelected, "message.compare",
     QT_TRANSLATE_NOOP("Actions", "&Compare the two selected events"), "D", "", Scope::Table},
    {ActionId::CompareWithPrevious, "message.compare-previous",
     QT_TRANSLATE_NOOP("Actions", "Compare with the event &before it in its message"), "Shift+D",
     "", Scope::Table},
    {ActionId::ToggleMark, "message.mark", QT_TRANSLATE_NOOP("Actions", "Mar&k or unmark"), "M",
     "bookmark", Scope::Table},
    {ActionId::MarkRed, "message.mark-red", QT_TRANSLATE_NOOP("Actions", "&Red")},
    {ActionId::MarkAmber, "message.mark-amber", QT_TRANSLATE_NOOP("Actions", "&Amber")},
    {ActionId::MarkGreen, "message.mark-green", QT_TRANSLATE_NOOP("Actions", "&Green")},
    {ActionId::MarkBlue, "message.mark-blue", QT_TRANSLATE_NOOP("Actions", "&Blue")},
    {ActionId::MarkViolet, "message.mark-violet", QT_TRANSLATE_NOOP("Actions", "&Violet")},
    {ActionId::RemoveMark, "message.mark-none", QT_TRANSLATE_NOOP("Actions", "&No mark")},
    {ActionId::EditNote, "message.note", QT_TRANSLATE_NOOP("Actions", "N&ote…"), "N", "text",
     Scope::Table},
    {ActionId::AddMarker, "message.marker", QT_TRANSLATE_NOOP("Actions", "&Add a marker…"),
     "Ctrl+M", "marker"},
    {ActionId::ClearEvents, "view.clear-events", QT_TRANSLATE_NOOP("Actions", "&Clear the table"),
     "Ctrl+L"},
    {ActionId::ShowCleared, "view.show-cleared",
     QT_TRANSLATE_NOOP("Actions", "Sho&w what was cleared")},
    {ActionId::DeleteEvents, "edit.delete", QT_TRANSLATE_NOOP("Actions", "&Delete…"), "Del", "",
     Scope::Table},
    {ActionId::UndoDelete, "edit.undo-delete",
     QT_TRANSLATE_NOOP("Actions", "&Undo the last deletion")},
    {ActionId::RowColours, "edit.row-colours", QT_TRANSLATE_NOOP("Actions", "Row co&lours…")},
    {ActionId::TurnRepeats, "message.repeats",
     QT_TRANSLATE_NOOP("Actions", "Show or &fold its repeats"), "X", "", Scope::Table},
    {ActionId::ReplaySelection, "replay.selection", QT_TRANSLATE_NOOP("Actions", "&Replay"), "R",
     "play", Scope::Table},
    {ActionId::PassOn, "replay.pass-on", QT_TRANSLATE_NOOP("Actions", "&Pass on…"), "", "open"},
    {ActionId::ReplayOptions, "replay.options",
     QT_TRANSLATE_NOOP("Actions", "Replay with &options…"), "Shift+R", "", Scope::Table},
    {ActionId::ReplayEdited, "replay.edited", QT_TRANSLATE_NOOP("Actions", "&Edit and replay…"),
     "E", "", Scope::Table},
    {ActionId::ReplayShown, "replay.shown",
     QT_TRANSLATE_NOOP("Actions", "Replay &all that is shown…")},
    {ActionId::ReplayPause, "replay.pause",
     QT_TRANSLATE_NOOP("Actions", "Pa&use or resume the replay")},
    {ActionId::ReplayStep, "replay.step", QT_TRANSLATE_NOOP("Actions", "Send the &next one only")},
    {ActionId::ReplayStop, "replay.stop", QT_TRANSLATE_NOOP("Actions", "&Stop the replay")},
    {ActionId::ReplayRetry, "replay.retry",
     QT_TRANSLATE_NOOP("Actions", "Replay those not ans&wered 2xx")},
    {ActionId::ReplayReport, "replay.report",
     QT_TRANSLATE_NOOP("Actions", "Show the last repor&t")},
    {ActionId::ViewEvents, "view.events", QT_TRANSLATE_NOOP("Actions", "&Events"), "Ctrl+1", "",
     Scope::Window, true},
    {ActionId::ViewMessages, "view.messages", QT_TRANSLATE_NOOP("Actions", "Me&ssages"), "Ctrl+2",
     "", Scope::Window, true},
    {ActionId::ShowTimeline, "view.timeline", QT_TRANSLATE_NOOP("Actions", "T&imeline"), "", "",
     Scope::Window, true},
    {ActionId::ShowDetail, "view.detail", QT_TRANSLATE_NOOP("Actions", "&Detail"), "", "",
     Scope::Window, true},
    {ActionId::ShowMedia, "view.media", QT_TRANSLATE_NOOP("Actions", "&Media"), "", "",
     Scope::Window, true},
    {ActionId::ShowAside, "view.aside",
     QT_TRANSLATE_NOOP("Actions", "&Handshakes and requests not for us"), "", "", Scope::Window,
     true},
    {ActionId::ShowRepeats, "view.repeats", QT_TRANSLATE_NOOP("Actions", "E&very repeat as a row"),
     "", "", Scope::Window, true},
    {ActionId::ShowColumns, "view.columns", QT_TRANSLATE_NOOP("Actions", "Col&umns…"), "", "",
     Scope::Table},
    {ActionId::HideColumn, "view.hide-column", QT_TRANSLATE_NOOP("Actions", "&Hide this column"),
     "", "", Scope::Table},
    {ActionId::NextPane, "view.next-pane", QT_TRANSLATE_NOOP("Actions", "&Next pane"), "F6"},
    {ActionId::PreviousPane, "view.previous-pane", QT_TRANSLATE_NOOP("Actions", "&Previous pane"),
     "Shift+F6"},
    {ActionId::FindInDetail, "detail.find", QT_TRANSLATE_NOOP("Actions", "&Find in the detail"),
     "Ctrl+Shift+F", "find"},
    {ActionId::FindNext, "detail.find-next", QT_TRANSLATE_NOOP("Actions", "Find &next"), "F3"},
    {ActionId::FindPrevious, "detail.find-previous", QT_TRANSLATE_NOOP("Actions", "Find &previous"),
     "Shift+F3"},
    {ActionId::DetailEvent, "detail.event", QT_TRANSLATE_NOOP("Actions", "&Event"), "Alt+1"},
    {ActionId::DetailJson, "detail.json", QT_TRANSLATE_NOOP("Actions", "&JSON"), "Alt+2"},
    {ActionId::DetailRequest, "detail.request", QT_TRANSLATE_NOOP("Actions", "&Request"), "Alt+3"},
    {ActionId::DetailResponse, "detail.response", QT_TRANSLATE_NOOP("Actions", "Re&sponse"),
     "Alt+4"},
    {ActionId::DetailBytes, "detail.bytes", QT_TRANSLATE_NOOP("Actions", "&Bytes"), "Alt+5"},
    {ActionId::DetailAttempts, "detail.attempts", QT_TRANSLATE_NOOP("Actions", "&Attempts"),
     "Alt+6"},
    {ActionId::ThemeSystem, "view.theme-system", QT_TRANSLATE_NOOP("Actions", "As the &system"), "",
     "", Scope::Window, true},
    {ActionId::ThemeLight, "view.theme-light", QT_TRANSLATE_NOOP("Actions", "&Light"), "", "",
     Scope::Window, true},
    {ActionId::ThemeDark, "view.theme-dark", QT_TRANSLATE_NOOP("Actions", "&Dark"), "", "",
     Scope::Window, true},
    {ActionId::About, "help.about", QT_TRANSLATE_NOOP("Actions", "&About Sendscope")},
}};

} // namespace

Actions::Actions(QObject *parent)
    : QObject(parent)
{
    auto *themes = new QActionGroup(this);
    for (const Spec &spec : kSpecs) {
        auto *action = new QAction(QCoreApplication::translate("Actions", spec.text), this);
        action->setObjectName(QLatin1StringView(spec.name));
        if (*spec.keys != '\0') {
            action->setShortcuts(QKeySequence::listFromString(QLatin1StringView(spec.keys),
                                                              QKeySequence::PortableText));
        }
        if (spec.scope != Scope::Window)
            action->setShortcutContext(Qt::WidgetShortcut);
        action->setCheckable(spec.isCheckable);
        if (spec.id == ActionId::ThemeSystem || spec.id == ActionId::ThemeLight
            || spec.id == ActionId::ThemeDark)
            themes->addAction(action);
        m_actions[size_t(spec.id)] = action;
    }
    action(ActionId::Quit)->setMenuRole(QAction::QuitRole);
    action(ActionId::About)->setMenuRole(QAction::AboutRole);
}

void Actions::setIcons(const std::function<QIcon(const QString &)> &iconOf)
{
    for (const Spec &spec : kSpecs) {
        if (*spec.icon != '\0')
            action(spec.id)->setIcon(iconOf(QLatin1StringView(spec.icon)));
    }
}

void Actions::addTableActions(QWidget *table) const
{
    for (const Spec &spec : kSpecs) {
        if (spec.scope == Scope::Table)
            table->addAction(action(spec.id));
    }
}

void Actions::addFilterActions(QWidget *field) const
{
    for (const Spec &spec : kSpecs) {
        if (spec.scope == Scope::Filter)
            field->addAction(action(spec.id));
    }
}

} // namespace sendscope::ui
