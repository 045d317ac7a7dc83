#include "ui/body/jsontree.h"

#include "ui/body/jsonvalue.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using Type = event::JsonSpan::Type;

constexpr int kMostRows = 400;
constexpr double kNameShare = 0.6; ///< A long name gets no more of the width.

Hue hueOf(Type type)
{
    return type == Type::String ? Hue::Delivered
        : type == Type::Number  ? Hue::Received
                                : Hue::Sending;
}

} // namespace

JsonTree::JsonTree(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_shown(kMostRows)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&theme, &Theme::changed, this, &JsonTree::onThemeChanged);
    onThemeChanged();
}

JsonTree::~JsonTree() = default;

void JsonTree::setRows(const JsonRows &rows, qint32 own)
{
    m_rows = rows;
    m_own = own;
    m_hits.reset();
    m_shown.clear();
    m_rowsMade = 0;
    m_current = -1;
    m_wanted = -1;
    updateScrollBar();
    verticalScrollBar()->setValue(0);
    if (m_rows.outline() && own >= 0)
        scrollTo(m_rows.outline()->holderOf(own));
    setCurrent(-1);
    viewport()->update();
}

void JsonTree::setFolded(qint32 container, bool isFolded)
{
    m_rows.setFolded(container, isFolded);
    updateScrollBar();
    viewport()->update();
}

void JsonTree::showSpan(qint64 begin, qint64 end)
{
    const qint32 span = m_rows.outline() ? m_rows.outline()->spanAround(begin, end) : -1;
    if (span >= 0 && !m_rows.isShown(span)) {
        m_rows.reveal(span);
        updateScrollBar();
    }
    if (span >= 0)
        scrollTo(span);
    setCurrent(span);
}

void JsonTree::setHits(const FindHitsPtr &hits)
{
    m_hits = hits;
    viewport()->update();
}

QString JsonTree::rowText(qint32 span) const
{
    const JsonOutline &outline = *m_rows.outline();
    const qint32 value = outline.valueOf(span);
    const Type type = outline.json().span(value).type;
    QString name = tr("JSON");
    if (value == m_own)
        name = tr("event");
    else if (outline.json().span(span).type == Type::Key)
        name = shownValue(outline.json(), span);
    else if (span != outline.top())
        name = u'[' + QString::number(outline.ordinal(span)) + u']';
    const QString text = outline.isContainer(value) ? shownCount(type, outline.childCount(value))
                                                    : shownValue(outline.json(), value);
    return name + u": "_s + text;
}

bool JsonTree::event(QEvent *event)
{
    // Else an action of the window with the same key, such as copying the row, would take it.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const qint64 row = rowAt(viewport()->mapFromGlobal(help->globalPos()).y());
        QToolTip::showText(help->globalPos(),
                           row < 0 ? QString() : plainToolTip(rowText(m_rows.spanAt(row))), this);
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void JsonTree::paintEvent(QPaintEvent *event)
{
    if (m_wanted >= 0)
        scrollTo(m_wanted);
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens.surface);
    const int height = rowHeight();
    qint64 row = verticalScrollBar()->value();
    for (int y = 0; y < viewport()->height() && row < m_rows.count(); y += height)
        drawRow(painter, m_rows.spanAt(row++), QRect(0, y, viewport()->width(), height));
}

void JsonTree::drawRow(QPainter &painter, qint32 span, const QRect &place)
{
    const Tokens &tokens = m_theme.tokens();
    const JsonOutline &outline = *m_rows.outline();
    const Shown &row = shown(span);
    const qint32 value = outline.valueOf(span);
    const bool isFolded = row.isContainer && m_rows.isFolded(value);

    // A row that is folded speaks for all beneath it, another one only for itself.
    const qint64 ownEnd =
        row.isContainer && !isFolded ? outline.json().span(value).begin : outline.end(span);
    const bool isCurrent = span == m_current;
    if (isCurrent)
        painter.fillRect(place, hasFocus() ? tokens.sel : tokens.selAway);
    else if (hasHitIn(m_hits, outline.begin(span), ownEnd))
        painter.fillRect(place, mixed(tokens.hue(Hue::Owed), tokens.surface, 0.16));
    if (isCurrent && hasFocus())
        painter.fillRect(QRect(place.topLeft(), QSize(metrics::kFocusBar, place.height())),
                         tokens.accent);

    const int left = indent(row);
    if (row.isContainer) {
        const Icon icon = isFolded ? Icon::ChevronRight : Icon::ChevronDown;
        painter.drawPixmap(left, place.top() + (place.height() - metrics::kIcon) / 2,
                           m_theme.icons().pixmap(icon, tokens.text2, tokens.surface,
                                                  metrics::kIcon, devicePixelRatioF()));
    }
    drawTexts(painter, row, place, left + metrics::kIcon + metrics::kSpace1);
}

