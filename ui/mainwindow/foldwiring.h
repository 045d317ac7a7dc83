#pragma once

#include <QObject>

namespace sendscope::engine {
class Query;
}

namespace sendscope::ui {

class Actions;
class EventTableView;
class WindowState;

/// What the sender sent again stands behind the first of its kind, until a person wants to see it:
/// of one row, or of all.
class FoldWiring : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all outlive it.
    struct Parts
    {
        engine::Query &query;
        WindowState &state;
        const Actions &actions;
        EventTableView &table;
    };

    FoldWiring(const Parts &parts, QWidget &window);

private:
    void setFolds(bool folds);
    void turnOver();
    void showWhatCanBeDone();

    const Parts m_parts;
};

} // namespace sendscope::ui
