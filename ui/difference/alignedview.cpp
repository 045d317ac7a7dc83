#include "ui/difference/alignedview.h"

#include "ui/body/differencerows.h"
#include "ui/body/visibletext.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using Kind = AlignedRow::Kind;

constexpr double kStrongShare = 0.22;
constexpr int kRowsAbove = 2; ///< Of the current difference, when it comes into sight.

QList<QTextLayout::FormatRange> strongPart(const VisibleText &visible, const ChangedPart &part,
                                           const QColor &ground)
{
    const auto unitOf = [&visible](qsizetype byte) {
        return int(std::lower_bound(visible.byteOf.begin(), visible.byteOf.end() - 1, byte)
                   - visible.byteOf.begin());
    };
    if (part.begin >= part.end)
        return {};
    QTextLayout::FormatRange range;
    range.start = unitOf(part.begin);
    range.length = unitOf(part.end) - range.start;
    range.format.setBackground(ground);
    return {range};
}

} // namespace

AlignedView::AlignedView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Both events beside one another"));
    setCornerWidget(new QWidget); // Else the style draws a box where the scroll bars meet.
    connect(&theme, &Theme::changed, this, &AlignedView::applyTheme);
}

void AlignedView::setDifference(const EventDifferencePtr &difference)
{
    m_difference = difference;
    m_current = -1;
    m_widest = 0;
    if (difference) {
        for (const AlignedRow &row : difference->aligned.rows)
            m_widest = std::max({m_widest, row.before.size(), row.after.size()});
    }
    updateScrollBars();
    viewport()->update();
}

void AlignedView::setCurrent(int difference)
{
    if (difference == m_current || difference < 0 || difference >= count())
        return;
    m_current = difference;
    const ListedDifference &listed = m_difference->listed[size_t(difference)];
    const int row = int(listed.row);
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value() || row >= bar->value() + bar->pageStep())
        bar->setValue(std::max(0, row - kRowsAbove));
    setAccessibleDescription(
        QString::fromUtf8(listed.path + ": " + listed.before + " → " + listed.after));
    viewport()->update();
    emit currentChanged(difference);
}

int AlignedView::count() const
{
    return m_difference ? int(m_difference->listed.size()) : 0;
}

void AlignedView::paintEvent(QPaintEvent *event)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens.surface);
    if (!m_difference)
        return;
    const std::vector<AlignedRow> &rows = m_difference->aligned.rows;
    int y = 0;
    for (size_t i = size_t(verticalScrollBar()->value());
         i < rows.size() && y < viewport()->height(); ++i, y += rowHeight())
        drawRow(painter, rows[i], y);
    painter.fillRect(viewport()->width() / 2, 0, 1, viewport()->height(), tokens.line);
    if (hasFocus())
        painter.fillRect(0, 0, viewport()->width(), 1, tokens.accent);
}

void AlignedView::drawRow(QPainter &painter, const AlignedRow &row, int y) const
{
    const int half = viewport()->width() / 2;
    drawSide(painter, row, {QRect(0, y, half, rowHeight()), row.before, row.after, false});
    drawSide(painter, row,
             {QRect(half + 1, y, viewport()->width() - half - 1, rowHeight()), row.after,
              row.before, true});
    if (row.difference >= 0 && row.difference == m_current)
        painter.fillRect(0, y, metrics::kFocusBar, rowHeight(), m_theme.tokens().accent);
}

void AlignedView::drawSide(QPainter &painter, const AlignedRow &row, const Side &side) const
{
    const Tokens &tokens = m_theme.tokens();
    if (side.line.isNull()) {
        painter.fillRect(side.place, tokens.bg);
        return;
    }
    const bool isDifferent =
        row.kind == Kind::Changed || row.kind == Kind::Removed || row.kind == Kind::Added;
    if (isDifferent) {
        painter.fillRect(side.place, side.isAfter ? tokens.fineBg : tokens.wrongBg);
        painter.setFont(m_theme.fonts().fixed());
        painter.setPen(tokens.hue(side.isAfter ? Hue::Delivered : Hue::Failed));
        painter.drawText(QRect(side.place.left() + metrics::kFocusBar, side.place.top(),
                               signWidth() - metrics::kFocusBar, rowHeight()),
                         Qt::AlignCenter, side.isAfter ? u"+"_s : u"−"_s);
    }
    drawLine(painter, row, side);
}

void AlignedView::drawLine(QPainter &painter, const AlignedRow &row, const Side &side) const
{
    const Tokens &tokens = m_theme.tokens();
    const VisibleText visible = visibleText(side.line);
    QTextLayout layout(visible.text, m_theme.fonts().fixed());
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    if (row.kind == Kind::Changed && !side.partner.isNull()) {
        const QColor hue = tokens.hue(side.isAfter ? Hue::Delivered : Hue::Failed);
        layout.setFormats(strongPart(visible, changedPart(side.line, side.partner),
                                     mixed(hue, tokens.surface, kStrongShare)));
    }
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();

    painter.save();
    painter.setClipRect(side.place.adjusted(signWidth(), 0, 0, 0));
    painter.setPen(row.kind == Kind::Ignored ? tokens.text3 : tokens.text);
    layout.draw(&painter,
                {double(side.place.left() + signWidth() - horizontalScrollBar()->value()),
                 side.place.top() + (rowHeight() - layout.boundingRect().height()) / 2});
    painter.restore();
}

void AlignedView::step(int direction)
{
    if (count() == 0)
        return;
    setCurrent(m_current < 0 ? (direction > 0 ? 0 : count() - 1)
                             : std::clamp(m_current + direction, 0, count() - 1));
}

void AlignedView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *rows = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_N:
        return step(1);
    case Qt::Key_P:
        return step(-1);
    case Qt::Key_Home:
        return rows->setValue(0);
    case Qt::Key_End:
        return rows->setValue(rows->maximum());
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void AlignedView::mousePressEvent(QMouseEvent *event)
{
    if (!m_difference || event->button() != Qt::LeftButton)
        return;
    const int row = verticalScrollBar()->value() + event->position().toPoint().y() / rowHeight();
    const std::vector<AlignedRow> &rows = m_difference->aligned.rows;
    if (row >= 0 && size_t(row) < rows.size())
        setCurrent(rows[size_t(row)].difference);
}

void AlignedView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void AlignedView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void AlignedView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void AlignedView::applyTheme()
{
    updateScrollBars();
    viewport()->update();
}

void AlignedView::updateScrollBars()
{
    const int rows = m_difference ? int(m_difference->aligned.rows.size()) : 0;
    const int inSight = std::max(1, viewport()->height() / rowHeight());
    verticalScrollBar()->setRange(0, std::max(0, rows - inSight));
    verticalScrollBar()->setPageStep(inSight);

    const int cell = QFontMetrics(m_theme.fonts().fixed()).horizontalAdvance(u'0');
    const int room = viewport()->width() / 2 - signWidth();
    horizontalScrollBar()->setRange(0, std::max(0, int(m_widest + 2) * cell - room));
    horizontalScrollBar()->setPageStep(room);
    horizontalScrollBar()->setSingleStep(cell * 4);
}

int AlignedView::rowHeight() const
{
    return QFontMetrics(m_theme.fonts().fixed()).height() + metrics::kSpace1;
}

int AlignedView::signWidth() const
{
    return metrics::kSpace5;
}

} // namespace sendscope::ui

#include "moc_alignedview.cpp"
