#include "ui/mainwindow/mainwindow.h"

#include "app/engine/bandwidthaccount.h"
#include "ui/detail/detailloader.h"
#include "ui/detail/detailpane.h"
#include "ui/events/eventtableview.h"
#include "ui/events/hiddenmatches.h"
#include "ui/events/rowcopier.h"
#include "ui/events/tablecolumns.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/languagedialog.h"
#include "ui/filter/savedrow.h"
#include "ui/keeping/clearedchip.h"
#include "ui/mainwindow/aboutbox.h"
#include "ui/mainwindow/banner.h"
#include "ui/mainwindow/capturenotice.h"
#include "ui/mainwindow/comparewiring.h"
#include "ui/mainwindow/exchangewiring.h"
#include "ui/mainwindow/explainwiring.h"
#include "ui/mainwindow/filterwiring.h"
#include "ui/mainwindow/foldwiring.h"
#include "ui/mainwindow/keepingwiring.h"
#include "ui/mainwindow/menus.h"
#include "ui/mainwindow/messageswiring.h"
#include "ui/mainwindow/nameswiring.h"
#include "ui/mainwindow/panefocus.h"
#include "ui/mainwindow/paneframe.h"
#include "ui/mainwindow/replaywiring.h"
#include "ui/mainwindow/statusrow.h"
#include "ui/media/keepbar.h"
#include "ui/media/mediapane.h"
#include "ui/media/mediaroom.h"
#include "ui/messages/messagetableview.h"
#include "ui/passon/passonbutton.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timelinepane.h"
#include "ui/welcome/arrivalsdialog.h"
#include "ui/welcome/welcomepane.h"
#include "ui/widgets/button.h"
#include "ui/widgets/hairline.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr QSize kUsualSize{1440, 900};
constexpr QSize kLeastSize{800, 500};

constexpr auto kHistory = "filter/history"_L1;

} // namespace

MainWindow::MainWindow(engine::Engine &engine, Theme &theme, settings::Settings &settings,
                       const settings::Paths &paths, QWidget *parent,
                       std::shared_ptr<engine::BandwidthAccount> account)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_theme(theme)
    , m_settings(settings)
    , m_paths(paths)
    , m_state(paths.stateFile)
    , m_query(engine.clock())
    , m_account(account ? std::move(account) : std::make_shared<engine::BandwidthAccount>(settings))
    , m_media(std::make_unique<MediaRoom>(theme, engine, m_account->signIn(), settings, *this))
    , m_loader(new DetailLoader(engine, this))
    , m_copier(new RowCopier(engine, this))
    , m_hidden(new HiddenMatches(engine.clock(), this))
{
    setWindowTitle(tr("%1 — Sendscope").arg(captureName()));
    setMinimumSize(kLeastSize);
    build();
    connectEngine();
    connectPanes();
    m_replays = new ReplayWiring({m_engine, m_query, m_theme, m_settings, m_state, m_actions,
                                  *m_table, *m_panes, *m_status, *m_replay},
                                 *this);
    new CompareWiring({m_theme, m_engine, m_settings, *m_table, *m_status, m_actions}, *this);
    new FoldWiring({m_query, m_state, m_actions, *m_table}, *this);
    new ExplainWiring(m_theme, m_engine, *m_table, m_actions, *this);
    connectActions();
    connect(&theme, &Theme::changed, this, &MainWindow::applyTheme);
    applyTheme();
    restore();
    onStatusChanged();
    m_panes->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_recentMenu = fillMenuBar(*menuBar(), m_actions);
    m_banner = new Banner(m_theme);
    m_stage = new QStackedWidget;
    m_stage->addWidget(makePanes());
    auto *welcome = new WelcomePane(m_theme, m_engine, ownAuthorization());
    connect(welcome, &WelcomePane::nothingArrivesClicked,
            m_actions.action(ActionId::NothingArrives), &QAction::trigger);
    m_stage->addWidget(welcome);
    m_status = new StatusRow(m_theme);
    m_exchange = new ExchangeWiring(m_theme, m_engine, m_query, *m_table, m_actions, *this);
    connect(m_exchange, &ExchangeWiring::captureGiven, this, &MainWindow::captureDropped);

    QWidget *tools = makeToolRow();
    m_keeping = new KeepingWiring({m_engine, m_query, m_theme, m_settings, m_state, m_actions,
                                   *m_table, *m_detail, *m_filter, *m_status},
                                  *this);
    auto *line = static_cast<QHBoxLayout *>(tools->layout());
    line->insertWidget(line->indexOf(m_filter) + 1, m_keeping->chip());

    auto *central = new QWidget;
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(tools);
    m_filters =
        new FilterWiring({m_engine, m_query, m_theme, m_settings, m_actions, *m_filter}, *this);
    column->addWidget(m_filters->row());
    column->addWidget(new Hairline(m_theme));
    column->addWidget(m_banner);
    column->addWidget(m_media->bar());
    column->addWidget(m_exchange->bar());
    column->addWidget(m_keeping->bar());
    column->addWidget(m_stage, 1);
    column->addWidget(m_status);
    setCentralWidget(central);
}

