#pragma once

#include "app/engine/query.h"
#include "ui/widgets/rowrule.h"

#include <QObject>

namespace sendscope::engine {
class Engine;
}
namespace sendscope::settings {
class Settings;
}

namespace sendscope::ui {

class Actions;
class ClearedChip;
class Clearing;
class DetailPane;
class EventTableView;
class FilterBar;
class Marking;
class Removing;
class StatusRow;
class Theme;
class WindowState;

/// The parts of a window that keeping order has to do with. All outlive it.
struct KeepingPlaces
{
    engine::Engine &engine;
    engine::Query &query;
    const Theme &theme;
    settings::Settings &settings;
    WindowState &state;
    const Actions &actions;
    EventTableView &table;
    DetailPane &detail;
    FilterBar &filter;
    StatusRow &status;
};

/// Marks, notes, markers, clearing and deleting in a window.
class KeepingWiring : public QObject
{
    Q_OBJECT

public:
    KeepingWiring(const KeepingPlaces &places, QWidget &window);
    ~KeepingWiring() override;

    /// Has the query look for it, but for what was cleared.
    void setFilter(const filter::Filter &filter);

    /// The filter, but for what was cleared.
    filter::Filter applied(const filter::Filter &filter) const;

    QWidget *bar() const;                        ///< What was removed; to be put into the window.
    ClearedChip *chip() const { return m_chip; } ///< Beside the filter.

    /// How many events are in the capture, and not to be seen: cleared or removed.
    qint64 hidden(const index::Snapshot &snapshot) const;

    /// Of those, what was cleared.
    qint64 cleared() const;

signals:
    void clearedChanged();  ///< applied() gives another filter.
    void rowRulesChanged(); ///< Other paths and headers may have to be read.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectMarking();
    void connectClearing();
    void showRemark();
    void connectColours();
    void readRules();
    void setRules(const RowRules &rules);
    void keepRules(const RowRules &rules);
    void showColours();

    const KeepingPlaces m_places;
    QWidget &m_window;
    Marking *m_marking;
    Clearing *m_clearing;
    Removing *m_removing;
    ClearedChip *m_chip;
    filter::Filter m_asked;
    RowRules m_rules;
};

} // namespace sendscope::ui
