#include "ui/mainwindow/replaywiring.h"

#include "app/engine/engine.h"
#include "app/settings/settings.h"
#include "ui/actions/actions.h"
#include "ui/events/eventtableview.h"
#include "ui/mainwindow/paneframe.h"
#include "ui/mainwindow/statusrow.h"
#include "ui/mainwindow/windowstate.h"
#include "ui/replay/editablerequest.h"
#include "ui/replay/replaydialog.h"
#include "ui/replay/replaysession.h"
#include "ui/replay/replaytarget.h"
#include "ui/replay/reportpane.h"
#include "ui/replay/stopdialog.h"
#include "ui/widgets/button.h"

#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr auto kOptions = "replay/options"_L1;

/// More than so many are not sent by one key: the dialog says first how many they are.
constexpr qint64 kMostByKey = 100;

} // namespace

ReplayWiring::ReplayWiring(const ReplayPlaces &places, QWidget &window)
    : QObject(&window)
    , m_places(places)
    , m_window(window)
    , m_report(new ReportPane(places.theme))
    , m_session(new ReplaySession(places.engine, *m_report, this))
    , m_chooser(new RequestChooser(this))
{
    m_last.options = replayOptionsFromJson(m_places.state.value(kOptions));
    m_places.panes.setCover(m_report);
    connectActions();
    connectSession();
    showWhatCanBeDone();
}

ReplayWiring::~ReplayWiring() = default;

QWidget *ReplayWiring::report() const
{
    return m_report;
}

void ReplayWiring::connectActions()
{
    const auto on = [this](ActionId id, auto &&act) {
        QAction *action = m_places.actions.action(id);
        m_window.addAction(action); // its keys work wherever its scope says
        connect(action, &QAction::triggered, this, std::forward<decltype(act)>(act));
    };
    on(ActionId::ReplaySelection, [this] { replaySelection(); });
    on(ActionId::ReplayOptions, [this] { openOptions(selectedRows()); });
    on(ActionId::ReplayShown, [this] { openOptions(m_places.query.result().matches); });
    on(ActionId::ReplayEdited, [this] { openEditor(); });
    on(ActionId::ReplayPause, [this] { m_session->pauseOrResume(); });
    on(ActionId::ReplayStep, [this] { m_session->step(); });
    on(ActionId::ReplayStop, [this] { m_session->stop(); });
    on(ActionId::ReplayRetry, [this] { m_session->retry(); });
    on(ActionId::ReplayReport, [this] { showReport(true); });
    connect(&m_places.button, &QPushButton::clicked,
            m_places.actions.action(ActionId::ReplaySelection), &QAction::trigger);

    // Who asks for a page of the detail wants to see it.
    for (int id = int(ActionId::DetailEvent); id <= int(ActionId::DetailAttempts); ++id) {
        connect(m_places.actions.action(ActionId(id)), &QAction::triggered, this,
                [this] { showReport(false); });
    }
}

void ReplayWiring::connectSession()
{
    connect(m_session, &ReplaySession::started, this, [this] { showReport(true); });
    connect(m_session, &ReplaySession::said, &m_places.status, &StatusRow::setWork);
    connect(m_session, &ReplaySession::stateChanged, this, [this] {
        showWhatCanBeDone();
        // Not at once: whoever is told that the window is closed may take it apart.
        if (m_closesAtEnd && !m_session->isRunning())
            QMetaObject::invokeMethod(&m_window, &QWidget::close, Qt::QueuedConnection);
    });
    connect(m_report, &ReportPane::closed, this, [this] {
        showReport(false);
        m_places.panes.setFocus();
    });
    connect(m_report, &ReportPane::eventChosen, &m_places.table, &EventTableView::setCurrentEvent);
    connect(&m_places.table, &EventTableView::selectedEventsChanged, this,
            &ReplayWiring::showWhatCanBeDone);
}

void ReplayWiring::showWhatCanBeDone()
{
    const qint64 selected = m_places.table.selectedCount();
    const bool isRunning = m_session->isRunning();
    const auto enable = [this](ActionId id, bool isEnabled) {
        m_places.actions.action(id)->setEnabled(isEnabled);
    };
    enable(ActionId::ReplaySelection, selected > 0 && !isRunning);
    enable(ActionId::ReplayOptions, selected > 0 && !isRunning);
    enable(ActionId::ReplayEdited, selected == 1 && !isRunning);
    enable(ActionId::ReplayShown, !isRunning);
    enable(ActionId::ReplayPause, isRunning);
    enable(ActionId::ReplayStep, m_session->isPaused());
    enable(ActionId::ReplayStop, isRunning);
    enable(ActionId::ReplayRetry, m_session->retryable() > 0);

    m_places.button.setEnabled(selected > 0 && !isRunning);
    const QString target = m_last.target.toString(QUrl::RemoveUserInfo);
    m_places.button.setHint(isRunning       ? tr("A replay is under way")
                                : !selected ? tr("Select one or more events to replay")
                                : target.isEmpty()
                                ? tr("Replay what is selected to an address of your choice (R)")
                                : tr("Replay what is selected to %1 (R)").arg(target));
}

