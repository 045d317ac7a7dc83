#pragma once

#include <QAction>
#include <QObject>

#include <array>
#include <functional>

namespace sendscope::ui {

/// Everything a person can do in the window, whether from a menu, a button or a key.
enum class ActionId {
    NewCapture,
    OpenCapture,
    RecordInto,
    SaveCopy,
    ImportFiles,
    ExportRequests,
    Quit,
    CopyRow,
    CopyValue,
    CopyAs,
    CopyAsText,
    CopyAsTsv,
    CopyAsJson,
    CopyAsCurl,
    CopyForTicket,
    CopyMessageId,
    CopyAddress,
    SelectAll,
    FilterHistory,
    UndoFilter,
    RedoFilter,
    SaveFilter,
    CompleteFilter,
    Names,
    NameValue,
    FilterLanguage,
    NothingArrives,
    Explain,
    FocusFilter,
    ClearFilter,
    FilterByCell,
    PrepareByCell,
    FollowNewest,
    ShowEventsOfMessage,
    NextOfMessage,
    PreviousOfMessage,
    CompareSelected,
    CompareWithPrevious,
    ToggleMark,
    MarkRed, // The colours in the order of the field's words.
    MarkAmber,
    MarkGreen,
    MarkBlue,
    MarkViolet,
    RemoveMark,
    EditNote,
    AddMarker,
    ClearEvents,
    ShowCleared,
    DeleteEvents,
    UndoDelete,
    RowColours,
    TurnRepeats,
    ReplaySelection,
    PassOn,
    ReplayOptions,
    ReplayEdited,
    ReplayShown,
    ReplayPause,
    ReplayStep,
    ReplayStop,
    ReplayRetry,
    ReplayReport,
    ViewEvents,
    ViewMessages,
    ShowTimeline,
    ShowDetail,
    ShowMedia,
    ShowAside,
    ShowRepeats,
    ShowColumns,
    HideColumn,
    NextPane,
    PreviousPane,
    FindInDetail,
    FindNext,
    FindPrevious,
    DetailEvent,
    DetailJson,
    DetailRequest,
    DetailResponse,
    DetailBytes,
    DetailAttempts,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    About,
};
constexpr int kActionCount = int(ActionId::About) + 1;

/// Owns every action of one window: its id, text, keys and icon. What an action does is connected
/// by whoever can do it.
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QObject *parent = nullptr);

    QAction *action(ActionId id) const { return m_actions[size_t(id)]; }

    /// Gives those with an icon theirs, by the icon's name; again after the theme has changed.
    void setIcons(const std::function<QIcon(const QString &name)> &iconOf);

    /// Adds those that act on the table's rows to it. Their keys, some of them single letters, work
    /// only while it has the focus.
    void addTableActions(QWidget *table) const;

    /// Adds those whose keys work only while the filter field has the focus.
    void addFilterActions(QWidget *field) const;

private:
    std::array<QAction *, kActionCount> m_actions{};
};

} // namespace sendscope::ui
