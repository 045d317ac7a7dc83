#include "ui/messages/messagetableview.h"

#include "app/index/eventsofmessage.h"
#include "ui/messages/messagecell.h"
#include "ui/messages/messagedelegate.h"
#include "ui/messages/messageheader.h"
#include "ui/messages/messagetablecolumns.h"
#include "ui/messages/messagetablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filtermenu.h"
#include "ui/widgets/valueformat.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>

using namespace std::chrono_literals;

namespace sendscope::ui {
MessageTableView::MessageTableView(const Theme &theme, const base::Clock &clock, QWidget *parent)
    : LiveTable(theme, parent)
    , m_rows(new MessageTableModel(clock, this))
    , m_header(new MessageHeader(theme, *m_rows, this))
{
    m_empty.isOfMessages = true;
    setAccessibleName(tr("Messages"));
    setSelectionMode(SingleSelection);
    setHorizontalHeader(m_header);
    m_delegate = new MessageDelegate(theme, *m_rows, this);
    setItemDelegate(m_delegate);

    // Our slots come after the view's and the selection's own, which forget everything.
    setModel(m_rows);
    connectModel();
    m_columns = new MessageTableColumns(*this, *m_header, *m_rows, *m_delegate);
    connect(m_columns, &MessageTableColumns::orderAsked, this, &MessageTableView::orderAsked);
    connect(&theme, &Theme::changed, this, &MessageTableView::applyTheme);
    applyTheme();
    m_columns->reset();
}

MessageTableView::~MessageTableView() = default;

void MessageTableView::connectModel()
{
    connect(m_rows, &QAbstractItemModel::modelAboutToBeReset, this, &MessageTableView::beforeReset);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &MessageTableView::afterReset);
    connect(m_header, &QHeaderView::sectionClicked, this, &MessageTableView::sortBy);
    connect(m_header, &TableHeader::menuAsked, this,
            [this](int, const QPoint &place) { m_columns->makeMenu()->popup(place); });
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &MessageTableView::countOn);
    m_second.start();
}

void MessageTableView::setResult(const engine::QueryResult &result)
{
    const qsizetype before = m_rows->messageCount();
    m_isReordered = result.order != m_rows->order();
    m_rows->setResult(result);
    m_isReordered = false;
    if (!isFollowing() && !isSorted())
        setNewCount(std::max<qint64>(0, newCount() + m_rows->messageCount() - before));

    m_empty.events = result.snapshot ? result.snapshot->count() : 0;
    m_empty.looked = result.isComplete ? m_empty.events : result.scannedEvents;
    if (m_isWanted && m_rows->rowOf(m_chosen) >= 0) {
        setCurrentEvent(m_chosen);
        m_told = {};
    }
    showEmptyNote(m_empty);
    tellChanges(); // what says most about a message may be another event now
}

void MessageTableView::setOrder(const index::Order &order)
{
    m_rows->setAskedOrder(order);
}

void MessageTableView::setFiltered(bool isFiltered, qint64 cleared)
{
    m_empty.isFiltered = isFiltered;
    m_empty.cleared = cleared;
    showEmptyNote(m_empty);
}

void MessageTableView::setNames(const filter::Names &names)
{
    m_rows->setNames(names);
}

void MessageTableView::setDimmed(bool isDimmed)
{
    m_delegate->setDimmed(isDimmed);
    viewport()->update();
}

event::EventId MessageTableView::currentEvent() const
{
    const auto row = m_rows->rowAt(currentIndex().isValid() ? currentIndex().row() : -1);
    return row ? tellingEvent(*m_rows->snapshot(), *row) : event::EventId();
}

std::vector<event::EventId> MessageTableView::currentEvents() const
{
    const auto row = m_rows->rowAt(currentIndex().isValid() ? currentIndex().row() : -1);
    if (!row)
        return {};
    std::vector<event::EventId> events =
        index::eventsOfMessage(*m_rows->snapshot(), row->message.events.front());
    if (row->isPart) {
        std::erase_if(events, [&](event::EventId event) {
            const index::Recipient *recipient = m_rows->snapshot()->recipient(event);
            return recipient && recipient != row->recipient;
        });
    }
    return events;
}

