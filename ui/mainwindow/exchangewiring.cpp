#include "ui/mainwindow/exchangewiring.h"

#include "app/engine/engine.h"
#include "app/engine/query.h"
#include "ui/actions/actions.h"
#include "ui/events/eventtableview.h"
#include "ui/exchange/exchangebar.h"
#include "ui/exchange/exchangeflow.h"
#include "ui/exchange/filedrop.h"

namespace sendscope::ui {

namespace {

/// All that the capture has, also what is not read yet, but for some; these ascend.
index::Rows rowsWithout(const index::Snapshot &snapshot, const index::RowList &removed)
{
    index::RowList rows;
    auto next = removed.begin();
    for (event::EventId id{1}; id <= snapshot.newest(); ++id.value) {
        while (next != removed.end() && *next < id)
            ++next;
        const bool isRemoved = next != removed.end() && *next == id;
        if (!isRemoved && (id < snapshot.oldest() || snapshot.find(id).first))
            rows.push_back(id);
    }
    return index::Rows(rows);
}

} // namespace

ExchangeWiring::ExchangeWiring(const Theme &theme, engine::Engine &engine,
                               const engine::Query &query, const EventTableView &table,
                               const Actions &actions, QWidget &window)
    : QObject(&window)
    , m_engine(engine)
    , m_query(query)
    , m_table(table)
    , m_bar(new ExchangeBar(theme, &window))
    , m_flow(new ExchangeFlow(theme, engine, *m_bar, window))
{
    QAction *importing = actions.action(ActionId::ImportFiles);
    QAction *exporting = actions.action(ActionId::ExportRequests);
    for (QAction *action : {importing, exporting}) {
        window.addAction(action);
        connect(m_flow, &ExchangeFlow::runningChanged, action, &QAction::setDisabled);
    }
    connect(importing, &QAction::triggered, m_flow, &ExchangeFlow::askForFiles);
    connect(exporting, &QAction::triggered, this, &ExchangeWiring::askForExport);
    connect(m_flow, &ExchangeFlow::captureGiven, this, &ExchangeWiring::captureGiven);
    auto *drop = new FileDrop(window);
    connect(drop, &FileDrop::dropped, m_flow, &ExchangeFlow::take);
}

QWidget *ExchangeWiring::bar() const
{
    return m_bar;
}

void ExchangeWiring::askForExport()
{
    const engine::QueryResult &result = m_query.result();
    ExportChoices choices;
    choices.capture = m_engine.options().capturePath;
    choices.selected = engine::withFolded(result, m_table.selectedEvents());
    choices.filtered = result.matches;
    choices.isFiltered = !m_query.filter().isEverything() && result.isComplete;
    choices.rows = m_engine.snapshot()->count();
    if (!m_engine.removed().empty()) {
        choices.removed = m_engine.removed();
        choices.left = rowsWithout(*m_engine.snapshot(), m_engine.removed());
        choices.rows = qint64(choices.left->size());
    }
    m_flow->askForExport(std::move(choices));
}

} // namespace sendscope::ui

#include "moc_exchangewiring.cpp"
