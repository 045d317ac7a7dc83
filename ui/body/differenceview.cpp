#include "ui/body/differenceview.h"

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

using Kind = DifferenceRow::Kind;

constexpr qsizetype kMostBytes = 2'000; ///< Of a line that is shown.
constexpr qsizetype kBefore = 200;      ///< Of a long line, before what changed.
constexpr qsizetype kMostSpokenRows = 40;
constexpr double kStrongShare = 0.22;

QByteArrayView withoutEnd(QByteArrayView line)
{
    return line.endsWith('\n') ? line.chopped(1) : line;
}

QString signOf(Kind kind)
{
    return kind == Kind::Removed ? u"−"_s : kind == Kind::Added ? u"+"_s : QString();
}

} // namespace

DifferenceView::DifferenceView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Difference"));
    setCornerWidget(new QWidget); // Else the style draws a box where the scroll bars meet.
    connect(&theme, &Theme::changed, this, &DifferenceView::applyTheme);
    applyTheme();
}

void DifferenceView::setDifference(DifferencePtr difference)
{
    m_difference = std::move(difference);
    fill();
}

void DifferenceView::fill()
{
    m_rows = m_difference ? differenceRows(*m_difference, m_open) : std::vector<DifferenceRow>();
    m_widest = 0;
    for (const DifferenceRow &row : m_rows)
        m_widest = std::max(m_widest, shownBytes(row));
    describe();
    updateScrollBars();
    viewport()->update();
}

/// What a screen reader says of it: the changed lines, with words in place of colours.
void DifferenceView::describe()
{
    QStringList lines;
    for (const DifferenceRow &row : m_rows) {
        if (row.kind != Kind::Removed && row.kind != Kind::Added)
            continue;
        const QString text = visibleText(pieceOf(row).bytes).text.trimmed();
        lines += (row.kind == Kind::Removed ? tr("out: ") : tr("in: ")) + text;
        if (lines.size() == kMostSpokenRows)
            break;
    }
    setAccessibleDescription(lines.join(u'\n'));
}

void DifferenceView::goToChange(bool isNext)
{
    const auto isChange = [this](qsizetype i) {
        const bool isChanged =
            m_rows[size_t(i)].kind == Kind::Removed || m_rows[size_t(i)].kind == Kind::Added;
        const bool isFirst = i == 0 || m_rows[size_t(i - 1)].kind == Kind::Same
            || m_rows[size_t(i - 1)].kind == Kind::Fold;
        return isChanged && isFirst;
    };
    const int step = isNext ? 1 : -1;
    for (qsizetype i = verticalScrollBar()->value() + step; i >= 0 && i < qsizetype(m_rows.size());
         i += step) {
        if (isChange(i)) {
            verticalScrollBar()->setValue(int(i));
            return;
        }
    }
}

qsizetype DifferenceView::shownBytes(const DifferenceRow &row) const
{
    if (row.kind == Kind::Fold)
        return 0;
    const bool isAdded = row.kind == Kind::Added;
    const auto &lines = isAdded ? m_difference->after : m_difference->before;
    return std::min(kMostBytes, lines[size_t(isAdded ? row.after : row.before)].size());
}

void DifferenceView::open(qsizetype row)
{
    if (row < 0 || row >= qsizetype(m_rows.size()) || m_rows[size_t(row)].kind != Kind::Fold)
        return;
    m_open.insert(m_rows[size_t(row)].before);
    fill();
}

DifferenceView::Piece DifferenceView::pieceOf(const DifferenceRow &row) const
{
    const bool isAdded = row.kind == Kind::Added;
    const auto &lines = isAdded ? m_difference->after : m_difference->before;
    const auto &others = isAdded ? m_difference->before : m_difference->after;
    const QByteArrayView whole = lines[size_t(isAdded ? row.after : row.before)];
    QByteArrayView line = withoutEnd(whole);

    ChangedPart changed;
    if (row.partner >= 0) {
        const QByteArrayView partner = others[size_t(row.partner)];
        if (line == withoutEnd(partner))
            return {line.toByteArray() + (whole.size() > line.size() ? "\n" : ""),
                    {line.size(), line.size() + 1}};
        changed = changedPart(line, withoutEnd(partner));
    }
    Piece piece;
    qsizetype from = line.size() > kMostBytes ? std::max<qsizetype>(0, changed.begin - kBefore) : 0;
    while (from > 0 && (quint8(line[from]) & 0xC0) == 0x80)
        --from;
    line = line.sliced(from);
    qsizetype to = std::min(line.size(), kMostBytes);
    while (to < line.size() && to > 0 && (quint8(line[to]) & 0xC0) == 0x80)
        --to;
    const QByteArray ellipsis = u"…"_s.toUtf8();
    const qsizetype shift = from > 0 ? ellipsis.size() - from : 0;
    piece.bytes = (from > 0 ? ellipsis : QByteArray()) + line.first(to).toByteArray()
        + (to < line.size() ? ellipsis : QByteArray());
    piece.changed.begin = std::clamp<qsizetype>(changed.begin + shift, 0, piece.bytes.size());
    piece.changed.end =
        std::clamp<qsizetype>(changed.end + shift, piece.changed.begin, piece.bytes.size());
    return piece;
}

void DifferenceView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.tokens().surface);
    int y = metrics::kSpace1;
    for (qsizetype i = verticalScrollBar()->value();
         i < qsizetype(m_rows.size()) && y < viewport()->height(); ++i, y += rowHeight())
        drawRow(painter, m_rows[size_t(i)], y);
    if (hasFocus()) {
        painter.fillRect(0, 0, viewport()->width(), 1, m_theme.tokens().accent);
    }
}

