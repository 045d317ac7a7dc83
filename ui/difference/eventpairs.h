#pragma once

#include "ui/difference/comparedevent.h"

#include <QObject>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

/// Fetches two events that are to be compared from the capture.
class EventPairs : public QObject
{
    Q_OBJECT

public:
    explicit EventPairs(engine::Engine &engine, QObject *parent = nullptr);

    void fetch(event::EventId before, event::EventId after);

    /// The event, and the one before it in its message, wherever that stands: a filter may hide it.
    void fetchWithPrevious(event::EventId event);

signals:
    void fetched(const sendscope::ui::StoredEvent &before, const sendscope::ui::StoredEvent &after);
    void failed(const QString &sentence);

private:
    engine::Engine &m_engine;
};

} // namespace sendscope::ui
