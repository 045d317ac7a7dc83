#include "ui/events/eventtableview.h"

#include "ui/events/eventdelegate.h"
#include "ui/events/eventheader.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/tablecolumns.h"
#include "ui/events/tablecommands.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>

namespace sendscope::ui {

EventTableView::EventTableView(const Theme &theme, const Actions &actions, QWidget *parent)
    : LiveTable(theme, parent)
    , m_rows(new EventTableModel(this))
    , m_header(new EventHeader(theme, this))
    , m_markers(theme, *m_rows, *this)
    , m_gutter(theme, *m_rows, *this)
{
    setAccessibleName(tr("Events"));
    setSelectionMode(ExtendedSelection);
    setHorizontalHeader(m_header);
    m_delegate = new EventDelegate(theme, *m_rows, m_colours, this);
    setItemDelegate(m_delegate);

    // Our slots come after the view's and the selection's own, which forget everything.
    setModel(m_rows);
    connect(m_rows, &QAbstractItemModel::modelAboutToBeReset, this, &EventTableView::beforeReset);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &EventTableView::afterReset);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &EventTableView::onRowsInserted);
    connect(&theme, &Theme::changed, this, &EventTableView::applyTheme);
    m_columns = new TableColumns(*this, *m_header, *m_rows, *m_delegate);
    applyTheme();
    m_commands = new TableCommands(theme, actions, *this, *m_rows, *m_header, *m_columns);
    connect(m_columns, &TableColumns::changed, this, &EventTableView::onColumnsChanged);
    connect(m_columns, &TableColumns::added, this, [this] {
        updateGeometries(); // so that it has a place to be scrolled to
        horizontalScrollBar()->setValue(horizontalScrollBar()->maximum());
    });
    m_columns->reset();
}

EventTableView::~EventTableView() = default;

void EventTableView::setResult(const engine::QueryResult &result)
{
    m_isReordered = result.order != m_rows->order();
    m_rows->setResult(result);
    m_isReordered = false;
    m_gutter.show(currentEvent());
    if (result.snapshot && result.snapshot->later().hasAttempts())
        columns().makeRoomForAnswers();

    m_empty.events =
        result.snapshot ? result.snapshot->count() - qint64(result.snapshot->removed()->size()) : 0;
    m_empty.looked =
        result.isComplete ? m_empty.events : qMin(m_empty.events, result.scannedEvents);
    showEmptyNote(m_empty);
}

void EventTableView::setFiltered(bool isFiltered)
{
    m_empty.isFiltered = isFiltered;
    showEmptyNote(m_empty);
}

void EventTableView::setHiddenMatches(qint64 rows)
{
    m_empty.hidden = rows;
    showEmptyNote(m_empty);
}

void EventTableView::setRowRules(const RowRules &rules)
{
    m_colours.setRules(rules);
    viewport()->update();
}

void EventTableView::setOrder(const index::Order &order)
{
    m_rows->setAskedOrder(order);
}

event::EventId EventTableView::currentEvent() const
{
    return m_rows->eventAt(currentIndex().isValid() ? currentIndex().row() : -1);
}

index::RowList EventTableView::selectedEvents() const
{
    index::RowList events;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        const auto first = m_rows->rows().begin() + range.top();
        events.insert(events.end(), first, first + range.height());
    }
    if (!std::is_sorted(events.begin(), events.end()))
        std::sort(events.begin(), events.end());
    return events;
}

qint64 EventTableView::selectedCount() const
{
    qint64 count = 0;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        count += range.height();
    return count;
}

void EventTableView::setCurrentEvent(event::EventId event)
{
    const int row = m_rows->rowOf(event);
    if (row < 0)
        return;
    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    selectionModel()->setCurrentIndex(m_rows->index(row, column),
                                      QItemSelectionModel::ClearAndSelect
                                          | QItemSelectionModel::Rows);
    scrollTo(m_rows->index(row, column));
}

void EventTableView::leave(const index::RowList &events)
{
    const auto isOneOf = [&events](event::EventId event) {
        return std::binary_search(events.begin(), events.end(), event);
    };
    if (!isOneOf(currentEvent()))
        return;
    int row = currentIndex().row();
    while (row < m_rows->rowCount() && isOneOf(m_rows->eventAt(row)))
        ++row;
    if (row == m_rows->rowCount()) {
        while (row > 0 && isOneOf(m_rows->eventAt(row - 1)))
            --row;
        --row;
    }
    setCurrentEvent(m_rows->eventAt(row));
}

