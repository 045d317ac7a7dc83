#include "ui/body/hexview.h"

#include "ui/body/hexrow.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace sendscope::ui {

HexView::HexView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(&theme, &Theme::changed, this, &HexView::onThemeChanged);
    onThemeChanged();
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_hits.reset();
    m_markBegin = m_markEnd = m_anchor = m_cursor = 0;
    m_rowsDrawn = 0;
    m_wanted = -1;
    updateScrollBar();
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void HexView::setMark(qint64 begin, qint64 end)
{
    m_markBegin = begin;
    m_markEnd = end;
    if (begin < end)
        scrollTo(begin);
    viewport()->update();
}

void HexView::setHits(const FindHitsPtr &hits)
{
    m_hits = hits;
    viewport()->update();
}

void HexView::showSpan(qint64 begin, qint64 end)
{
    m_anchor = std::clamp<qint64>(end, 0, m_bytes.size());
    m_cursor = std::clamp<qint64>(begin, 0, m_bytes.size());
    scrollTo(m_cursor);
    viewport()->update();
}

QByteArray HexView::selectedBytes() const
{
    return m_bytes.sliced(selectionBegin(), selectionEnd() - selectionBegin());
}

void HexView::copyAsHex() const
{
    QGuiApplication::clipboard()->setText(hexText(selectedBytes()));
}

void HexView::copyAsText() const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(selectedBytes()).remove(QChar(u'\0')));
}

qint64 HexView::rowCount() const
{
    return (m_bytes.size() + m_perRow - 1) / m_perRow;
}

