#include "ui/mainwindow/messageswiring.h"

#include "app/engine/engine.h"
#include "ui/actions/actions.h"
#include "ui/events/eventtableview.h"
#include "ui/filter/filterbar.h"
#include "ui/mainwindow/windowstate.h"
#include "ui/messages/messagetableview.h"
#include "ui/timeline/timelinepane.h"
#include "ui/widgets/judgedfield.h"
#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QScopedValueRollback>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr auto kView = "window/view"_L1;
constexpr auto kColumns = "messages/columns"_L1;

/// What acts on the selected events, and so on those of the chosen message.
constexpr auto kOnSelection = std::to_array(
    {ActionId::ReplaySelection, ActionId::ReplayOptions, ActionId::ReplayEdited,
     ActionId::CopyForTicket, ActionId::CopyMessageId, ActionId::CopyRow, ActionId::NextOfMessage,
     ActionId::PreviousOfMessage, ActionId::CompareWithPrevious, ActionId::ToggleMark,
     ActionId::EditNote, ActionId::DeleteEvents});

} // namespace

MessagesWiring::MessagesWiring(const MessagesPlaces &places, QWidget &window)
    : QObject(&window)
    , m_places(places)
    , m_query(places.engine.clock())
    , m_stack(new QStackedWidget)
    , m_messages(new MessageTableView(places.theme, places.engine.clock()))
    , m_switch(new Segments(places.theme))
    , m_timeline(new TimelinePane(places.theme, places.engine.clock()))
{
    m_query.setByMessage(true);
    m_stack->addWidget(&places.table);
    m_stack->addWidget(m_messages);
    m_stack->setFocusProxy(&places.table);
    m_switch->setAccessibleName(tr("View"));
    m_switch->add(tr("Events"), tr("One row an event (Ctrl+1)"));
    m_switch->add(tr("Messages"), tr("One row a message (Ctrl+2)"));
    connectViews();
    connectActions(window);
}

MessagesWiring::~MessagesWiring() = default;