QWidget *MainWindow::makeToolRow()
{
    m_filter = new FilterBar(m_theme, m_actions);
    m_passOn = new PassOnButton(m_theme, m_engine, m_settings);
    m_replay = new Button(m_theme, ButtonKind::Plain);
    m_replay->setGlyph(Icon::Play);
    m_replay->setText(tr("Replay"));
    m_more = new Button(m_theme, ButtonKind::Quiet);
    m_more->setGlyph(Icon::More);
    m_more->setHint(tr("More"));

    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(metrics::kSpace3, metrics::kSpace1, metrics::kSpace2,
                             metrics::kSpace2);
    line->setSpacing(metrics::kSpace3);
    line->addWidget(m_messages->viewSwitch());
    line->addWidget(m_filter, 1);
    line->addWidget(m_passOn);
    line->addWidget(m_replay);
    line->addWidget(m_more);
    return row;
}

QWidget *MainWindow::makePanes()
{
    m_table = new EventTableView(m_theme, m_actions);
    m_detail = new DetailPane(m_theme);
    m_messages =
        new MessagesWiring({m_engine, m_query, m_theme, m_state, m_actions, *m_table}, *this);
    m_panes =
        new PaneFrame(*m_messages->views(), *m_messages->timeline(), *m_detail, *m_media->pane());
    return m_panes;
}

void MainWindow::connectEngine()
{
    using engine::Engine;
    connect(&m_engine, &Engine::statusChanged, this, &MainWindow::onStatusChanged);
    connect(&m_engine, &Engine::snapshotPublished, &m_query, &engine::Query::setSnapshot);
    connect(&m_engine, &Engine::openFailed, this, [this](const base::Error &error) {
        m_banner->say(base::sentence(error) + u' ' + base::hint(error), Hue::Failed);
    });
    connect(&m_query, &engine::Query::resultChanged, this, &MainWindow::onResult);
    m_query.setSnapshot(m_engine.snapshot());
}

void MainWindow::connectPanes()
{
    connectFilter();
    connectTable();
    m_messages->connectFilter(*m_filter);
    connect(m_messages, &MessagesWiring::currentEventChanged, m_loader, &DetailLoader::load);
    connect(m_messages, &MessagesWiring::said, m_status, &StatusRow::setNotice);
    connect(m_messages, &MessagesWiring::viewChanged, this, [this] {
        m_filters->setByMessage(m_messages->areShown());
        if (m_messages->areShown()) {
            m_messages->messages()->tellSelectedField();
            return;
        }
        m_table->tellSelectedField();
        m_filter->setResult(m_query.result(), m_keeping->hidden(*m_query.result().snapshot));
    });

    connect(m_loader, &DetailLoader::loaded, m_detail, &DetailPane::setContent);
    connect(m_loader, &DetailLoader::loaded, this, [this](const DetailContentPtr &content) {
        m_media->showEvent(content->facts, content->request().draft.request.arrived);
    });
    connect(m_loader, &DetailLoader::failed, m_detail, &DetailPane::showError);
    connect(m_loader, &DetailLoader::cleared, m_detail, &DetailPane::clear);
    connect(m_loader, &DetailLoader::cleared, this, [this] { m_media->showEvent({}, {}); });

    connect(m_status, &StatusRow::copyAddressClicked, this, &MainWindow::copyAddress);
    connect(m_status, &StatusRow::listenOnClicked, this, [this](quint16 port) {
        std::vector<listen::Endpoint> endpoints = m_engine.options().endpoints;
        for (listen::Endpoint &endpoint : endpoints)
            endpoint.port = port;
        m_engine.listen(endpoints);
    });
}