index::Rows ReplayWiring::selectedRows() const
{
    return index::Rows(m_places.table.selectedEvents());
}

/// To the last target, as the last time; the first time there is none.
void ReplayWiring::replaySelection()
{
    if (m_last.target.isEmpty()) {
        openOptions(selectedRows());
        return;
    }
    m_chooser->choose(m_places.engine.snapshot(), selectedRows(),
                      [this](const ChosenRequests &chosen) {
                          const auto count = qint64(chosen.requests.size());
                          if (count == 0 || count * m_last.options.repetitions > kMostByKey)
                              openOptions(chosen);
                          else
                              start(m_last, chosen);
                      });
}

void ReplayWiring::openOptions(const index::Rows &rows)
{
    if (!m_places.engine.snapshot())
        return;
    m_chooser->choose(m_places.engine.snapshot(), rows,
                      [this](const ChosenRequests &chosen) { openOptions(chosen); });
}

void ReplayWiring::openOptions(const ChosenRequests &requests)
{
    auto *dialog = new ReplayDialog(m_places.theme, context(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setRequests(requests);
    connect(dialog, &ReplayDialog::chosen, this, &ReplayWiring::start);
    dialog->open();
}

void ReplayWiring::openEditor()
{
    const event::EventId event = m_places.table.currentEvent();
    if (event.isNull())
        return;
    readEditableRequest(m_places.engine, event, this, [this](const auto &request) {
        if (request)
            openEditor(*request);
        else
            m_places.status.setNotice(base::sentence(request.error()));
    });
}

void ReplayWiring::openEditor(const EditableRequest &request)
{
    BodyDraft draft{request.request.firstEvent, request.body, request.body};
    if (m_draft && m_draft->event == draft.event && m_draft->original == draft.original)
        draft = *m_draft;
    auto *dialog = new EditDialog(m_places.theme, context(), draft, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog, draft] {
        m_draft = BodyDraft{draft.event, draft.original, dialog->body()};
    });
    connect(dialog, &EditDialog::chosen, this,
            [this, request](const ReplayChoice &choice, const QByteArray &edited) {
                startEdited(choice, request, edited);
            });
    dialog->open();
}

void ReplayWiring::start(const ReplayChoice &choice, const ChosenRequests &requests)
{
    m_places.state.keep(kOptions, toJson(choice.options));
    m_last = choice;
    remember(choice.target);
    m_session->start(choice, requests);
}

void ReplayWiring::startEdited(const ReplayChoice &choice, const EditableRequest &request,
                               const QByteArray &body)
{
    if (choice.target != m_last.target) { // what was meant for the one is for no other
        m_last.user.clear();
        m_last.password.clear();
        m_last.options.headers.clear();
    }
    m_last.target = choice.target;
    remember(choice.target);
    m_session->startEdited(choice, request, body);
}

void ReplayWiring::remember(const QUrl &target)
{
    const QStringList targets =
        withRecentTarget(m_places.settings.list(settings::Key::ReplayTargets), target.toString());
    // Not being able to remember a target is no reason to disturb a replay.
    std::ignore = m_places.settings.keep(settings::Key::ReplayTargets, targets.join(u','));
}

ReplayContext ReplayWiring::context() const
{
    ReplayContext context;
    context.recentTargets = m_places.settings.list(settings::Key::ReplayTargets);
    for (const listen::Endpoint &endpoint : m_places.engine.status().endpoints)
        context.ownPorts.push_back(endpoint.port);
    context.areAttemptsKept = m_places.engine.status().canKeep;
    context.last = m_last;
    return context;
}

void ReplayWiring::showReport(bool isShown)
{
    QAction *detail = m_places.actions.action(ActionId::ShowDetail);
    if (isShown && !detail->isChecked())
        detail->trigger();
    m_places.panes.setCovered(isShown);
}

bool ReplayWiring::holdsUpClosing()
{
    if (!m_session->isRunning())
        return false;
    auto *dialog = new StopDialog(m_places.theme, m_session->progress(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] {
        m_closesAtEnd = true;
        if (m_session->isRunning())
            m_session->stop();
        else
            m_window.close();
    });
    dialog->open();
    return true;
}

} // namespace sendscope::ui

#include "moc_replaywiring.cpp"
