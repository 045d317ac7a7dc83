#pragma once

#include <QObject>

namespace sendscope::engine {
class Engine;
class Query;
}

namespace sendscope::ui {

class Actions;
class EventTableView;
class ExchangeBar;
class ExchangeFlow;
class Theme;

/// Import and export of one window: by menu, and of files that are dropped onto it.
class ExchangeWiring : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ExchangeWiring(const Theme &theme, engine::Engine &engine, const engine::Query &query,
                   const EventTableView &table, const Actions &actions, QWidget &window);

    /// The line that tells how it goes; to be put into the window.
    QWidget *bar() const;

signals:
    void captureGiven(const QString &path); ///< To be opened.

private:
    void askForExport();

    engine::Engine &m_engine;
    const engine::Query &m_query;
    const EventTableView &m_table;
    ExchangeBar *m_bar;
    ExchangeFlow *m_flow;
};

} // namespace sendscope::ui