QByteArray MessageTableView::currentId() const
{
    const auto row = m_rows->rowAt(currentIndex().isValid() ? currentIndex().row() : -1);
    return row ? row->message.id.toByteArray() : QByteArray();
}

void MessageTableView::setCurrentEvent(event::EventId event)
{
    const int row = m_rows->rowOf(event);
    m_chosen = event;
    m_chosenRecipient = -1;
    m_isWanted = row < 0 && !event.isNull();
    {
        const QScopedValueRollback adjusting(m_isAdjusting, true);
        if (row < 0) {
            selectionModel()->clear();
        } else {
            const QModelIndex index = m_rows->index(row, 0);
            selectionModel()->setCurrentIndex(
                index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
            scrollTo(index);
        }
    }
    if (row >= 0)
        onScrolled();
    m_told = currentEvent();
}

QByteArray MessageTableView::columnState() const
{
    return printMessageColumns(m_columns->shown());
}

bool MessageTableView::restoreColumnState(const QByteArray &state)
{
    const auto columns = readMessageColumns(state);
    if (columns)
        m_columns->setShown(*columns);
    return columns.has_value();
}

void MessageTableView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isByKey ? currentIndex() : indexAt(event->pos());
    if (index.isValid())
        openCellMenu(index, isByKey ? visualRect(index).bottomLeft() : event->pos());
}

std::optional<std::pair<event::Field, QByteArray>>
MessageTableView::filterAt(const QModelIndex &index) const
{
    const auto row = index.isValid() ? m_rows->rowAt(index.row()) : std::nullopt;
    if (!row)
        return std::nullopt;
    auto value = filterOf(*m_rows->snapshot(), *row, m_rows->columns()[size_t(index.column())]);
    return value && isFilterable(value->second) ? value : std::nullopt;
}

void MessageTableView::tellSelectedField()
{
    if (const auto value = filterAt(currentIndex()))
        emit selectedFieldChanged(value->first, value->second);
    else
        emit selectedFieldCleared();
}

void MessageTableView::focusInEvent(QFocusEvent *event)
{
    LiveTable::focusInEvent(event);
    tellSelectedField();
}

void MessageTableView::openCellMenu(const QModelIndex &index, const QPoint &place)
{
    const auto row = m_rows->rowAt(index.row());
    if (!row)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    FilterChosen chosen;
    if (const auto value = filterAt(index)) {
        chosen = [this, value = *value](FilterJoin join, bool applies) {
            emit filterAsked(value.first, value.second, join, applies);
        };
    }
    addFilterMenus(*menu, chosen);
    menu->addSeparator();
    menu->addAction(tr("Show its &events"), this, &MessageTableView::eventsAsked);
    if (row->isGroup()) {
        menu->addAction(m_rows->isOpen(index.row()) ? tr("&Fold the group") : tr("&Open the group"),
                        this, [this, at = index.row()] { fold(at); });
    }
    menu->addSeparator();
    const QString copy = index.data(MessageTableModel::CopyRole).toString().remove(QChar(u'\0'));
    menu->addAction(tr("Copy &value"), this, [this, copy] { emit valueCopied(copy); })
        ->setEnabled(!copy.isEmpty());
    menu->addActions(actions());
    menu->popup(viewport()->mapToGlobal(place));
}

void MessageTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    LiveTable::currentChanged(current, previous);
    if (m_isAdjusting || !current.isValid())
        return;
    m_chosen = m_rows->messageAt(current.row());
    m_chosenRecipient = m_rows->recipientAt(current.row());
    m_isWanted = false;
    tellSelectedField();
    if (current.row() == previous.row())
        return;
    m_told = currentEvent();
    emit currentChosen();
}

void MessageTableView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (isPlain && foldByKey(event->key()))
        return;
    if (isPlain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && currentIndex().isValid()) {
        emit eventsAsked();
        return;
    }
    if (isPlain && event->key() == Qt::Key_End) {
        LiveTable::keyPressEvent(event);
        follow();
        return;
    }
    LiveTable::keyPressEvent(event);
}

