#include "ui/keeping/removing.h"

#include "app/engine/engine.h"
#include "ui/actions/actions.h"
#include "ui/keeping/deletedialog.h"
#include "ui/keeping/removalbar.h"
#include "ui/widgets/valueformat.h"

#include <QWidget>

#include <algorithm>

namespace sendscope::ui {
namespace {

index::RowList joined(const std::vector<index::RowList> &batches)
{
    index::RowList all;
    for (const index::RowList &batch : batches)
        all.insert(all.end(), batch.begin(), batch.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace

Removing::Removing(const Theme &theme, engine::Engine &engine, const Actions &actions,
                   std::function<index::RowList()> selected, QWidget &window)
    : QObject(&window)
    , m_theme(theme)
    , m_engine(engine)
    , m_actions(actions)
    , m_selected(std::move(selected))
    , m_window(window)
    , m_bar(new RemovalBar(theme, &window))
{
    for (const ActionId id : {ActionId::DeleteEvents, ActionId::UndoDelete})
        window.addAction(actions.action(id)); // Its keys work wherever its scope says.
    connect(actions.action(ActionId::DeleteEvents), &QAction::triggered, this, &Removing::ask);
    connect(actions.action(ActionId::UndoDelete), &QAction::triggered, this, &Removing::undo);
    connect(m_bar, &RemovalBar::undoClicked, this, &Removing::undo);
    connect(&engine, &engine::Engine::statusChanged, this, &Removing::showWhatCanBeDone);
    showWhatCanBeDone();
}

void Removing::setSelected(qint64 selected)
{
    m_selectedCount = selected;
    showWhatCanBeDone();
}

void Removing::showWhatCanBeDone()
{
    const bool canKeep = m_engine.status().canKeep;
    QAction *remove = m_actions.action(ActionId::DeleteEvents);
    remove->setEnabled(canKeep && m_selectedCount > 0);
    remove->setToolTip(
        canKeep ? QString()
                : plainToolTip(tr("The capture cannot be written here: another program records "
                                  "into it, or it may only be read.")));
    m_actions.action(ActionId::UndoDelete)->setEnabled(!m_batches.empty());
}

void Removing::ask()
{
    const index::RowList events = m_selected();
    if (events.empty())
        return;
    auto *dialog = new DeleteDialog(m_theme, qint64(events.size()), &m_window);
    connect(dialog, &QDialog::accepted, this, [this, events] { remove(events); });
    dialog->open();
}

void Removing::remove(const index::RowList &events)
{
    m_batches.push_back(events);
    const index::RowList all = joined(m_batches);
    m_engine.setRemoved(all);
    if (m_engine.removed() == all)
        emit removed(events);
    else // It could be written when it was asked for, and cannot now.
        m_batches.pop_back();
    tell();
}

void Removing::undo()
{
    if (m_batches.empty())
        return;
    m_batches.pop_back();
    m_engine.setRemoved(joined(m_batches));
    tell();
}

/// About the newest one that can be taken back.
void Removing::tell()
{
    const qint64 count = m_batches.empty() ? 0 : qint64(m_batches.back().size());
    m_bar->say(count == 0       ? QString()
                   : count == 1 ? tr("1 event removed.")
                                : tr("%1 events removed.").arg(countText(count)));
    showWhatCanBeDone();
}

} // namespace sendscope::ui

#include "moc_removing.cpp"