void MainWindow::connectTable()
{
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    connect(m_table, &EventTableView::orderAsked, this, [this](const index::Order &order) {
        m_table->setOrder(order);
        m_query.setOrder(order);
        readOnDemandFields();
    });
    connect(&m_table->columns(), &TableColumns::changed, this, &MainWindow::readOnDemandFields);
    connect(m_table, &EventTableView::showHiddenClicked, m_actions.action(ActionId::ShowAside),
            &QAction::trigger);
    connect(m_hidden, &HiddenMatches::counted, m_table, &EventTableView::setHiddenMatches);

    connect(m_table, &EventTableView::valueCopied, this, copy);
    connect(m_table, &EventTableView::copyAsked, this,
            [this](CopyFormat format) { m_copier->copy(format, m_table->copySource()); });
    connect(m_copier, &RowCopier::copied, this, copy);
    connect(m_copier, &RowCopier::copied, m_status,
            [this](const QString &, const QString &sentence) { m_status->setNotice(sentence); });
    connect(m_copier, &RowCopier::failed, m_status, &StatusRow::setNotice);
    connect(m_table, &EventTableView::selectedEventsChanged, m_status,
            [this] { m_status->setNotice({}); });
}

void MainWindow::connectFilter()
{
    m_names = new NamesWiring(
        {m_theme, m_settings, m_actions, *m_table, *m_messages, *m_detail, *m_filters}, *this);
    connect(m_filter, &FilterBar::filterChanged, m_names, &NamesWiring::setFilter);
    connect(m_names, &NamesWiring::filterChanged, m_keeping, &KeepingWiring::setFilter);
    connect(m_names, &NamesWiring::said, m_status, &StatusRow::setNotice);
    connect(m_filter, &FilterBar::filterChanged, this, &MainWindow::readOnDemandFields);
    connect(m_keeping, &KeepingWiring::rowRulesChanged, this, &MainWindow::readOnDemandFields);
    connect(m_filter, &FilterBar::left, m_panes, qOverload<>(&QWidget::setFocus));
    connect(m_filter, &FilterBar::historyChanged, this,
            [this] { m_state.keep(kHistory, m_filter->history().toJson()); });
    connect(m_filter, &FilterBar::unfinishedChanged, m_table, &EventTableView::setDimmed);
    connect(m_table, &EventTableView::clearFilterClicked, m_filter, &FilterBar::clear);
    connect(m_table, &EventTableView::filterAsked, m_filter, &FilterBar::ask);
    connect(m_detail, &DetailPane::filterAsked, m_filter, &FilterBar::ask);

    // What is loaded into the detail says nothing of where a person is: its value is named only
    // while the focus is there.
    // What is chosen among messages is selected in the table of events too.
    connect(m_table, &EventTableView::selectedFieldChanged, this,
            [this](const event::FieldRef &field, const QByteArray &value) {
                if (!m_messages->areShown())
                    m_status->setSelectedField(field, value);
            });
    connect(m_messages->messages(), &MessageTableView::selectedFieldChanged, m_status,
            &StatusRow::setSelectedField);
    connect(m_messages->messages(), &MessageTableView::selectedFieldCleared, m_status,
            [this] { m_status->setSelectedField(std::nullopt); });
    connect(m_detail, &DetailPane::selectedFieldChanged, this,
            [this](const event::FieldRef &field, const QByteArray &value) {
                if (m_detail->isAncestorOf(QApplication::focusWidget()))
                    m_status->setSelectedField(field, value);
            });
    connect(m_detail, &DetailPane::selectedFieldCleared, this, [this] {
        if (m_detail->isAncestorOf(QApplication::focusWidget()))
            m_status->setSelectedField(std::nullopt);
    });
    const auto showCleared = [this] {
        m_filters->setCleared([this](const filter::Filter &f) { return m_keeping->applied(f); });
    };
    connect(m_keeping, &KeepingWiring::clearedChanged, m_filters, showCleared);
    showCleared();
    connect(m_filters, &FilterWiring::said, m_status, &StatusRow::setNotice);
    connect(m_filters, &FilterWiring::fieldsAskedChanged, this, &MainWindow::readOnDemandFields);
    connect(m_status, &StatusRow::fieldClicked, m_filter, &FilterBar::prepareField);
    connect(m_status, &StatusRow::valueClicked, m_filter,
            [this](const event::FieldRef &field, const QByteArray &value) {
                m_filter->ask(field, value, FilterJoin::And, false);
            });
}