void JsonTree::drawTexts(QPainter &painter, const Shown &row, const QRect &place, int left)
{
    const Tokens &tokens = m_theme.tokens();
    constexpr int kFlags =
        int(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextSingleLine | Qt::TextForceLeftToRight;
    const QFont nameFont = m_theme.fonts().body();
    const QFontMetrics nameMetrics(nameFont);
    const int most = int(place.width() * kNameShare);
    const QString name =
        nameMetrics.elidedText(row.name, Qt::ElideRight, std::max(most - left, metrics::kSpace6));
    painter.setFont(nameFont);
    painter.setPen(row.isContainer ? tokens.text : tokens.text2);
    painter.drawText(place.adjusted(left, 0, 0, 0), kFlags, name);

    const int column =
        metrics::kPaneInset + metrics::labelWidth(QFontMetrics(m_theme.fonts().small()));
    const int nameEnd = left + nameMetrics.horizontalAdvance(name) + metrics::kSpace3;
    int right = place.right() - metrics::kSpace2;
    if (!row.mark.isEmpty()) {
        painter.setFont(m_theme.fonts().small());
        painter.setPen(tokens.hue(Hue::Owed));
        painter.drawText(QRect(place.left(), place.top(), right - place.left(), place.height()),
                         int(Qt::AlignVCenter | Qt::AlignRight) | Qt::TextSingleLine, row.mark);
        right -= painter.fontMetrics().horizontalAdvance(row.mark) + metrics::kSpace2;
    }

    const QFont valueFont = row.isContainer ? m_theme.fonts().small() : m_theme.fonts().fixed();
    const QRect valuePlace(std::max(column, nameEnd), place.top(),
                           right - std::max(column, nameEnd), place.height());
    painter.setFont(valueFont);
    painter.setPen(row.ink);
    painter.drawText(
        valuePlace, kFlags,
        painter.fontMetrics().elidedText(row.value, Qt::ElideRight, valuePlace.width()));
}

const JsonTree::Shown &JsonTree::shown(qint32 span)
{
    if (const Shown *known = m_shown.object(span))
        return *known;

    const Tokens &tokens = m_theme.tokens();
    const JsonOutline &outline = *m_rows.outline();
    const event::JsonText &json = outline.json();
    const qint32 value = outline.valueOf(span);
    const Type type = json.span(value).type;
    auto row = std::make_unique<Shown>();
    row->depth = outline.depth(span);
    if (json.span(span).type == Type::Key)
        row->name = shownValue(json, span);
    else if (span != outline.top())
        row->name = u'[' + QString::number(outline.ordinal(span)) + u']';
    if (value == m_own)
        row->name = row->name.isEmpty() ? tr("event") : row->name + u' ' + tr("event");
    else if (span == outline.top())
        row->name = tr("body");

    if (outline.isContainer(value)) {
        const qint64 count = outline.childCount(value);
        row->isContainer = count > 0;
        row->value = shownCount(type, count);
        row->ink = tokens.text2;
    } else {
        row->value = shownValue(json, value);
        row->ink = tokens.hue(hueOf(type));
        if (row->value.isEmpty()) {
            row->value = u"\"\""_s;
            row->ink = tokens.text2;
        }
    }
    if (outline.isRepeated(span))
        row->mark = outline.isLastOfRepeated(span) ? tr("repeated, counts") : tr("repeated");

    ++m_rowsMade;
    Shown *kept = row.release();
    m_shown.insert(span, kept);
    return *kept;
}

int JsonTree::indent(const Shown &row) const
{
    // Deeper rows than the pane has room for stay at its middle: their names are to be read.
    const int most = std::max(2, (viewport()->width() / 3) / metrics::kSpace4);
    return metrics::kSpace2 + std::min(row.depth, most) * metrics::kSpace4;
}

int JsonTree::rowHeight() const
{
    return metrics::treeRowHeight(QFontMetrics(m_theme.fonts().body()));
}

qint64 JsonTree::rowAt(int y) const
{
    const qint64 row = verticalScrollBar()->value() + std::max(0, y) / rowHeight();
    return row < m_rows.count() ? row : -1;
}

void JsonTree::setCurrent(qint32 span)
{
    const bool isNew = span != m_current;
    m_current = span;
    viewport()->update();
    if (!isNew)
        return;
    setAccessibleDescription(span < 0 ? QString() : rowText(span));
    QAccessibleEvent told(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
    emit currentChanged(span);
}

void JsonTree::choose(qint32 span)
{
    scrollTo(span);
    setCurrent(span);
    emit chosen(m_rows.outline()->begin(span), m_rows.outline()->end(span));
}

void JsonTree::chooseRow(qint64 row)
{
    if (m_rows.count() > 0)
        choose(m_rows.spanAt(std::clamp<qint64>(row, 0, m_rows.count() - 1)));
}

void JsonTree::scrollTo(qint32 span)
{
    m_wanted = isVisible() ? -1 : span;
    const int row = int(m_rows.rowOf(span));
    QScrollBar *bar = verticalScrollBar();
    const int inSight = std::max(1, viewport()->height() / rowHeight());
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + inSight)
        bar->setValue(row - inSight + 1);
}

bool JsonTree::isFoldable(qint32 span) const
{
    const JsonOutline &outline = *m_rows.outline();
    return span >= 0 && outline.json().firstChild(outline.valueOf(span)) >= 0
        && outline.isContainer(outline.valueOf(span));
}

void JsonTree::fold(qint32 span, bool isFolded)
{
    const qint32 container = m_rows.outline()->valueOf(span);
    if (!isFoldable(span) || m_rows.isFolded(container) == isFolded)
        return;
    m_rows.setFolded(container, isFolded);
    updateScrollBar();
    viewport()->update();
    emit foldChanged(container, isFolded);
    if (m_current >= 0 && !m_rows.isShown(m_current))
        choose(span);
}

void JsonTree::unfoldWithin(qint32 span)
{
    const qint32 container = m_rows.outline()->valueOf(span);
    m_rows.unfoldWithin(container);
    updateScrollBar();
    viewport()->update();
    emit foldChanged(container, false);
}

/// Left and right, as in any tree; + - * as in Qt's own.
bool JsonTree::foldByKey(int key)
{
    const JsonOutline &outline = *m_rows.outline();
    const bool isFoldableNow = isFoldable(m_current);
    const bool isFolded = isFoldableNow && m_rows.isFolded(outline.valueOf(m_current));
    switch (key) {
    case Qt::Key_Left:
        if (isFoldableNow && !isFolded)
            fold(m_current, true);
        else if (const qint32 parent = outline.parentOf(m_current); parent >= 0)
            choose(outline.holderOf(parent));
        return true;
    case Qt::Key_Right:
        if (isFolded)
            fold(m_current, false);
        else if (isFoldableNow)
            chooseRow(m_rows.rowOf(m_current) + 1);
        return true;
    case Qt::Key_Plus:
        fold(m_current, false);
        return true;
    case Qt::Key_Minus:
        fold(m_current, true);
        return true;
    case Qt::Key_Asterisk:
        if (isFoldableNow)
            unfoldWithin(m_current);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        fold(m_current, !isFolded);
        return true;
    default:
        return false;
    }
}

void JsonTree::keyPressEvent(QKeyEvent *event)
{
    if (m_rows.count() == 0) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const qint64 row = m_current < 0 ? -1 : m_rows.rowOf(m_current);
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    if (event->matches(QKeySequence::Copy)) {
        if (m_current >= 0)
            emit copyAsked(m_current);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        return chooseRow(row - 1);
    case Qt::Key_Down:
        return chooseRow(row + 1);
    case Qt::Key_PageUp:
        return chooseRow(row - page);
    case Qt::Key_PageDown:
        return chooseRow(row + page);
    case Qt::Key_Home:
        return chooseRow(0);
    case Qt::Key_End:
        return chooseRow(m_rows.count() - 1);
    default:
        break;
    }
    if (m_current < 0 || !foldByKey(event->key()))
        QAbstractScrollArea::keyPressEvent(event);
}

void JsonTree::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void JsonTree::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void JsonTree::mousePressEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    const qint64 row = rowAt(position.y());
    if (row < 0)
        return;
    const qint32 span = m_rows.spanAt(row);
    const int left = indent(shown(span));
    const bool isOnChevron = event->button() == Qt::LeftButton && isFoldable(span)
        && position.x() >= left - metrics::kSpace1
        && position.x() < left + metrics::kIcon + metrics::kSpace1;
    if (isOnChevron)
        fold(span, !m_rows.isFolded(m_rows.outline()->valueOf(span)));
    else
        choose(span);
}

void JsonTree::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qint64 row = rowAt(event->position().toPoint().y());
    if (row < 0 || event->button() != Qt::LeftButton)
        return;
    const qint32 span = m_rows.spanAt(row);
    if (isFoldable(span))
        fold(span, !m_rows.isFolded(m_rows.outline()->valueOf(span)));
}

void JsonTree::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_current < 0)
        return;
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        scrollTo(m_current);
        const int below = int(m_rows.rowOf(m_current)) - verticalScrollBar()->value() + 1;
        place = viewport()->mapToGlobal(QPoint(indent(shown(m_current)), below * rowHeight()));
    }
    emit menuAsked(m_current, place);
}

void JsonTree::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void JsonTree::onThemeChanged()
{
    m_shown.clear();
    updateScrollBar();
    viewport()->update();
}

void JsonTree::updateScrollBar()
{
    const int inSight = std::max(1, viewport()->height() / rowHeight());
    verticalScrollBar()->setRange(0, int(std::max<qint64>(0, m_rows.count() - inSight)));
    verticalScrollBar()->setPageStep(inSight);
    verticalScrollBar()->setSingleStep(1);
}

} // namespace sendscope::ui

#include "moc_jsontree.cpp"
