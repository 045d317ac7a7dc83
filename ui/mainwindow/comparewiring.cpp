#include "ui/mainwindow/comparewiring.h"

#include "app/engine/engine.h"
#include "app/settings/settings.h"
#include "ui/actions/actions.h"
#include "ui/difference/differencedialog.h"
#include "ui/difference/eventpairs.h"
#include "ui/events/eventtableview.h"
#include "ui/mainwindow/statusrow.h"

#include <tuple>

namespace sendscope::ui {

CompareWiring::CompareWiring(const Parts &parts, QWidget &window)
    : QObject(&window)
    , m_parts(parts)
    , m_window(window)
    , m_pairs(new EventPairs(parts.engine, this))
{
    connect(parts.actions.action(ActionId::CompareSelected), &QAction::triggered, this,
            &CompareWiring::compareSelected);
    connect(parts.actions.action(ActionId::CompareWithPrevious), &QAction::triggered, this,
            [this] { m_pairs->fetchWithPrevious(m_parts.table.currentEvent()); });
    connect(m_pairs, &EventPairs::fetched, this, &CompareWiring::show);
    connect(m_pairs, &EventPairs::failed, &parts.status, &StatusRow::setNotice);
    connect(&parts.table, &EventTableView::selectedEventsChanged, this,
            &CompareWiring::showActions);
    connect(&parts.table, &EventTableView::currentEventChanged, this, &CompareWiring::showActions);
    showActions();
}

void CompareWiring::showActions()
{
    m_parts.actions.action(ActionId::CompareSelected)
        ->setEnabled(m_parts.table.selectedCount() == 2);
    m_parts.actions.action(ActionId::CompareWithPrevious)
        ->setEnabled(!m_parts.table.currentEvent().isNull());
}

void CompareWiring::compareSelected()
{
    const index::RowList selected = m_parts.table.selectedEvents();
    if (selected.size() == 2)
        m_pairs->fetch(selected[0], selected[1]);
}

void CompareWiring::show(const StoredEvent &before, const StoredEvent &after)
{
    auto *dialog = new DifferenceDialog(
        m_parts.theme, m_parts.settings.list(settings::Key::DifferenceIgnored), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DifferenceDialog::ignoredChanged, this, [this](const QStringList &paths) {
        std::ignore = m_parts.settings.keep(settings::Key::DifferenceIgnored, paths.join(u','));
    });
    dialog->compare(before, after);
    dialog->show();
}

} // namespace sendscope::ui

#include "moc_comparewiring.cpp"
