#include "ui/events/tablecommands.h"

#include "ui/actions/actions.h"
#include "ui/events/cellmenu.h"
#include "ui/events/columndialog.h"
#include "ui/events/columnmenu.h"
#include "ui/events/eventheader.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/eventtableview.h"
#include "ui/events/tablecolumns.h"

#include <QContextMenuEvent>

#include <algorithm>

namespace sendscope::ui {
namespace {

/// Of a message so many events are looked at, so that a key never hangs.
constexpr size_t kMostSteps = 10'000;

bool canName(const Cell &cell)
{
    return !cell.value.texts.empty() && filter::canHaveNames(cell.field) && isFilterable(cell);
}

} // namespace

TableCommands::TableCommands(const Theme &theme, const Actions &actions, EventTableView &view,
                             EventTableModel &rows, EventHeader &header, TableColumns &columns)
    : QObject(&view)
    , m_theme(theme)
    , m_actions(actions)
    , m_view(view)
    , m_rows(rows)
    , m_header(header)
    , m_columns(columns)
{
    connectActions();
    connectCopying();
    connect(&header, &QHeaderView::sectionClicked, this, &TableCommands::sortBy);
    connect(&header, &EventHeader::menuAsked, this, &TableCommands::openColumnMenu);
}

void TableCommands::connectActions()
{
    m_actions.addTableActions(&m_view);
    const auto on = [this](ActionId id, auto &&act) {
        connect(m_actions.action(id), &QAction::triggered, this, std::forward<decltype(act)>(act));
    };
    on(ActionId::SelectAll, [this] { m_view.selectAll(); });
    on(ActionId::NextOfMessage, [this] { stepInMessage(1); });
    on(ActionId::PreviousOfMessage, [this] { stepInMessage(-1); });
    on(ActionId::FollowNewest, [this] {
        m_view.setCurrentEvent(m_rows.eventAt(m_rows.rowCount() - 1));
        m_view.follow();
    });
    for (const bool applies : {true, false}) {
        on(applies ? ActionId::FilterByCell : ActionId::PrepareByCell, [this, applies] {
            if (const FilterChosen chosen = filterByCurrent())
                chosen(FilterJoin::Is, applies);
        });
    }
    on(ActionId::HideColumn, [this] {
        if (m_view.currentIndex().isValid())
            m_columns.remove(m_rows.columns()[size_t(m_view.currentIndex().column())]);
    });
    on(ActionId::ShowColumns, [this] {
        const int column = m_view.currentIndex().isValid() ? m_view.currentIndex().column() : -1;
        openColumnMenu(column, m_header.mapToGlobal(m_header.rect().bottomLeft()));
    });
}

void TableCommands::connectCopying()
{
    const auto on = [this](ActionId id, CopyFormat format) {
        connect(m_actions.action(id), &QAction::triggered, this,
                [this, format] { emit m_view.copyAsked(format); });
    };
    on(ActionId::CopyRow, CopyFormat::Text);
    on(ActionId::CopyAsText, CopyFormat::Text);
    on(ActionId::CopyAsTsv, CopyFormat::Tsv);
    on(ActionId::CopyAsJson, CopyFormat::Json);
    on(ActionId::CopyAsCurl, CopyFormat::Curl);
    on(ActionId::CopyMessageId, CopyFormat::MessageIds);
    on(ActionId::CopyForTicket, CopyFormat::Ticket);
    connect(m_actions.action(ActionId::CopyValue), &QAction::triggered, this,
            &TableCommands::copyValue);
    connect(m_actions.action(ActionId::NameValue), &QAction::triggered, this,
            &TableCommands::nameValue);
    connect(m_actions.action(ActionId::CopyAs), &QAction::triggered, this,
            &TableCommands::openCopyMenu);
}

/// To the row after or before the current one, as they stand, that is of its message.
void TableCommands::stepInMessage(int direction)
{
    const event::EventId current = m_view.currentEvent();
    const auto message = m_rows.snapshot() ? m_rows.snapshot()->message(current) : std::nullopt;
    if (!message)
        return;
    const int start = m_rows.rowOf(current);
    int nearest = -1;
    for (const event::EventId event :
         message->events.first(std::min(message->events.size(), kMostSteps))) {
        const int row = m_rows.rowOf(event);
        const bool isThere = row >= 0 && (row - start) * direction > 0;
        if (isThere && (nearest < 0 || (nearest - row) * direction > 0))
            nearest = row;
    }
    if (nearest >= 0)
        m_view.setCurrentEvent(m_rows.eventAt(nearest));
}

void TableCommands::openColumnMenu(int column, const QPoint &globalPosition)
{
    std::optional<event::FieldRef> clicked;
    if (column >= 0)
        clicked = m_rows.columns()[size_t(column)];
    auto *menu = new ColumnMenu(m_rows.columns(), clicked, m_rows.askedOrder(), &m_view);
    connect(menu, &ColumnMenu::columnAsked, &m_columns,
            [this](const event::FieldRef &field, bool isShown) {
                isShown ? m_columns.add(field) : m_columns.remove(field);
            });
    connect(menu, &ColumnMenu::otherColumnAsked, this, &TableCommands::askForColumn);
    connect(menu, &ColumnMenu::orderAsked, &m_view, &EventTableView::orderAsked);
    connect(menu, &ColumnMenu::fitAsked, &m_columns, &TableColumns::fit);
    connect(menu, &ColumnMenu::resetAsked, &m_columns, &TableColumns::reset);
    menu->popup(globalPosition);
}

void TableCommands::askForColumn()
{
    auto *dialog = new ColumnDialog(m_theme, m_view.window());
    connect(dialog, &ColumnDialog::columnChosen, &m_columns, &TableColumns::add);
    dialog->open();
}

/// Least first, then greatest first, then as they arrive, which is least first by the number.
void TableCommands::sortBy(int column)
{
    const event::FieldRef &field = m_rows.columns()[size_t(column)];
    const index::Order &order = m_rows.askedOrder();
    if (order.field != field)
        emit m_view.orderAsked({.field = field, .isDescending = false});
    else if (!order.isDescending)
        emit m_view.orderAsked({.field = field, .isDescending = true});
    else
        emit m_view.orderAsked({});
}

std::optional<Cell> TableCommands::currentCell() const
{
    const QModelIndex current = m_view.currentIndex();
    if (!current.isValid())
        return std::nullopt;
    return m_rows.cellAt(current.row(), current.column());
}

/// Null where the current cell is nothing to filter by.
FilterChosen TableCommands::filterByCurrent()
{
    const std::optional<Cell> cell = currentCell();
    if (!cell || !isFilterable(*cell))
        return {};
    return [this, field = cell->field, value = filterValue(*cell)](FilterJoin join, bool applies) {
        emit m_view.filterAsked(field, value, join, applies);
    };
}

void TableCommands::nameValue()
{
    if (const std::optional<Cell> cell = currentCell(); cell && canName(*cell))
        emit m_view.nameAsked(cell->value.texts.front().toByteArray());
}

void TableCommands::copyValue()
{
    if (const std::optional<Cell> cell = currentCell(); cell && !cell->value.isEmpty())
        emit m_view.valueCopied(forClipboard(wholeText(*cell)));
}

void TableCommands::openCopyMenu()
{
    QMenu *menu = makeCopyMenu(m_actions, &m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(
        m_view.viewport()->mapToGlobal(m_view.visualRect(m_view.currentIndex()).bottomLeft()));
}

void TableCommands::openCellMenu(const QContextMenuEvent &event)
{
    const bool isByKey = event.reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isByKey ? m_view.currentIndex() : m_view.indexAt(event.pos());
    if (!index.isValid())
        return;
    if (isByKey)
        m_view.scrollTo(index);
    const QPoint place = isByKey ? m_view.visualRect(index).bottomLeft() : event.pos();
    const std::optional<Cell> cell = currentCell();
    m_actions.action(ActionId::NameValue)->setEnabled(cell && canName(*cell));
    QMenu *menu = makeCellMenu(m_actions, filterByCurrent(), &m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(m_view.viewport()->mapToGlobal(place));
}

} // namespace sendscope::ui
