#pragma once

#include <QObject>
#include <QPointer>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

class Actions;
class EventTableView;
class ExplainDialog;
class Theme;

/// Opens the explanations of one window, with the selected event's code or type if there is one.
class ExplainWiring : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ExplainWiring(const Theme &theme, const engine::Engine &engine, const EventTableView &table,
                  const Actions &actions, QWidget &window);

private:
    void open();
    QString selectedWord() const;

    const Theme &m_theme;
    const engine::Engine &m_engine;
    const EventTableView &m_table;
    QWidget &m_window;
    QPointer<ExplainDialog> m_dialog;
};

} // namespace sendscope::ui
