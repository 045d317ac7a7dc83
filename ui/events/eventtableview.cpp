#include "ui/events/eventtableview.h"

#include "ui/events/eventdelegate.h"
#include "ui/events/eventheader.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/tablecolumns.h"
#include "ui/events/tablecommands.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
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
    : QTableView(parent)
    , m_theme(theme)
    , m_rows(new EventTableModel(this))
    , m_header(new EventHeader(theme, this))
    , m_markers(theme, *m_rows, *this)
    , m_gutter(theme, *m_rows, *this)
{
    setAccessibleName(tr("Events"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setHorizontalHeader(m_header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);

    m_delegate = new EventDelegate(theme, *m_rows, m_colours, this);
    setItemDelegate(m_delegate);
    m_emptyNote = new EmptyNote(theme, viewport());
    m_emptyNote->hide();
    m_newChip = new Button(theme, ButtonKind::Plain, viewport());
    m_newChip->setFocusPolicy(Qt::NoFocus);
    m_newChip->hide();

    // Our slots come after the view's and the selection's own, which forget everything.
    setModel(m_rows);
    connect(m_rows, &QAbstractItemModel::modelAboutToBeReset, this, &EventTableView::beforeReset);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &EventTableView::afterReset);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &EventTableView::onRowsInserted);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &EventTableView::onScrolled);
    connect(m_emptyNote, &EmptyNote::showHiddenClicked, this, &EventTableView::showHiddenClicked);
    connect(m_emptyNote, &EmptyNote::clearClicked, this, &EventTableView::clearFilterClicked);
    connect(m_emptyNote, &EmptyNote::showClearedClicked, this, &EventTableView::showClearedClicked);
    connect(m_newChip, &QAbstractButton::clicked, this, [this] {
        // In another order there is no one place where they stand.
        isSorted() ? setFollowing(false) : follow();
    });
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
    showEmptyNote();
}

void EventTableView::setFiltered(bool isFiltered)
{
    m_empty.isFiltered = isFiltered;
    showEmptyNote();
}

void EventTableView::setHiddenMatches(qint64 rows)
{
    m_empty.hidden = rows;
    showEmptyNote();
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

void EventTableView::follow()
{
    setFollowing(!isSorted());
    updateGeometries();
    if (isSorted())
        scrollToBottom();
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

void EventTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        viewport()->update(); // the selection has another colour now
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
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    painter.setClipRegion(event->region());
    m_gutter.paint(&painter);
    m_markers.paint(&painter);
}

void EventTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
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
    QTableView::focusInEvent(event);
    viewport()->update();
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

void EventTableView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

QModelIndex EventTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (m_rows->rowCount() == 0 || (action != MoveHome && action != MoveEnd))
        return QTableView::moveCursor(action, modifiers);

    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    return m_rows->index(action == MoveHome ? 0 : m_rows->rowCount() - 1, column);
}

void EventTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_columns->fitRoom();
    placeOverlays();
}

void EventTableView::selectionChanged(const QItemSelection &selected,
                                      const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (m_isAdjusting)
        return;
    m_isChosenOld = true; // taken when rows are about to change: a million take their time
    m_toldSelected = selectedCount();
    emit selectedEventsChanged();
}

void EventTableView::updateGeometries()
{
    const QScopedValueRollback adjusting(m_isAdjusting, true);
    QTableView::updateGeometries();
    if (m_isFollowing && !isSorted())
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void EventTableView::setDimmed(bool isDimmed)
{
    m_delegate->setDimmed(isDimmed);
    viewport()->update();
}

void EventTableView::applyTheme()
{
    setFont(m_theme.fonts().body());
    m_delegate->applyTheme();
    verticalHeader()->setDefaultSectionSize(metrics::rowHeight(fontMetrics()));
    viewport()->update();
}

void EventTableView::beforeReset()
{
    if (m_isChosenOld)
        m_chosen.take(selectionModel()->selection(), m_rows->rows());
    m_isChosenOld = false;
    const int top = rowAt(0);
    const int current = currentIndex().isValid() ? currentIndex().row() : -1;
    const int visibleRows = viewport()->height() / qMax(1, verticalHeader()->defaultSectionSize());
    const bool isCurrentSeen = current >= top && top >= 0 && current < top + visibleRows;
    const int anchor = isCurrentSeen ? current : top;
    m_place = {m_rows->eventAt(anchor), anchor - top};
}

void EventTableView::afterReset()
{
    if (m_isReordered) {
        m_isFollowing = false;
        m_newestSeen = m_rows->snapshot() ? m_rows->snapshot()->newest() : event::EventId();
    }
    m_newCount = countNew();
    {
        const QScopedValueRollback adjusting(m_isAdjusting, true);
        putBack();
        doItemsLayout();
        scrollAfterReset();
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

void EventTableView::scrollAfterReset()
{
    if (m_isReordered && isSorted()) {
        verticalScrollBar()->setValue(0); // whoever sorts wants to see what comes first
        return;
    }
    if (m_isReordered) {
        scrollTo(currentIndex(), PositionAtCenter); // among its neighbours
        return;
    }
    if (m_isFollowing || m_place.anchor.isNull())
        return;
    const int anchor = isSorted()
        ? m_rows->rowOf(m_place.anchor)
        : int(std::lower_bound(m_rows->rows().begin(), m_rows->rows().end(), m_place.anchor)
              - m_rows->rows().begin());
    if (anchor >= 0)
        verticalScrollBar()->setValue(anchor - m_place.rowsAbove);
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
    if (m_isFollowing)
        return;
    m_newCount += last - first + 1;
    placeOverlays();
}

void EventTableView::onScrolled()
{
    if (m_isAdjusting || isSorted())
        return;
    setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
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

void EventTableView::setFollowing(bool isFollowing)
{
    m_isFollowing = isFollowing;
    if (isFollowing || isSorted()) {
        m_newestSeen = m_rows->snapshot() ? m_rows->snapshot()->newest() : event::EventId();
        m_newCount = 0;
    }
    placeOverlays();
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

/// In order of arrival they are counted as they are inserted.
qint64 EventTableView::countNew() const
{
    if (!isSorted())
        return 0;
    return std::count_if(m_rows->rows().begin(), m_rows->rows().end(),
                         [this](event::EventId id) { return id > m_newestSeen; });
}

void EventTableView::showEmptyNote()
{
    // Without a filter, rows are missing only because they are left out.
    const bool isAllHidden = m_rows->rowCount() == 0 && m_empty.events > 0;
    m_emptyNote->setVisible(isAllHidden);
    if (isAllHidden)
        m_emptyNote->setResult(m_empty);
    placeOverlays();
}

void EventTableView::placeOverlays()
{
    const QRect area = viewport()->rect();
    m_emptyNote->adjustSize();
    m_emptyNote->move(area.center() - m_emptyNote->rect().center());

    const bool hasNew = !m_isFollowing && m_newCount > 0;
    if (hasNew) {
        m_newChip->setText(tr("%1 new").arg(countText(m_newCount)));
        m_newChip->setGlyph(isSorted() ? Icon::None : Icon::ArrowDown);
        m_newChip->setHint(isSorted() ? tr("They stand where the order puts them. Click to count "
                                           "anew.")
                                      : tr("Follow the newest"));
        m_newChip->adjustSize();
        m_newChip->move((area.width() - m_newChip->width()) / 2,
                        area.height() - m_newChip->height() - metrics::kSpace3);
        m_newChip->raise();
    }
    m_newChip->setVisible(hasNew);
}

} // namespace sendscope::ui