void MessagesWiring::connectViews()
{
    connect(&m_places.engine, &engine::Engine::snapshotPublished, this,
            &MessagesWiring::onSnapshot);
    connect(&m_places.query, &engine::Query::resultChanged, this, &MessagesWiring::followFilter);
    // Once the table has these rows.
    connect(&m_places.query, &engine::Query::resultChanged, this, &MessagesWiring::onEventRows,
            Qt::QueuedConnection);
    connect(&m_query, &engine::Query::resultChanged, this, &MessagesWiring::onResult);
    connect(&m_places.table, &EventTableView::currentEventChanged, this,
            &MessagesWiring::onEventChosen);
    connect(m_messages, &MessageTableView::currentChosen, this, &MessagesWiring::onMessageChosen);
    connect(m_messages, &MessageTableView::currentWentOn, this, &MessagesWiring::onMessageWentOn);
    connect(m_messages, &MessageTableView::eventsAsked, this, &MessagesWiring::showEventsOfMessage);
    connect(m_messages, &MessageTableView::orderAsked, this, [this](const index::Order &order) {
        m_messages->setOrder(order);
        m_query.setOrder(order);
    });
    connect(m_messages, &MessageTableView::showClearedClicked,
            m_places.actions.action(ActionId::ShowCleared), &QAction::trigger);
    connect(m_messages, &MessageTableView::valueCopied, this,
            [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
    connect(m_timeline, &TimelinePane::eventChosen, this, &MessagesWiring::onStepChosen);
    connect(m_switch, &Segments::currentChosen, this, [this](int place) { show(place == 1); });
    m_timeline->setSnapshot(m_places.engine.snapshot());
}

void MessagesWiring::connectActions(QWidget &window)
{
    auto *views = new QActionGroup(this);
    for (const ActionId id : {ActionId::ViewEvents, ActionId::ViewMessages}) {
        QAction *action = m_places.actions.action(id);
        views->addAction(action);
        window.addAction(action); // its keys work wherever its scope says
        connect(action, &QAction::triggered, this,
                [this, id] { show(id == ActionId::ViewMessages); });
    }
    m_places.actions.action(ActionId::ViewEvents)->setChecked(true);
    QAction *events = m_places.actions.action(ActionId::ShowEventsOfMessage);
    window.addAction(events);
    connect(events, &QAction::triggered, this, &MessagesWiring::showEventsOfMessage);
    events->setEnabled(false);
    for (const ActionId id : kOnSelection)
        m_messages->addAction(m_places.actions.action(id));
}

void MessagesWiring::connectFilter(FilterBar &filter)
{
    m_filter = &filter;
    connect(m_messages, &MessageTableView::filterAsked, &filter, &FilterBar::ask);
    connect(m_messages, &MessageTableView::clearFilterClicked, &filter, &FilterBar::clear);
    connect(&filter, &FilterBar::unfinishedChanged, m_messages, &MessageTableView::setDimmed);
    // After whoever turns it into the filter of the events.
    connect(&filter, &FilterBar::filterChanged, this, &MessagesWiring::followFilter,
            Qt::QueuedConnection);
}

void MessagesWiring::setNames(const filter::Names &names)
{
    m_messages->setNames(names);
    m_timeline->setNames(names);
}

QWidget *MessagesWiring::views() const
{
    return m_stack;
}

QWidget *MessagesWiring::viewSwitch() const
{
    return m_switch;
}

bool MessagesWiring::areShown() const
{
    return m_stack->currentWidget() == m_messages;
}

void MessagesWiring::show(bool showsMessages)
{
    turnTo(showsMessages);
    if (showsMessages)
        return;
    m_places.table.showCurrent();
    // What only the other view could show is looked at no longer.
    if (const event::EventId current = m_places.table.currentEvent(); !current.isNull())
        setCurrent(current);
}

void MessagesWiring::turnTo(bool showsMessages)
{
    m_switch->setCurrent(showsMessages ? 1 : 0);
    m_places.actions.action(showsMessages ? ActionId::ViewMessages : ActionId::ViewEvents)
        ->setChecked(true);
    if (showsMessages == areShown())
        return;
    QWidget *view = showsMessages ? static_cast<QWidget *>(m_messages) : &m_places.table;
    const bool hadFocus = m_stack->currentWidget()->hasFocus();
    m_stack->setFocusProxy(view);
    m_stack->setCurrentWidget(view);
    if (hadFocus)
        view->setFocus(Qt::OtherFocusReason);
    if (showsMessages) {
        followFilter();
        onSnapshot(m_places.engine.snapshot());
        m_isStep = true; // the event stays that which was looked at
        m_messages->setCurrentEvent(m_current);
        selectInEvents();
    }
    emit viewChanged();
}

void MessagesWiring::setCurrent(event::EventId event)
{
    if (event == m_current)
        return;
    m_current = event;
    const auto snapshot = m_places.engine.snapshot();
    m_places.actions.action(ActionId::ShowEventsOfMessage)
        ->setEnabled(snapshot && snapshot->message(event).has_value());
    m_timeline->setEvent(event);
    emit currentEventChanged(event);
}

/// Whether the event is one of those of the chosen row of messages.
bool MessagesWiring::isOfChosen(event::EventId event) const
{
    const std::vector<event::EventId> events = m_messages->currentEvents();
    return std::binary_search(events.begin(), events.end(), event);
}

void MessagesWiring::onEventChosen(event::EventId event)
{
    if (m_isSelecting)
        return;
    if (!areShown()) {
        setCurrent(event);
        return;
    }
    // A filter hides it, or a step of its message, a report or the first row that came was chosen.
    if (event.isNull())
        return;
    m_isStep = true;
    setCurrent(event);
    if (!isOfChosen(event))
        m_messages->setCurrentEvent(event);
    selectInEvents();
}

void MessagesWiring::onMessageChosen()
{
    m_isStep = false;
    setCurrent(m_messages->currentEvent());
    selectInEvents();
}

/// What a person looks at stays, however its message goes on.
void MessagesWiring::onMessageWentOn()
{
    if (!areShown())
        return;
    if (m_isStep && isOfChosen(m_current))
        selectInEvents();
    else
        onMessageChosen();
}

void MessagesWiring::onStepChosen(event::EventId event)
{
    m_isStep = true;
    if (areShown()) {
        setCurrent(event);
        selectInEvents();
        return;
    }
    if (m_places.query.unfold(event)) {
        m_awaited = event;
        m_awaitedBy = m_places.query.filter();
        return;
    }
    m_places.table.setCurrentEvent(event);
    if (m_places.table.currentEvent() == event)
        return;
    setCurrent(event);
    emit said(tr("The filter hides this event; it is shown beside the table only."));
}

/// The events of what is chosen among messages become the selection.
void MessagesWiring::selectInEvents()
{
    const std::vector<event::EventId> events = m_messages->currentEvents();
    if (events.empty())
        return;
    const QScopedValueRollback selecting(m_isSelecting, true);
    m_places.table.selectEvents(events, m_current);
}

void MessagesWiring::onSnapshot(const index::SnapshotPtr &snapshot)
{
    m_timeline->setSnapshot(snapshot);
    if (areShown() && snapshot)
        m_query.setSnapshot(snapshot);
}

/// The messages are those of the events' filter, whoever has made it.
void MessagesWiring::followFilter()
{
    m_query.setShowsAside(m_places.query.showsAside());
    if (m_query.filter() != m_places.query.filter())
        m_query.setFilter(m_places.query.filter());
}

/// What is chosen may stand among the events only now.
void MessagesWiring::onEventRows()
{
    if (areShown()) {
        selectInEvents();
        return;
    }
    if (m_awaited.isNull())
        return;
    if (m_places.query.filter() == m_awaitedBy)
        m_places.table.setCurrentEvent(m_awaited);
    if (m_places.query.filter() != m_awaitedBy || m_places.table.currentEvent() == m_awaited)
        m_awaited = {};
}

void MessagesWiring::onResult(const engine::QueryResult &result)
{
    if (!areShown())
        return;
    m_messages->setFiltered(!m_filter->filter().isEverything(), m_cleared);
    m_messages->setResult(result);
    FilterCounts counts;
    counts.shown = qint64(result.rows.size());
    counts.all = m_count.of(result.snapshot->messages());
    counts.isWorking = !result.isComplete;
    counts.scanned = result.isComplete ? 0 : counts.all;
    counts.valuesGivenUp = result.valuesGivenUp;
    counts.areMessages = true;
    m_filter->field()->setCounts(counts);
}

/// By a filter, so that undoing the filter's change leads back.
void MessagesWiring::showEventsOfMessage()
{
    const auto snapshot = m_places.engine.snapshot();
    const auto message = snapshot ? snapshot->message(m_current) : std::nullopt;
    if (!message || message->id.isEmpty())
        return;
    const QByteArray id = message->id.toByteArray();
    const event::EventId awaited = m_current;
    turnTo(false);
    m_filter->ask(event::Field::MessageId, id, FilterJoin::Is, true);
    m_awaited = awaited;
    m_awaitedBy = m_places.query.filter();
    m_places.table.setFocus(Qt::OtherFocusReason);
}

void MessagesWiring::restore()
{
    m_messages->restoreColumnState(m_places.state.value(kColumns));
    show(m_places.state.value(kView) == "messages");
}

void MessagesWiring::keep() const
{
    m_places.state.keep(kColumns, m_messages->columnState());
    m_places.state.keep(kView, areShown() ? "messages"_ba : "events"_ba);
}

} // namespace sendscope::ui

#include "moc_messageswiring.cpp"
