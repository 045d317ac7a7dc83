#pragma once

#include "app/engine/query.h"
#include "app/filter/names.h"
#include "ui/messages/messagecount.h"

#include <QObject>

class QStackedWidget;
class QWidget;

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

class Actions;
class EventTableView;
class FilterBar;
class MessageTableView;
class Segments;
class Theme;
class TimelinePane;
class WindowState;

/// The parts of a window that its two views and the timeline have to do with. All outlive it.
struct MessagesPlaces
{
    engine::Engine &engine;
    engine::Query &query; ///< Of the events.
    const Theme &theme;
    WindowState &state;
    const Actions &actions;
    EventTableView &table;
};

/// The view of events and that of messages, of which one is shown, and the timeline of what is
/// selected in either. The selection is one: that of the table of events, where the events of a
/// chosen message are selected too, so that whatever acts on events acts on messages.
class MessagesWiring : public QObject
{
    Q_OBJECT

public:
    MessagesWiring(const MessagesPlaces &places, QWidget &window);
    ~MessagesWiring() override;

    QWidget *views() const; ///< Of both; its focus goes into the one that is shown.
    QWidget *viewSwitch() const;
    TimelinePane *timeline() const { return m_timeline; }
    MessageTableView *messages() const { return m_messages; }

    void connectFilter(FilterBar &filter);

    /// Shown in place of the numbers they were given to.
    void setNames(const filter::Names &names);

    /// So many events a person hid.
    void setCleared(qint64 events) { m_cleared = events; }

    bool areShown() const; ///< Messages, and not events.
    void show(bool showsMessages);

    /// What is looked at, whichever view shows it, or none; null where nothing is.
    event::EventId currentEvent() const { return m_current; }

    void restore();
    void keep() const;

signals:
    void currentEventChanged(sendscope::event::EventId event);
    void viewChanged();                 ///< From events to messages, or back.
    void said(const QString &sentence); ///< About what was just done.

private:
    void connectViews();
    void connectActions(QWidget &window);
    void turnTo(bool showsMessages);
    void setCurrent(event::EventId event);
    void onEventChosen(event::EventId event);
    void onMessageChosen();
    void onMessageWentOn();
    void onStepChosen(event::EventId event);
    void onSnapshot(const index::SnapshotPtr &snapshot);
    void onResult(const engine::QueryResult &result);
    void followFilter();
    void onEventRows();
    void showEventsOfMessage();
    void selectInEvents();
    bool isOfChosen(event::EventId event) const;

    const MessagesPlaces m_places;
    engine::Query m_query; ///< Of the messages; asked while they are shown.
    FilterBar *m_filter = nullptr;
    QStackedWidget *m_stack;
    MessageTableView *m_messages;
    Segments *m_switch;
    TimelinePane *m_timeline;
    MessageCount m_count;
    qint64 m_cleared = 0;
    event::EventId m_current;
    event::EventId m_awaited;   ///< To be looked at among the events, once they have it
    filter::Filter m_awaitedBy; ///< by this filter.
    bool m_isSelecting = false; ///< The change in the table of events is ours.
    bool m_isStep = false;      ///< The current event was chosen by itself, not by its message.
};

} // namespace sendscope::ui