bool HexView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void HexView::paintEvent(QPaintEvent *event)
{
    if (m_wanted >= 0)
        scrollTo(m_wanted);
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens.surface);
    painter.setFont(m_theme.fonts().fixed());
    qint64 row = verticalScrollBar()->value();
    for (int y = metrics::kSpace1; y < viewport()->height() && row < rowCount(); y += rowHeight())
        drawRow(painter, row++, y);
    if (hasFocus()) {
        painter.setPen(tokens.accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void HexView::drawRow(QPainter &painter, qint64 row, int y)
{
    const Tokens &tokens = m_theme.tokens();
    const int height = rowHeight();
    const qint64 first = row * m_perRow;
    painter.setPen(tokens.text3);
    painter.drawText(QRect(metrics::kPaneInset, y, viewport()->width(), height),
                     Qt::AlignVCenter | Qt::AlignLeft, hexOffset(first, m_bytes.size()));

    const qint64 last = std::min<qint64>(first + m_perRow, m_bytes.size());
    for (qint64 at = first; at < last; ++at) {
        const int column = int(at - first);
        const char byte = m_bytes[at];
        const QRect hex(int(hexLeft(column)), y, int(std::ceil(m_cell * 2)), height);
        const QRect text(int(textLeft(column)), y, int(std::ceil(m_cell)), height);
        drawGround(painter, at, hex, text);
        const bool isPlain = byteCharacter(byte) != QChar(0x00B7);
        painter.setPen(isPlain ? tokens.text : tokens.text2);
        painter.drawText(hex, Qt::AlignCenter,
                         QString::number(quint8(byte), 16).rightJustified(2, u'0'));
        painter.drawText(text, Qt::AlignCenter, byteCharacter(byte));
    }
    ++m_rowsDrawn;
}

void HexView::drawGround(QPainter &painter, qint64 offset, const QRect &hex, const QRect &text)
{
    const Tokens &tokens = m_theme.tokens();
    const double gap = m_cell / 2;
    const QRect wide = hex.adjusted(-int(gap), 0, int(gap), 0);
    const bool isSelected = offset >= selectionBegin() && offset < selectionEnd();
    QColor ground;
    if (isSelected)
        ground = hasFocus() ? tokens.sel : tokens.selAway;
    else if (offset >= m_markBegin && offset < m_markEnd)
        ground = tokens.wrongBg;
    else if (hasHitIn(m_hits, offset, offset + 1))
        ground = mixed(tokens.hue(Hue::Owed), tokens.surface, 0.25);
    if (ground.isValid()) {
        painter.fillRect(wide, ground);
        painter.fillRect(text, ground);
    }
    if (offset >= m_markBegin && offset < m_markEnd) {
        const QColor ink = tokens.hue(Hue::Failed);
        painter.fillRect(QRect(hex.left(), hex.bottom() - 1, hex.width(), 2), ink);
        painter.fillRect(QRect(text.left(), text.bottom() - 1, text.width(), 2), ink);
    }
    const bool isCursor = m_anchor == m_cursor && offset == m_cursor && hasFocus();
    if (isCursor) {
        painter.setPen(tokens.accent);
        painter.drawRect(wide.adjusted(0, 0, -1, -1));
    }
}

double HexView::hexLeft(int column) const
{
    const auto digits = double(hexOffset(0, m_bytes.size()).size());
    return metrics::kPaneInset + m_cell * (digits + 2 + column * 3 + column / 4 * 0.5);
}

double HexView::textLeft(int column) const
{
    return hexLeft(m_perRow) + m_cell * (0.5 + column);
}

int HexView::rowHeight() const
{
    return QFontMetrics(m_theme.fonts().fixed()).height() + metrics::kSpace1;
}

qint64 HexView::offsetAt(QPoint position) const
{
    const qint64 row =
        verticalScrollBar()->value() + std::max(0, position.y() - metrics::kSpace1) / rowHeight();
    int column = 0;
    const bool isText = position.x() >= textLeft(0);
    while (column + 1 < m_perRow
           && position.x() >= (isText ? textLeft(column + 1) : hexLeft(column + 1) - m_cell / 2))
        ++column;
    return std::clamp<qint64>(row * m_perRow + column, 0, m_bytes.size());
}

void HexView::moveTo(qint64 offset, bool extends)
{
    m_cursor = std::clamp<qint64>(offset, 0, m_bytes.size());
    if (!extends)
        m_anchor = m_cursor;
    scrollTo(m_cursor);
    viewport()->update();
    setAccessibleDescription(
        m_cursor < m_bytes.size()
            ? tr("Byte %1: 0x%2")
                  .arg(QString::number(m_cursor), hexText(m_bytes.sliced(m_cursor, 1)))
            : tr("The end"));
    QAccessibleEvent told(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
    emit chosen(selectionBegin(), selectionEnd());
}

void HexView::scrollTo(qint64 offset)
{
    m_wanted = isVisible() ? -1 : offset;
    const int row = int(offset / m_perRow);
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value() || row >= bar->value() + bar->pageStep())
        bar->setValue(row - bar->pageStep() / 3);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    const bool extends = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->matches(QKeySequence::Copy))
        return m_isInText ? copyAsText() : copyAsHex();
    if (event->matches(QKeySequence::SelectAll)) {
        m_anchor = m_bytes.size();
        return moveTo(0, true);
    }
    const bool isWhole = event->modifiers().testFlag(Qt::ControlModifier);
    const qint64 rowBegin = m_cursor - m_cursor % m_perRow;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(m_cursor - 1, extends);
    case Qt::Key_Right:
        return moveTo(m_cursor + 1, extends);
    case Qt::Key_Up:
        return moveTo(m_cursor - m_perRow, extends);
    case Qt::Key_Down:
        return moveTo(m_cursor + m_perRow, extends);
    case Qt::Key_PageUp:
        return moveTo(m_cursor - qint64(m_perRow) * verticalScrollBar()->pageStep(), extends);
    case Qt::Key_PageDown:
        return moveTo(m_cursor + qint64(m_perRow) * verticalScrollBar()->pageStep(), extends);
    case Qt::Key_Home:
        return moveTo(isWhole ? 0 : rowBegin, extends);
    case Qt::Key_End:
        return moveTo(isWhole ? m_bytes.size() : rowBegin + m_perRow - (extends ? 0 : 1), extends);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_bytes.isEmpty())
        return;
    m_isInText = event->position().x() >= textLeft(0);
    moveTo(offsetAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || m_bytes.isEmpty())
        return;
    // The byte under the mouse is selected too, whichever way it came.
    const qint64 under = offsetAt(event->position().toPoint());
    moveTo(under >= m_anchor ? under + 1 : under, true);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool hasSelection = selectionBegin() < selectionEnd();
    menu->addAction(tr("Copy as &hex"), this, &HexView::copyAsHex)->setEnabled(hasSelection);
    menu->addAction(tr("Copy as &text"), this, &HexView::copyAsText)->setEnabled(hasSelection);
    menu->addSeparator();
    menu->addAction(tr("Select &all"), this, [this] {
        m_anchor = m_bytes.size();
        moveTo(0, true);
    });
    menu->popup(event->globalPos());
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void HexView::onThemeChanged()
{
    m_cell = QFontMetricsF(m_theme.fonts().fixed()).horizontalAdvance(u'0');
    updateScrollBar();
    viewport()->update();
}

void HexView::updateScrollBar()
{
    const qint64 top = qint64(verticalScrollBar()->value()) * m_perRow;
    const int room = viewport()->width() - metrics::kPaneInset - metrics::kSpace2;
    m_perRow = hexBytesPerRow(int(room / m_cell), m_bytes.size());
    const int inSight = std::max(1, (viewport()->height() - metrics::kSpace2) / rowHeight());
    verticalScrollBar()->setPageStep(inSight);
    verticalScrollBar()->setRange(0, int(std::max<qint64>(0, rowCount() - inSight)));
    verticalScrollBar()->setValue(int(top / m_perRow)); // the same bytes, however many fit a row
}

} // namespace sendscope::ui

#include "moc_hexview.cpp"