/// Right opens a group, Left folds it, also from one of its recipients.
bool MessageTableView::foldByKey(int key)
{
    const int row = currentIndex().isValid() ? currentIndex().row() : -1;
    if (key == Qt::Key_Right && m_rows->isFoldable(row) && !m_rows->isOpen(row)) {
        fold(row);
        return true;
    }
    if (key != Qt::Key_Left || row < 0)
        return false;
    const int group = row - 1 - m_rows->recipientAt(row);
    if (m_rows->recipientAt(row) >= 0) {
        setCurrentIndex(m_rows->index(group, currentIndex().column()));
        return true;
    }
    if (!m_rows->isOpen(row))
        return false;
    fold(row);
    return true;
}

void MessageTableView::fold(int row)
{
    m_rows->setOpen(row, !m_rows->isOpen(row));
    placeOverlays();
}

void MessageTableView::mousePressEvent(QMouseEvent *event)
{
    const QPoint place = event->position().toPoint();
    const QModelIndex index = indexAt(place);
    LiveTable::mousePressEvent(event);
    const bool isState =
        index.isValid() && m_rows->columns()[size_t(index.column())] == MessageColumn::State;
    if (event->button() == Qt::LeftButton && isState && m_rows->isFoldable(index.row())
        && m_delegate->foldRect(visualRect(index)).contains(place))
        fold(index.row());
}

void MessageTableView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint place = event->position().toPoint();
    const QModelIndex index = indexAt(place);
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    const bool isState = m_rows->columns()[size_t(index.column())] == MessageColumn::State;
    if (isState && m_rows->isFoldable(index.row())
        && m_delegate->foldRect(visualRect(index)).contains(place))
        fold(index.row());
    else
        emit eventsAsked();
}

void MessageTableView::fitRoom()
{
    m_columns->fitRoom();
}

void MessageTableView::applyTheme()
{
    setFont(theme().fonts().body());
    m_delegate->applyTheme();
    verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight());
    viewport()->update();
}

void MessageTableView::beforeReset()
{
    const Anchor kept = anchor();
    m_place = {m_rows->messageAt(kept.row), m_rows->recipientAt(kept.row), kept.rowsAbove};
}

void MessageTableView::afterReset()
{
    if (m_isReordered)
        setFollowing(false);
    {
        const QScopedValueRollback adjusting(m_isAdjusting, true);
        putBack();
        doItemsLayout();
        scrollAfterReset(m_isReordered, m_rows->rowOf(m_place.message, m_place.recipient),
                         m_place.rowsAbove);
    }
    placeOverlays();
    viewport()->update();
}

/// Selects what was chosen, where it stands now.
void MessageTableView::putBack()
{
    const int row = m_rows->rowOf(m_chosen, m_chosenRecipient);
    const QSignalBlocker quiet(selectionModel());
    if (row < 0) {
        selectionModel()->clear();
        return;
    }
    selectionModel()->setCurrentIndex(
        m_rows->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

bool MessageTableView::isSorted() const
{
    return !m_rows->order().isArrival();
}

/// Least first, then greatest first, then as they arrive.
void MessageTableView::sortBy(int column)
{
    const auto field = orderFieldOf(m_rows->columns()[size_t(column)]);
    if (!field)
        return;
    const index::Order &order = m_rows->askedOrder();
    if (order.field != event::FieldRef(*field))
        emit orderAsked({.field = *field, .isDescending = false, .isOfMessage = true});
    else if (!order.isDescending)
        emit orderAsked({.field = *field, .isDescending = true, .isOfMessage = true});
    else
        emit orderAsked({});
}

void MessageTableView::tellChanges()
{
    const event::EventId current = currentEvent();
    if (current == m_told)
        return;
    m_told = current;
    emit currentWentOn();
}

/// What is open in sight goes on.
void MessageTableView::countOn()
{
    if (!isVisible() || !m_rows->snapshot()
        || !m_rows->snapshot()->messages().judgement().recorded.goesOn())
        return;
    const int top = rowAt(0);
    const int bottom = rowAt(viewport()->height() - 1);
    const int last = bottom < 0 ? m_rows->rowCount() - 1 : bottom;
    for (int row = std::max(top, 0); row <= last; ++row) {
        const auto at = m_rows->rowAt(row);
        if (at && !isFinal(at->message.state)) {
            viewport()->update();
            return;
        }
    }
}

} // namespace sendscope::ui

#include "moc_messagetableview.cpp"
