#pragma once

#include <QObject>

namespace sendscope::engine {
class Engine;
}
namespace sendscope::settings {
class Settings;
}

namespace sendscope::ui {

class Actions;
class EventPairs;
class EventTableView;
class StatusRow;
class Theme;
struct StoredEvent;

/// Compares two events of one window: those selected, or one with the event before it in its
/// message.
class CompareWiring : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all outlive it.
    struct Parts
    {
        const Theme &theme;
        engine::Engine &engine;
        settings::Settings &settings;
        const EventTableView &table;
        StatusRow &status;
        const Actions &actions;
    };

    CompareWiring(const Parts &parts, QWidget &window);

private:
    void compareSelected();
    void show(const StoredEvent &before, const StoredEvent &after);
    void showActions();

    const Parts m_parts;
    QWidget &m_window;
    EventPairs *m_pairs;
};

} // namespace sendscope::ui
