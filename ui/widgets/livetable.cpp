#include "ui/widgets/livetable.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/valueformat.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace sendscope::ui {

LiveTable::LiveTable(const Theme &theme, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_emptyNote(new EmptyNote(theme, viewport()))
    , m_newChip(new Button(theme, ButtonKind::Plain, viewport()))
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    m_emptyNote->hide();
    m_newChip->setFocusPolicy(Qt::NoFocus);
    m_newChip->hide();

    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LiveTable::onScrolled);
    connect(m_emptyNote, &EmptyNote::showHiddenClicked, this, &LiveTable::showHiddenClicked);
    connect(m_emptyNote, &EmptyNote::clearClicked, this, &LiveTable::clearFilterClicked);
    connect(m_emptyNote, &EmptyNote::showClearedClicked, this, &LiveTable::showClearedClicked);
    connect(m_newChip, &QAbstractButton::clicked, this, [this] {
        // In another order there is no one place where they stand.
        isSorted() ? setFollowing(false) : follow();
    });
}

void LiveTable::follow()
{
    setFollowing(!isSorted());
    updateGeometries();
    if (isSorted())
        scrollToBottom();
}

void LiveTable::setFollowing(bool isFollowing)
{
    m_isFollowing = isFollowing;
    if (isFollowing || isSorted()) {
        m_newCount = 0;
        onCaughtUp();
    }
    placeOverlays();
}

void LiveTable::setNewCount(qint64 rows)
{
    m_newCount = rows;
    placeOverlays();
}

LiveTable::Anchor LiveTable::anchor() const
{
    const int top = rowAt(0);
    const int current = currentIndex().isValid() ? currentIndex().row() : -1;
    const int visible = viewport()->height() / qMax(1, verticalHeader()->defaultSectionSize());
    const bool isCurrentSeen = current >= top && top >= 0 && current < top + visible;
    const int row = isCurrentSeen ? current : top;
    return {row, row - top};
}

void LiveTable::scrollAfterReset(bool isReordered, int anchorRow, int rowsAbove)
{
    if (isReordered && isSorted())
        verticalScrollBar()->setValue(0); // whoever sorts wants to see what comes first
    else if (isReordered)
        scrollTo(currentIndex(), PositionAtCenter); // among its neighbours
    else if (!m_isFollowing && anchorRow >= 0)
        verticalScrollBar()->setValue(anchorRow - rowsAbove);
}

void LiveTable::onScrolled()
{
    if (!m_isAdjusting && !isSorted())
        setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
}

void LiveTable::showEmptyNote(const EmptyResult &result)
{
    // Without a filter, rows are missing only because they are left out.
    const bool isAllHidden = model()->rowCount() == 0 && result.events > 0;
    m_emptyNote->setVisible(isAllHidden);
    if (isAllHidden)
        m_emptyNote->setResult(result);
    placeOverlays();
}

void LiveTable::placeOverlays()
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

void LiveTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        viewport()->update(); // the selection has another colour now
}

void LiveTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
}

void LiveTable::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

QModelIndex LiveTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = model()->rowCount();
    const bool isToAnEnd = rows > 0 && (action == MoveHome || action == MoveEnd);
    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    const QModelIndex next = isToAnEnd ? model()->index(action == MoveHome ? 0 : rows - 1, column)
                                       : QTableView::moveCursor(action, modifiers);
    // Qt scrolls to another row only, and the newest may have pushed the current one out of sight.
    if (next.isValid() && next == currentIndex())
        scrollTo(next);
    return next;
}

void LiveTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (model()) // else it is being made
        fitRoom();
    placeOverlays();
}

void LiveTable::updateGeometries()
{
    const QScopedValueRollback adjusting(m_isAdjusting, true);
    QTableView::updateGeometries();
    if (model() && m_isFollowing && !isSorted())
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

} // namespace sendscope::ui

#include "moc_livetable.cpp"