void DifferenceView::drawRow(QPainter &painter, const DifferenceRow &row, int y) const
{
    const Tokens &tokens = m_theme.tokens();
    const QRect place(0, y, viewport()->width(), rowHeight());
    if (row.kind == Kind::Fold) {
        drawFold(painter, row, place);
        return;
    }
    const bool isRemoved = row.kind == Kind::Removed;
    const QColor hue = tokens.hue(isRemoved ? Hue::Failed : Hue::Delivered);
    if (row.kind != Kind::Same)
        painter.fillRect(place, isRemoved ? tokens.wrongBg : tokens.fineBg);

    painter.setFont(m_theme.fonts().fixed());
    painter.setPen(row.kind == Kind::Same ? tokens.text3 : tokens.text2);
    const auto drawNumber = [&](qsizetype line, int column) {
        if (line >= 0) {
            painter.drawText(QRect(column * numberWidth(), y, numberWidth(), rowHeight()),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(line + 1));
        }
    };
    drawNumber(row.before, 0);
    drawNumber(row.after, 1);
    painter.setPen(hue);
    painter.drawText(QRect(2 * numberWidth(), y, textLeft() - 2 * numberWidth(), rowHeight()),
                     Qt::AlignCenter, signOf(row.kind));
    drawText(painter, pieceOf(row), mixed(hue, tokens.surface, kStrongShare), y);
}

void DifferenceView::drawFold(QPainter &painter, const DifferenceRow &row, const QRect &place) const
{
    const Tokens &tokens = m_theme.tokens();
    painter.fillRect(place, tokens.bg);
    painter.setFont(m_theme.fonts().small());
    painter.setPen(tokens.text2);
    painter.drawText(place.adjusted(textLeft(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("%L1 lines unchanged").arg(row.count));
}

void DifferenceView::drawText(QPainter &painter, const Piece &piece, const QColor &strong,
                              int y) const
{
    const VisibleText visible = visibleText(piece.bytes);
    const auto unitOf = [&visible](qsizetype byte) {
        return int(std::lower_bound(visible.byteOf.begin(), visible.byteOf.end() - 1, byte)
                   - visible.byteOf.begin());
    };
    QList<QTextLayout::FormatRange> formats;
    if (piece.changed.begin < piece.changed.end) {
        QTextLayout::FormatRange range;
        range.start = unitOf(piece.changed.begin);
        range.length = unitOf(piece.changed.end) - range.start;
        range.format.setBackground(strong);
        formats.append(range);
    }
    QTextLayout layout(visible.text, m_theme.fonts().fixed());
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.setFormats(formats);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();

    painter.save();
    painter.setClipRect(textLeft(), 0, viewport()->width() - textLeft(), viewport()->height());
    painter.setPen(m_theme.tokens().text);
    layout.draw(&painter,
                {double(textLeft() - horizontalScrollBar()->value()),
                 y + (rowHeight() - layout.boundingRect().height()) / 2});
    painter.restore();
}

void DifferenceView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void DifferenceView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *rows = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Home:
        rows->setValue(0);
        break;
    case Qt::Key_End:
        rows->setValue(rows->maximum());
        break;
    case Qt::Key_N:
        goToChange(true);
        break;
    case Qt::Key_P:
        goToChange(false);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        const auto top = m_rows.begin() + std::min<qsizetype>(rows->value(), m_rows.size());
        const auto fold = std::find_if(
            top, m_rows.end(), [](const DifferenceRow &row) { return row.kind == Kind::Fold; });
        open(fold == m_rows.end() ? -1 : fold - m_rows.begin());
        break;
    }
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void DifferenceView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const int below = std::max(0, event->position().toPoint().y() - metrics::kSpace1);
    open(verticalScrollBar()->value() + below / rowHeight());
}

void DifferenceView::applyTheme()
{
    updateScrollBars();
    viewport()->update();
}

void DifferenceView::updateScrollBars()
{
    const int inSight = std::max(1, (viewport()->height() - metrics::kSpace2) / rowHeight());
    verticalScrollBar()->setRange(0, std::max(0, int(m_rows.size()) - inSight));
    verticalScrollBar()->setPageStep(inSight);

    const int cell = QFontMetrics(m_theme.fonts().fixed()).horizontalAdvance(u'0');
    const int room = viewport()->width() - textLeft();
    horizontalScrollBar()->setRange(0, std::max(0, int(m_widest + 2) * cell - room));
    horizontalScrollBar()->setPageStep(room);
    horizontalScrollBar()->setSingleStep(cell * 4);
}

int DifferenceView::rowHeight() const
{
    return QFontMetrics(m_theme.fonts().fixed()).height() + metrics::kSpace1;
}

int DifferenceView::numberWidth() const
{
    const size_t lines =
        m_difference ? std::max(m_difference->before.size(), m_difference->after.size()) : 0;
    const qsizetype digits = std::max<qsizetype>(2, QString::number(lines).size());
    return metrics::kSpace2
        + int(digits) * QFontMetrics(m_theme.fonts().fixed()).horizontalAdvance(u'0');
}

int DifferenceView::textLeft() const
{
    return 2 * numberWidth() + metrics::kSpace5;
}

} // namespace sendscope::ui

#include "moc_differenceview.cpp"
