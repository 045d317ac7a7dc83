#include "ui/events/eventtableview.h"

#include "ui/actions/actions.h"
#include "ui/events/emptynote.h"
#include "ui/events/eventdelegate.h"
#include "ui/events/eventheader.h"
#include "ui/events/eventtablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/valueformat.h"

#include <QEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using Column = EventTableModel::Column;

/// A clipboard is no export: so many rows are still quick to make and to paste.
constexpr qsizetype kMostCopied = 10'000;

/// The events of one message are close to each other: so far is looked, so that a key never hangs.
constexpr int kMostSteps = 200'000;

} // namespace

EventTableView::EventTableView(const Theme &theme, const Actions &actions, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_rows(new EventTableModel(this))
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
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setHorizontalHeader(new EventHeader(theme, this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);

    m_delegate = new EventDelegate(theme, *m_rows, this);
    setItemDelegate(m_delegate);
    m_emptyNote = new EmptyNote(theme, viewport());
    m_emptyNote->hide();
    m_newChip = new Button(theme, ButtonKind::Plain, viewport());
    m_newChip->setGlyph(Icon::ArrowDown);
    m_newChip->setFocusPolicy(Qt::NoFocus);
    m_newChip->hide();

    // Our slots come after the view's and the selection's own, which forget everything.
    setModel(m_rows);
    connect(m_rows, &QAbstractItemModel::modelAboutToBeReset, this, &EventTableView::beforeReset);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &EventTableView::afterReset);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &EventTableView::onRowsInserted);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &EventTableView::onScrolled);
    connect(m_emptyNote, &EmptyNote::clearClicked, this, &EventTableView::clearFilterClicked);
    connect(m_newChip, &QAbstractButton::clicked, this, &EventTableView::follow);
    connect(&theme, &Theme::changed, this, &EventTableView::applyTheme);
    connectActions(actions);
    applyTheme();
    const QFontMetrics header(horizontalHeader()->font());
    for (int column = 0; column < EventTableModel::kColumnCount; ++column) {
        const QString title =
            m_rows->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int titleWidth = column == int(Column::Media)
            ? 0
            : header.horizontalAdvance(title) + 2 * metrics::kCellInset + 1;
        setColumnWidth(column, qMax(titleWidth, m_delegate->usualWidth(column)));
    }
    horizontalHeader()->setStretchLastSection(true);
    setColumnHidden(int(Column::Text), true);
}

EventTableView::~EventTableView() = default;

void EventTableView::setResult(const engine::QueryResult &result)
{
    m_rows->setResult(result);

    const bool isAllHidden =
        result.isComplete && m_rows->rowCount() == 0 && m_rows->snapshotCount() > 0;
    if (isAllHidden)
        m_emptyNote->setHiddenEvents(m_rows->snapshotCount());
    m_emptyNote->setVisible(isAllHidden);
    placeOverlays();
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

void EventTableView::follow()
{
    setFollowing(true);
    updateGeometries();
}

QByteArray EventTableView::columnState() const
{
    return horizontalHeader()->saveState();
}

bool EventTableView::restoreColumnState(const QByteArray &state)
{
    return horizontalHeader()->restoreState(state);
}

void EventTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        viewport()->update(); // the selection has another colour now
}

void EventTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_isAdjusting)
        return;
    m_chosenCurrent = currentEvent();
    m_toldCurrent = m_chosenCurrent;
    emit currentEventChanged(m_chosenCurrent);
}

void EventTableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
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
    fitColumns();
    placeOverlays();
}

void EventTableView::selectionChanged(const QItemSelection &selected,
                                      const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (m_isAdjusting)
        return;
    m_chosen = selectedEvents();
    m_toldSelected = qint64(m_chosen.size());
    emit selectedEventsChanged();
}

