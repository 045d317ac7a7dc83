#include "ui/mainwindow/foldwiring.h"

#include "app/engine/query.h"
#include "ui/actions/actions.h"
#include "ui/events/eventtableview.h"
#include "ui/mainwindow/windowstate.h"

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr auto kShowsRepeats = "table/repeats"_L1;

/// What the event repeats, or itself where it came again; null: neither.
event::EventId firstOf(const index::Snapshot *snapshot, event::EventId event)
{
    if (!snapshot || event.isNull())
        return {};
    if (const auto first = snapshot->cell(event, event::Field::RepeatOf).number)
        return {*first};
    const auto repeats = snapshot->cell(event, event::Field::Repeats).number;
    return repeats.value_or(0) > 0 ? event : event::EventId();
}

} // namespace

FoldWiring::FoldWiring(const Parts &parts, QWidget &window)
    : QObject(&window)
    , m_parts(parts)
{
    QAction *all = parts.actions.action(ActionId::ShowRepeats);
    window.addAction(all);
    const bool showsAll = parts.state.value(kShowsRepeats) == "shown";
    all->setChecked(showsAll);
    setFolds(!showsAll);
    connect(all, &QAction::triggered, this, [this](bool isChecked) {
        m_parts.state.keep(kShowsRepeats, isChecked ? "shown"_ba : "folded"_ba);
        setFolds(!isChecked);
    });
    connect(parts.actions.action(ActionId::TurnRepeats), &QAction::triggered, this,
            &FoldWiring::turnOver);
    connect(&parts.table, &EventTableView::currentEventChanged, this,
            &FoldWiring::showWhatCanBeDone);
    // Also once the event that is looked at has come again.
    connect(&parts.query, &engine::Query::resultChanged, this, &FoldWiring::showWhatCanBeDone);
    showWhatCanBeDone();
}

void FoldWiring::setFolds(bool folds)
{
    m_parts.query.setFold({.isOn = folds, .open = {}});
    showWhatCanBeDone();
}

void FoldWiring::turnOver()
{
    const engine::QueryResult &result = m_parts.query.result();
    const event::EventId first = firstOf(result.snapshot.get(), m_parts.table.currentEvent());
    engine::Fold fold = m_parts.query.fold();
    if (first.isNull() || !fold.isOn)
        return;
    fold.setOpen(first, !fold.isOpen(first));
    // The row that goes does not take the place along that a person looked at.
    if (!fold.isOpen(first))
        m_parts.table.setCurrentEvent(first);
    m_parts.query.setFold(fold);
}

void FoldWiring::showWhatCanBeDone()
{
    const auto first = firstOf(m_parts.query.result().snapshot.get(), m_parts.table.currentEvent());
    m_parts.actions.action(ActionId::TurnRepeats)
        ->setEnabled(!first.isNull() && m_parts.query.fold().isOn);
}

} // namespace sendscope::ui

#include "moc_foldwiring.cpp"
