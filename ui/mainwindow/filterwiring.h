#pragma once

#include "app/engine/filtercounts.h"
#include "app/engine/query.h"
#include "app/filter/names.h"

#include <QObject>

#include <functional>

namespace sendscope::engine {
class Engine;
}
namespace sendscope::settings {
class Settings;
}

namespace sendscope::ui {

class Actions;
class FilterBar;
class FilterCompleter;
class SavedRow;
class Theme;

/// The parts of a window that the filter has to do with. All outlive it.
struct FilterPlaces
{
    engine::Engine &engine;
    const engine::Query &query;
    const Theme &theme;
    settings::Settings &settings;
    const Actions &actions;
    FilterBar &bar;
};

/// Completion, and the saved filters with their counts, in a window.
class FilterWiring : public QObject
{
    Q_OBJECT

public:
    FilterWiring(const FilterPlaces &places, QWidget &window);
    ~FilterWiring() override;

    SavedRow *row() const { return m_row; }
    FilterCompleter *completer() const { return m_completer; }

    void setResult(const engine::QueryResult &result);
    void setEmpty(bool isEmpty);         ///< There is nothing to filter.
    void setByMessage(bool isByMessage); ///< The saved filters count messages, and not events.

    /// Whose values completion wants to count, though no filter reads it yet; none otherwise.
    const std::vector<event::FieldRef> &fieldsAsked() const { return m_fieldsAsked; }

    void setNames(const filter::Names &names);

    /// What is cleared, laid over a filter that is counted; again when that is something else.
    void setCleared(std::function<filter::Filter(const filter::Filter &)> applied);

signals:
    void said(const QString &sentence); ///< What was done, or why not.
    void fieldsAskedChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectRow();
    void readSettings();
    void keep();
    void countAgain();
    void showCounts();
    filter::Filter meant(const filter::Filter &filter) const;
    void showCurrent();
    void openSave();
    void openRename(int at);
    void addText(const QString &text);

    const FilterPlaces m_places;
    QWidget &m_window;
    FilterCompleter *m_completer;
    SavedRow *m_row;
    engine::FilterCounts m_counts;
    filter::Names m_names;
    std::function<filter::Filter(const filter::Filter &)> m_cleared;
    QString m_savedText; ///< As the settings had it.
    std::vector<event::FieldRef> m_fieldsAsked;
};

} // namespace sendscope::ui