void EventTableView::updateGeometries()
{
    const QScopedValueRollback adjusting(m_isAdjusting, true);
    QTableView::updateGeometries();
    if (m_isFollowing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void EventTableView::connectActions(const Actions &actions)
{
    actions.addTableActions(this);
    connect(actions.action(ActionId::CopyRow), &QAction::triggered, this,
            [this] { copySelection(false); });
    connect(actions.action(ActionId::CopyMessageId), &QAction::triggered, this,
            [this] { copySelection(true); });
    connect(actions.action(ActionId::SelectAll), &QAction::triggered, this,
            &EventTableView::selectAll);
    connect(actions.action(ActionId::NextOfMessage), &QAction::triggered, this,
            [this] { stepInMessage(1); });
    connect(actions.action(ActionId::PreviousOfMessage), &QAction::triggered, this,
            [this] { stepInMessage(-1); });
    connect(actions.action(ActionId::FollowNewest), &QAction::triggered, this, [this] {
        setCurrentEvent(m_rows->eventAt(m_rows->rowCount() - 1));
        follow();
    });
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
    const int top = rowAt(0);
    const int current = currentIndex().isValid() ? currentIndex().row() : -1;
    const int visibleRows = viewport()->height() / qMax(1, verticalHeader()->defaultSectionSize());
    const bool isCurrentSeen = current >= top && top >= 0 && current < top + visibleRows;
    const int anchor = isCurrentSeen ? current : top;
    m_place = {m_rows->eventAt(anchor), anchor - top};
}

void EventTableView::afterReset()
{
    m_newCount = 0;
    {
        const QScopedValueRollback adjusting(m_isAdjusting, true);
        select(m_chosen, m_chosenCurrent);
        doItemsLayout();
        if (!m_isFollowing && !m_place.anchor.isNull())
            verticalScrollBar()->setValue(m_rows->firstRowFrom(m_place.anchor) - m_place.rowsAbove);
    }
    placeOverlays();
    viewport()->update();

    if (currentEvent() != m_toldCurrent) {
        m_toldCurrent = currentEvent();
        emit currentEventChanged(m_toldCurrent);
    }
    // Ids are only hidden or shown again, never exchanged, so another selection has another size.
    if (selectedCount() != m_toldSelected) {
        m_toldSelected = selectedCount();
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
    if (m_isAdjusting)
        return;
    setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
}

void EventTableView::copySelection(bool isMessageIdOnly)
{
    const index::RowList events = selectedEvents();
    QStringList lines;
    for (const event::EventId event : events) {
        if (lines.size() == kMostCopied)
            break;
        const int row = m_rows->rowOf(event);
        const auto value = [this, row](int column) {
            return m_rows->index(row, column)
                .data(EventTableModel::CopyRole)
                .toString()
                .remove(QChar(u'\0'));
        };
        QStringList cells;
        if (isMessageIdOnly) {
            cells << value(int(Column::MessageId));
        } else {
            for (int visual = 0; visual < EventTableModel::kColumnCount; ++visual) {
                const int column = horizontalHeader()->logicalIndex(visual);
                // A tab or line end inside of a value would make another cell or row of it.
                if (!horizontalHeader()->isSectionHidden(column))
                    cells << value(column)
                                 .replace(u'\t', u' ')
                                 .replace(u'\n', u' ')
                                 .replace(u'\r', u' ');
            }
        }
        lines << cells.join(u'\t');
    }
    if (!lines.isEmpty())
        emit copied(lines.join(u'\n'));
}

void EventTableView::stepInMessage(int direction)
{
    const int start = currentIndex().isValid() ? currentIndex().row() : -1;
    const std::optional<index::Row> current = m_rows->rowAt(start);
    if (!current || current->messageId.isEmpty())
        return;
    for (int step = 1; step <= kMostSteps; ++step) {
        const int row = start + step * direction;
        if (row < 0 || row >= m_rows->rowCount())
            return;
        const std::optional<index::Row> other = m_rows->rowAt(row);
        if (other && other->messageId == current->messageId) {
            setCurrentEvent(other->event);
            return;
        }
    }
}

void EventTableView::select(const index::RowList &events, event::EventId current)
{
    QItemSelection selection;
    const int lastColumn = EventTableModel::kColumnCount - 1;
    // Both lists ascend, so one walk over the rows finds all; neighbours become one range.
    auto row = m_rows->rows().begin();
    const auto begin = row;
    const auto end = m_rows->rows().end();
    int first = -1;
    int last = -1;
    const auto close = [&] {
        if (first >= 0)
            selection.append(
                QItemSelectionRange(m_rows->index(first, 0), m_rows->index(last, lastColumn)));
    };
    for (const event::EventId event : events) {
        row = std::lower_bound(row, end, event);
        if (row == end)
            break;
        if (*row != event)
            continue;
        const int place = int(row - begin);
        if (place != last + 1 || first < 0) {
            close();
            first = place;
        }
        last = place;
    }
    close();

    const int currentRow = m_rows->rowOf(current);
    const QSignalBlocker quiet(selectionModel());
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (currentRow >= 0)
        selectionModel()->setCurrentIndex(m_rows->index(currentRow, 0),
                                          QItemSelectionModel::NoUpdate);
}

void EventTableView::setFollowing(bool isFollowing)
{
    m_isFollowing = isFollowing;
    if (isFollowing)
        m_newCount = 0;
    placeOverlays();
}

void EventTableView::fitColumns()
{
    int others = 0;
    for (int column = 0; column < int(Column::Text); ++column) {
        // The last one shown is stretched, so its own width is not what it needs.
        if (!isColumnHidden(column))
            others +=
                column == int(Column::Http) ? m_delegate->usualWidth(column) : columnWidth(column);
    }
    const bool hasRoom = viewport()->width() - others >= m_delegate->usualWidth(int(Column::Text));
    if (hasRoom == m_hasRoomForText)
        return;
    m_hasRoomForText = hasRoom;
    setColumnHidden(int(Column::Text), !hasRoom);
}

void EventTableView::placeOverlays()
{
    const QRect area = viewport()->rect();
    m_emptyNote->adjustSize();
    m_emptyNote->move(area.center() - m_emptyNote->rect().center());

    const bool hasNew = !m_isFollowing && m_newCount > 0;
    if (hasNew) {
        m_newChip->setText(tr("%1 new").arg(countText(m_newCount)));
        m_newChip->setHint(tr("Follow the newest"));
        m_newChip->adjustSize();
        m_newChip->move((area.width() - m_newChip->width()) / 2,
                        area.height() - m_newChip->height() - metrics::kSpace3);
        m_newChip->raise();
    }
    m_newChip->setVisible(hasNew);
}

} // namespace sendscope::ui
