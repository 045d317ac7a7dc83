#pragma once

#include "app/index/row.h"

#include <QObject>

#include <functional>
#include <vector>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

class Actions;
class RemovalBar;
class Theme;

/// Deleting events from one window's capture, and taking that back until it is closed.
class Removing : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. \p selected: which events are, ascending.
    Removing(const Theme &theme, engine::Engine &engine, const Actions &actions,
             std::function<index::RowList()> selected, QWidget &window);

    /// Says what was removed; to be put into the window.
    RemovalBar *bar() const { return m_bar; }

    /// Actions are on while there is something they can be done to; so many events are selected.
    void setSelected(qint64 selected);

signals:
    /// Their rows are still there, and vanish with the next result.
    void removed(const sendscope::index::RowList &events);

private:
    void ask();
    void remove(const index::RowList &events);
    void undo();
    void tell();
    void showWhatCanBeDone();

    const Theme &m_theme;
    engine::Engine &m_engine;
    const Actions &m_actions;
    const std::function<index::RowList()> m_selected;
    QWidget &m_window;
    RemovalBar *m_bar;
    std::vector<index::RowList> m_batches; ///< The newest last.
    qint64 m_selectedCount = 0;
};

} // namespace sendscope::ui
