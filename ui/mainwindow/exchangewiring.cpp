#include "ui/mainwindow/exchangewiring.h"

#include "app/engine/engine.h"
#include "app/engine/query.h"
#include "ui/actions/actions.h"
#include "ui/events/eventtableview.h"
#include "ui/exchange/exchangebar.h"
#include "ui/exchange/exchangeflow.h"
#include "ui/exchange/filedrop.h"

namespace sendscope::ui {

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
    choices.selected = m_table.selectedEvents();
    choices.filtered = result.rows;
    choices.isFiltered = !m_query.filter().isEverything() && result.isComplete;
    choices.rows = m_engine.snapshot()->count();
    m_flow->askForExport(std::move(choices));
}

} // namespace sendscope::ui

#include "moc_exchangewiring.cpp"