void EventTableView::selectEvents(const index::RowList &events, event::EventId current)
{
    QItemSelection selection;
    int currentRow = -1;
    for (const event::EventId event : events) {
        const int row = m_rows->rowOf(event);
        if (row < 0)
            continue;
        selection.append({m_rows->index(row, 0), m_rows->index(row, m_rows->columnCount() - 1)});
        if (event == current || currentRow < 0 || m_rows->eventAt(currentRow) != current)
            currentRow = row;
    }
    if (currentRow < 0) {
        selectionModel()->clear();
        return;
    }
    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    selectionModel()->setCurrentIndex(m_rows->index(currentRow, column),
                                      QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_chosenCurrent = current;
}

void EventTableView::showCurrent()
{
    m_chosenCurrent = currentEvent();
    if (currentIndex().isValid())
        scrollTo(currentIndex());
}

QByteArray EventTableView::columnState() const
{
    return printColumns(m_columns->shown());
}

bool EventTableView::restoreColumnState(const QByteArray &state)
{
    const auto columns = readColumns(state);
    if (columns)
        m_columns->setShown(*columns);
    return columns.has_value();
}

void EventTableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!openMarkerMenu(*event))
        m_commands->openCellMenu(*event);
}

/// False where no marker's line is meant.
bool EventTableView::openMarkerMenu(const QContextMenuEvent &event)
{
    if (event.reason() == QContextMenuEvent::Keyboard)
        return false;
    const auto line = m_markers.at(event.pos());
    if (!line)
        return false;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString shown = onOneLine(line->newest).replace(u'&', QStringLiteral("&&"));
    menu->addAction(tr("&Only what came after \u201c%1\u201d").arg(shown), this,
                    [this, marker = line->newest] { emit afterMarkerAsked(marker); });
    menu->popup(viewport()->mapToGlobal(event.pos()));
    return true;
}

void EventTableView::paintEvent(QPaintEvent *event)
{
    LiveTable::paintEvent(event);
    QPainter painter(viewport());
    painter.setClipRegion(event->region());
    m_gutter.paint(&painter);
    m_markers.paint(&painter);
}

void EventTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    LiveTable::currentChanged(current, previous);
    if (m_isAdjusting)
        return;
    m_chosenCurrent = currentEvent();
    if (current.isValid()) {
        m_chosenField = m_rows->columns()[size_t(current.column())];
        tellField(current);
    }
    if (m_chosenCurrent == m_toldCurrent)
        return;
    m_toldCurrent = m_chosenCurrent;
    m_gutter.show(m_chosenCurrent);
    emit currentEventChanged(m_chosenCurrent);
}

void EventTableView::focusInEvent(QFocusEvent *event)
{
    LiveTable::focusInEvent(event);
    tellSelectedField();
}

void EventTableView::tellSelectedField()
{
    if (const QModelIndex current = currentIndex(); current.isValid())
        tellField(current);
}

void EventTableView::setNames(const filter::Names &names)
{
    m_rows->setNames(names);
}

void EventTableView::tellField(const QModelIndex &current)
{
    const Cell cell = m_rows->cellAt(current.row(), current.column());
    emit selectedFieldChanged(cell.field, isFilterable(cell) ? filterValue(cell) : QByteArray());
}

void EventTableView::fitRoom()
{
    m_columns->fitRoom();
}

void EventTableView::selectionChanged(const QItemSelection &selected,
                                      const QItemSelection &deselected)
{
    LiveTable::selectionChanged(selected, deselected);
    if (m_isAdjusting)
        return;
    m_isChosenOld = true; // taken when rows are about to change: a million take their time
    m_toldSelected = selectedCount();
    emit selectedEventsChanged();
}

void EventTableView::setDimmed(bool isDimmed)
{
    m_delegate->setDimmed(isDimmed);
    viewport()->update();
}

void EventTableView::applyTheme()
{
    setFont(theme().fonts().body());
    m_delegate->applyTheme();
    verticalHeader()->setDefaultSectionSize(metrics::rowHeight(fontMetrics()));
    viewport()->update();
}