void MainWindow::connectActions()
{
    const auto on = [this](ActionId id, auto &&act) {
        QAction *action = m_actions.action(id);
        addAction(action); // its keys work wherever its scope says
        connect(action, &QAction::triggered, this, std::forward<decltype(act)>(act));
    };
    on(ActionId::Quit, [] { QCoreApplication::quit(); });
    for (const ActionId id :
         {ActionId::NewCapture, ActionId::OpenCapture, ActionId::RecordInto, ActionId::SaveCopy})
        addAction(m_actions.action(id)); // Whoever has the windows acts on them.
    on(ActionId::CopyAddress, [this] { copyAddress(); });
    m_actions.action(ActionId::PassOn)->setEnabled(m_engine.options().isRecording);
    on(ActionId::PassOn, [this] { m_passOn->open(); });
    on(ActionId::ShowAside,
       [this] { m_query.setShowsAside(m_actions.action(ActionId::ShowAside)->isChecked()); });
    on(ActionId::NextPane, [this] { focusNextPane(panes(), 1); });
    on(ActionId::PreviousPane, [this] { focusNextPane(panes(), -1); });
    on(ActionId::FindInDetail, [this] { m_detail->openFind(); });
    on(ActionId::FindNext, [this] { m_detail->findNext(); });
    on(ActionId::FindPrevious, [this] { m_detail->findPrevious(); });
    for (int page = DetailPane::Event; page <= DetailPane::Attempts; ++page)
        on(ActionId(int(ActionId::DetailEvent) + page),
           [this, page] { m_detail->enterPage(page); });
    on(ActionId::NothingArrives, [this] { showArrivals(m_theme, m_engine, this); });
    addAction(m_actions.action(ActionId::SaveFilter));
    addAction(m_actions.action(ActionId::Names));
    on(ActionId::About, [this] { openAbout(this); });
    on(ActionId::FilterLanguage, [this] {
        auto *dialog = new LanguageDialog(m_theme, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    for (const ActionId id : {ActionId::ThemeSystem, ActionId::ThemeLight, ActionId::ThemeDark})
        on(id, [this, id] { setThemeChoice(id); });
    for (const ActionId id : {ActionId::ShowTimeline, ActionId::ShowDetail, ActionId::ShowMedia}) {
        m_actions.action(id)->setChecked(true);
        on(id, [this] { showPanes(); });
    }
    connect(m_more, &QPushButton::clicked, this, [this] {
        QMenu *menu = makeMoreMenu(m_actions, this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_more->mapToGlobal(m_more->rect().bottomLeft()));
    });

    const Theme::Choice choice = m_theme.choice();
    m_actions
        .action(choice == Theme::Choice::Light      ? ActionId::ThemeLight
                    : choice == Theme::Choice::Dark ? ActionId::ThemeDark
                                                    : ActionId::ThemeSystem)
        ->setChecked(true);
}

void MainWindow::restore()
{
    const QSize room = screen()->availableSize();
    resize(kUsualSize.boundedTo(room));
    if (room.width() <= kUsualSize.width() || room.height() <= kUsualSize.height())
        setWindowState(Qt::WindowMaximized);
    restoreGeometry(m_state.value(u"window/geometry"_s));
    m_filter->setHistory(FilterHistory::fromJson(m_state.value(kHistory)));
    m_table->restoreColumnState(m_state.value(u"table/columns"_s));
    m_messages->restore();
    m_panes->restore(m_state, size());
    showPanes();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_replays->holdsUpClosing()) {
        event->ignore();
        return;
    }
    m_state.keep(u"window/geometry"_s, saveGeometry());
    m_state.keep(u"table/columns"_s, m_table->columnState());
    m_messages->keep();
    m_panes->keep(m_state);
    QMainWindow::closeEvent(event);
    emit closed();
}

void MainWindow::say(const QString &sentence)
{
    m_status->setNotice(sentence);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_panes->setWindowWidth(width());
    m_messages->timeline()->setLow(height() < PaneFrame::kLowHeight);
    m_replay->setText(width() < PaneFrame::kNarrowWidth ? QString() : tr("Replay"));
    m_keeping->chip()->setNarrow(width() < PaneFrame::kNarrowWidth);
}

void MainWindow::showPanes()
{
    m_panes->setShown({.timeline = m_actions.action(ActionId::ShowTimeline)->isChecked(),
                       .detail = m_actions.action(ActionId::ShowDetail)->isChecked(),
                       .media = m_actions.action(ActionId::ShowMedia)->isChecked()});
    if (!m_actions.action(ActionId::ShowMedia)->isChecked())
        m_media->onPaneClosed();
}

QWidgetList MainWindow::panes() const
{
    return {m_filter, m_messages->views(), m_messages->timeline(),
            m_detail, m_replays->report(), m_media->pane()};
}

void MainWindow::applyTheme()
{
    m_actions.setIcons([this](const QString &name) {
        for (int i = 0; i < kIconCount; ++i) {
            if (iconName(Icon(i)) == name)
                return m_theme.icon(Icon(i));
        }
        return QIcon();
    });
}

void MainWindow::onStatusChanged()
{
    const engine::EngineStatus &status = m_engine.status();
    m_status->setStatus(status, m_engine.options().isRecording, captureName());
    m_actions.action(ActionId::CopyAddress)->setEnabled(!status.url().isEmpty());

    showCaptureNotice(*m_banner, status);
    showStage();
}

void MainWindow::onResult(const engine::QueryResult &result)
{
    m_table->setFiltered(!m_filter->filter().isEverything());
    m_table->setCleared(m_keeping->cleared());
    m_messages->setCleared(m_keeping->cleared());
    m_table->setResult(result);
    m_hidden->look(m_query.filter(), result, m_query.showsAside());
    if (!m_messages->areShown())
        m_filter->setResult(result, m_keeping->hidden(*result.snapshot));
    m_filters->setResult(result);
    showStage();
    if (!m_hasShownRows && !result.rows.empty()) {
        m_hasShownRows = true;
        m_table->setCurrentEvent(m_wasEmpty ? result.rows.front() : result.rows.back());
        m_panes->setFocus();
    }
}

/// Paths and headers that are shown, filtered or sorted by have to be read.
void MainWindow::readOnDemandFields()
{
    std::vector<event::FieldRef> fields = m_table->columns().onDemandFields();
    std::vector<event::FieldRef> others = filter::onDemandFields(m_query.filter());
    const std::vector<event::FieldRef> &byRules = m_table->rowColours().onDemandFields();
    others.insert(others.end(), byRules.begin(), byRules.end());
    if (m_query.order().field.isOnDemand())
        others.push_back(m_query.order().field);
    const std::vector<event::FieldRef> &asked = m_filters->fieldsAsked();
    others.insert(others.end(), asked.begin(), asked.end());
    for (const event::FieldRef &field : others) {
        if (std::find(fields.begin(), fields.end(), field) == fields.end())
            fields.push_back(field);
    }
    m_engine.setOnDemandFields(fields);
}

void MainWindow::showStage()
{
    const engine::EngineStatus &status = m_engine.status();
    const index::SnapshotPtr snapshot = m_engine.snapshot();
    const bool isEmpty = m_engine.options().isRecording && status.isOpen
        && status.capture.isWritable && status.capture.events == 0
        && (!snapshot || snapshot->count() == 0);
    m_wasEmpty = m_wasEmpty || isEmpty;
    m_stage->setCurrentIndex(isEmpty ? 1 : 0);
    m_filters->setEmpty(isEmpty);
}

void MainWindow::copyAddress()
{
    const QString url = m_engine.status().url();
    if (!url.isEmpty())
        QGuiApplication::clipboard()->setText(url);
}

void MainWindow::setThemeChoice(ActionId id)
{
    const bool isLight = id == ActionId::ThemeLight;
    const bool isDark = id == ActionId::ThemeDark;
    m_theme.setChoice(isLight      ? Theme::Choice::Light
                          : isDark ? Theme::Choice::Dark
                                   : Theme::Choice::System);
    std::ignore = m_settings.keep(settings::Key::Theme,
                                  isLight      ? u"light"_s
                                      : isDark ? u"dark"_s
                                               : u"system"_s);
}

QString MainWindow::captureName() const
{
    const QString path = m_engine.options().capturePath;
    return path == m_paths.liveCapture ? tr("Live") : QFileInfo(path).completeBaseName();
}

QByteArray MainWindow::ownAuthorization() const
{
    const QString credentials = m_settings.text(settings::Key::ListenCredentials);
    return credentials.isEmpty() ? QByteArray() : "Basic " + credentials.toUtf8().toBase64();
}

} // namespace sendscope::ui

#include "moc_mainwindow.cpp"
