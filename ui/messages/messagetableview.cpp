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
namespace {

/// Longer values are copied, not filtered by.
constexpr qsizetype kMostFilterBytes = 1000;

} // namespace

MessageTableView::MessageTableView(const Theme &theme, const base::Clock &clock, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_rows(new MessageTableModel(clock, this))
    , m_header(new MessageHeader(theme, *m_rows, this))
{
    setAccessibleName(tr("Messages"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setHorizontalHeader(m_header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);

    m_delegate = new MessageDelegate(theme, *m_rows, this);
    setItemDelegate(m_delegate);
    m_emptyNote = new EmptyNote(theme, viewport());
    m_emptyNote->hide();
    m_newChip = new Button(theme, ButtonKind::Plain, viewport());
    m_newChip->setFocusPolicy(Qt::NoFocus);
    m_newChip->setGlyph(Icon::ArrowDown);
    m_newChip->setHint(tr("Follow the newest"));
    m_newChip->hide();

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
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &MessageTableView::onScrolled);
    connect(m_emptyNote, &EmptyNote::clearClicked, this, &MessageTableView::clearFilterClicked);
    connect(m_emptyNote, &EmptyNote::showClearedClicked, this,
            &MessageTableView::showClearedClicked);
    connect(m_newChip, &QAbstractButton::clicked, this, &MessageTableView::follow);
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
    if (!m_isFollowing && !isSorted())
        m_newCount = std::max<qint64>(0, m_newCount + m_rows->messageCount() - before);

    m_empty.events = result.snapshot ? result.snapshot->count() : 0;
    m_empty.looked = result.isComplete ? m_empty.events : result.scannedEvents;
    if (m_isWanted && m_rows->rowOf(m_chosen) >= 0) {
        setCurrentEvent(m_chosen);
        m_told = {};
    }
    showEmptyNote();
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
    showEmptyNote();
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

void MessageTableView::follow()
{
    setFollowing(!isSorted());
    updateGeometries();
    if (isSorted())
        scrollToBottom();
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

void MessageTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        viewport()->update(); // the selection has another colour now
}

void MessageTableView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isByKey ? currentIndex() : indexAt(event->pos());
    if (index.isValid())
        openCellMenu(index, isByKey ? visualRect(index).bottomLeft() : event->pos());
}

void MessageTableView::openCellMenu(const QModelIndex &index, const QPoint &place)
{
    const auto row = m_rows->rowAt(index.row());
    if (!row)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    FilterChosen chosen;
    const auto value =
        filterOf(*m_rows->snapshot(), *row, m_rows->columns()[size_t(index.column())]);
    if (value && value->second.size() <= kMostFilterBytes) {
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
    QTableView::currentChanged(current, previous);
    if (m_isAdjusting || !current.isValid())
        return;
    m_chosen = m_rows->messageAt(current.row());
    m_chosenRecipient = m_rows->recipientAt(current.row());
    m_isWanted = false;
    if (current.row() == previous.row())
        return;
    m_told = currentEvent();
    emit currentChosen();
}

void MessageTableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
}

void MessageTableView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
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
        QTableView::keyPressEvent(event);
        follow();
        return;
    }
    QTableView::keyPressEvent(event);
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
    QTableView::mousePressEvent(event);
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

QModelIndex MessageTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (m_rows->rowCount() == 0 || (action != MoveHome && action != MoveEnd))
        return QTableView::moveCursor(action, modifiers);
    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    return m_rows->index(action == MoveHome ? 0 : m_rows->rowCount() - 1, column);
}

void MessageTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (!m_columns)
        return; // while it is being made
    m_columns->fitRoom();
    placeOverlays();
}

void MessageTableView::updateGeometries()
{
    {
        const QScopedValueRollback adjusting(m_isAdjusting, true);
        QTableView::updateGeometries();
        if (m_isFollowing && !isSorted())
            verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    }
    if (m_columns) // not while it is being made
        placeOverlays();
}

void MessageTableView::applyTheme()
{
    setFont(m_theme.fonts().body());
    m_delegate->applyTheme();
    verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight());
    viewport()->update();
}

void MessageTableView::beforeReset()
{
    const int top = rowAt(0);
    const int current = currentIndex().isValid() ? currentIndex().row() : -1;
    const int visible = viewport()->height() / qMax(1, verticalHeader()->defaultSectionSize());
    const bool isCurrentSeen = current >= top && top >= 0 && current < top + visible;
    const int anchor = isCurrentSeen ? current : top;
    m_place = {m_rows->messageAt(anchor), m_rows->recipientAt(anchor), anchor - top};
}

void MessageTableView::afterReset()
{
    if (m_isReordered)
        m_isFollowing = false;
    {
        const QScopedValueRollback adjusting(m_isAdjusting, true);
        putBack();
        doItemsLayout();
        scrollAfterReset();
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

void MessageTableView::scrollAfterReset()
{
    if (m_isReordered && isSorted()) {
        verticalScrollBar()->setValue(0); // whoever sorts wants to see what comes first
        return;
    }
    if (m_isReordered) {
        scrollTo(currentIndex(), PositionAtCenter); // among its neighbours
        return;
    }
    const int anchor = m_rows->rowOf(m_place.anchor, m_place.recipient);
    if (!m_isFollowing && anchor >= 0)
        verticalScrollBar()->setValue(anchor - m_place.rowsAbove);
}

void MessageTableView::onScrolled()
{
    if (!m_isAdjusting && !isSorted())
        setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
}

void MessageTableView::setFollowing(bool isFollowing)
{
    m_isFollowing = isFollowing;
    if (isFollowing || isSorted())
        m_newCount = 0;
    placeOverlays();
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

void MessageTableView::showEmptyNote()
{
    m_empty.isOfMessages = true;
    const bool isEmpty = m_rows->rowCount() == 0 && m_empty.events > 0;
    m_emptyNote->setVisible(isEmpty);
    if (isEmpty)
        m_emptyNote->setResult(m_empty);
    placeOverlays();
}

void MessageTableView::placeOverlays()
{
    const QRect area = viewport()->rect();
    m_emptyNote->adjustSize();
    m_emptyNote->move(area.center() - m_emptyNote->rect().center());

    const bool hasNew = !m_isFollowing && !isSorted() && m_newCount > 0;
    if (hasNew) {
        m_newChip->setText(tr("%1 new").arg(countText(m_newCount)));
        m_newChip->adjustSize();
        m_newChip->move((area.width() - m_newChip->width()) / 2,
                        area.height() - m_newChip->height() - metrics::kSpace3);
        m_newChip->raise();
    }
    m_newChip->setVisible(hasNew);
}

} // namespace sendscope::ui

#include "moc_messagetableview.cpp"