void EventTableView::beforeReset()
{
    if (m_isChosenOld)
        m_chosen.take(selectionModel()->selection(), m_rows->rows());
    m_isChosenOld = false;
    const Anchor kept = anchor();
    m_place = {m_rows->eventAt(kept.row), kept.rowsAbove};
}

void EventTableView::afterReset()
{
    if (m_isReordered) {
        setFollowing(false);
        onCaughtUp();
    }
    setNewCount(countNew());
    {
        const QScopedValueRollback adjusting(m_isAdjusting, true);
        putBack();
        doItemsLayout();
        scrollAfterReset(m_isReordered, rowOfAnchor(), m_place.rowsAbove);
    }
    placeOverlays();
    viewport()->update();
    tellChanges();
}

/// Selects what was selected, where it stands now.
void EventTableView::putBack()
{
    const int currentRow = m_rows->rowOf(m_chosenCurrent);
    const int lastColumn = m_rows->columnCount() - 1;
    QItemSelection selection;
    // Where the selection is scattered over too many ranges, the current row alone stays selected;
    // all of it is again in an order or a filter that brings it together.
    const auto ranges = m_chosen.rangesIn(*m_rows);
    const RowRange current{currentRow, currentRow};
    const std::vector<RowRange> alone(currentRow >= 0 ? 1 : 0, current);
    for (const auto &[first, last] : ranges ? *ranges : alone)
        selection.append({m_rows->index(first, 0), m_rows->index(last, lastColumn)});

    const QSignalBlocker quiet(selectionModel());
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (currentRow >= 0)
        selectionModel()->setCurrentIndex(
            m_rows->index(currentRow, qMax(0, m_rows->columnOf(m_chosenField))),
            QItemSelectionModel::NoUpdate);
}

/// Where rows stand by id, that of the next one where the anchor's event is gone; -1: none.
int EventTableView::rowOfAnchor() const
{
    if (m_place.event.isNull() || isSorted())
        return m_rows->rowOf(m_place.event);
    return int(std::lower_bound(m_rows->rows().begin(), m_rows->rows().end(), m_place.event)
               - m_rows->rows().begin());
}

void EventTableView::tellChanges()
{
    if (currentEvent() != m_toldCurrent) {
        m_toldCurrent = currentEvent();
        emit currentEventChanged(m_toldCurrent);
    }
    // Ids are only hidden or shown again, never exchanged, so another selection has another size.
    if (const qint64 selected = selectedCount(); selected != m_toldSelected) {
        m_toldSelected = selected;
        emit selectedEventsChanged();
    }
}

void EventTableView::onRowsInserted(const QModelIndex &, int first, int last)
{
    if (!isFollowing())
        setNewCount(newCount() + last - first + 1);
}

CopySource EventTableView::copySource() const
{
    CopySource source{
        .snapshot = m_rows->snapshot(), .chosen = selectedCount(), .events = {}, .fields = {}};
    for (const EventColumn &column : m_columns->shown().columns)
        source.fields.push_back(column.field);
    if (source.chosen > kMostCopiedRows)
        return source; // nobody copies them, so nobody gathers them

    std::vector<RowRange> ranges;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        ranges.emplace_back(range.top(), range.bottom());
    std::sort(ranges.begin(), ranges.end());
    for (const auto &[first, last] : ranges) {
        const auto begin = m_rows->rows().begin();
        source.events.insert(source.events.end(), begin + first, begin + last + 1);
    }
    return source;
}

void EventTableView::onColumnsChanged()
{
    // Rows sorted by what is not to be seen would look shuffled.
    const index::Order &order = m_rows->askedOrder();
    if (!order.isArrival() && !m_columns->has(order.field))
        emit orderAsked({});
    placeOverlays();
}

bool EventTableView::isSorted() const
{
    return !m_rows->order().isArrival();
}

void EventTableView::onCaughtUp()
{
    m_newestSeen = m_rows->snapshot() ? m_rows->snapshot()->newest() : event::EventId();
}

/// In order of arrival they are counted as they are inserted.
qint64 EventTableView::countNew() const
{
    if (!isSorted())
        return 0;
    return std::count_if(m_rows->rows().begin(), m_rows->rows().end(),
                         [this](event::EventId id) { return id > m_newestSeen; });
}

} // namespace sendscope::ui
