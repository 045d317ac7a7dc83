#pragma once

#include "app/engine/query.h"
#include "ui/replay/chosenrequests.h"
#include "ui/replay/editdialog.h"

#include <QObject>

#include <optional>

namespace sendscope::engine {
class Engine;
}
namespace sendscope::settings {
class Settings;
}

namespace sendscope::ui {

class Actions;
class Button;
class EventTableView;
struct EditableRequest;
class PaneFrame;
class ReplaySession;
class ReportPane;
class StatusRow;
class Theme;
class WindowState;

/// The parts of a window that replay has to do with. All outlive it.
struct ReplayPlaces
{
    engine::Engine &engine;
    const engine::Query &query;
    const Theme &theme;
    settings::Settings &settings;
    WindowState &state;
    const Actions &actions;
    EventTableView &table;
    PaneFrame &panes;
    StatusRow &status;
    Button &button; ///< In the tool row.
};

/// Replay in a window: from what is selected, or shown, through the dialogs into the report.
class ReplayWiring : public QObject
{
    Q_OBJECT

public:
    ReplayWiring(const ReplayPlaces &places, QWidget &window);
    ~ReplayWiring() override;

    QWidget *report() const;

    /// True while a replay is under way: the window must not be closed yet, and a person is asked.
    bool holdsUpClosing();

private:
    void connectActions();
    void connectSession();
    void showWhatCanBeDone();
    void replaySelection();
    void openOptions(const index::Rows &rows);
    void openOptions(const ChosenRequests &requests);
    void openEditor();
    void openEditor(const EditableRequest &request);
    void start(const ReplayChoice &choice, const ChosenRequests &requests);
    void startEdited(const ReplayChoice &choice, const EditableRequest &request,
                     const QByteArray &body);
    void remember(const QUrl &target);
    void showReport(bool isShown);
    index::Rows selectedRows() const;
    ReplayContext context() const;

    const ReplayPlaces m_places;
    QWidget &m_window;
    ReportPane *m_report;
    ReplaySession *m_session;
    RequestChooser *m_chooser;
    ReplayChoice m_last; ///< Since the window was opened; the target is empty before the first.
    std::optional<BodyDraft> m_draft; ///< Of the body that was edited last.
    bool m_closesAtEnd = false;
};

} // namespace sendscope::ui
