#include "ui/mainwindow/explainwiring.h"

#include "app/engine/engine.h"
#include "ui/actions/actions.h"
#include "ui/events/eventtableview.h"
#include "ui/explain/explaindialog.h"

namespace sendscope::ui {

ExplainWiring::ExplainWiring(const Theme &theme, const engine::Engine &engine,
                             const EventTableView &table, const Actions &actions, QWidget &window)
    : QObject(&window)
    , m_theme(theme)
    , m_engine(engine)
    , m_table(table)
    , m_window(window)
{
    QAction *action = actions.action(ActionId::Explain);
    window.addAction(action);
    connect(action, &QAction::triggered, this, &ExplainWiring::open);
}

void ExplainWiring::open()
{
    if (!m_dialog) {
        m_dialog = new ExplainDialog(m_theme, &m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_dialog->explain(selectedWord());
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

QString ExplainWiring::selectedWord() const
{
    const index::SnapshotPtr snapshot = m_engine.snapshot();
    const auto row = snapshot ? snapshot->row(m_table.currentEvent()) : std::nullopt;
    if (!row)
        return {};
    return row->errorCode ? QString::number(*row->errorCode)
                          : QString::fromUtf8(row->type).simplified();
}

} // namespace sendscope::ui

#include "moc_explainwiring.cpp"
