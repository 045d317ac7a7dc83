#include "ui/body/bodyview.h"

#include "ui/body/visibletext.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr int kShownRows = 300;
constexpr int kIndentCharacters = 2;
constexpr qsizetype kSpokenBytes = 1000;

} // namespace

BodyView::BodyView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_shown(kShownRows)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    setCornerWidget(new QWidget); // Else the style draws a box where the scroll bars meet.
    connect(&theme, &Theme::changed, this, &BodyView::onThemeChanged);
    onThemeChanged();
}

BodyView::~BodyView() = default;

void BodyView::setText(BodyTextPtr text)
{
    m_text = std::move(text);
    m_hits.reset();
    m_shown.clear();
    m_rowsLaidOut = 0;
    m_markBegin = m_markEnd = m_anchor = m_cursor = 0;
    m_wanted = -1;
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    setAccessibleDescription(m_text ? QString::fromUtf8(m_text->bytes().first(
                                 std::min(kSpokenBytes, m_text->bytes().size())))
                                    : QString());
    updateScrollBars();
    viewport()->update();
}

void BodyView::setMark(qint64 begin, qint64 end, bool isWrong)
{
    m_markBegin = begin;
    m_markEnd = end;
    m_isWrong = isWrong;
    if (m_text && begin < end)
        verticalScrollBar()->setValue(int(m_text->rowAt(begin)));
    viewport()->update();
}

void BodyView::setHits(const FindHitsPtr &hits)
{
    m_hits = hits;
    viewport()->update();
}

void BodyView::setLineNumbersShown(bool isShown)
{
    m_hasLineNumbers = isShown;
    updateScrollBars();
    viewport()->update();
}

QByteArray BodyView::selectedBytes() const
{
    if (!m_text)
        return {};
    const auto [begin, end] = std::minmax(m_anchor, m_cursor);
    return m_text->bytes().sliced(begin, end - begin);
}

void BodyView::select(qint64 begin, qint64 end)
{
    const qint64 size = m_text ? m_text->bytes().size() : 0;
    m_anchor = std::clamp<qint64>(begin, 0, size);
    m_cursor = std::clamp<qint64>(end, 0, size);
    viewport()->update();
}

void BodyView::showSpan(qint64 begin, qint64 end)
{
    select(end, begin);
    scrollTo(m_cursor);
}

void BodyView::scrollTo(qint64 offset)
{
    m_wanted = isVisible() ? -1 : offset;
    if (!m_text || m_text->rowCount() == 0)
        return;
    const qint64 index = m_text->rowAt(offset);
    QScrollBar *rows = verticalScrollBar();
    if (index < rows->value() || index >= rows->value() + rows->pageStep())
        rows->setValue(int(index) - rows->pageStep() / 3);

    const BodyRow row = m_text->row(index);
    const Shown &line = shown(index);
    const double x = indent(row) + line.layout.lineAt(0).cursorToX(line.unitOf(offset - row.begin));
    QScrollBar *columns = horizontalScrollBar();
    const int room = columns->pageStep();
    if (x < columns->value() || x > columns->value() + room - metrics::kSpace6)
        columns->setValue(x < room / 2 ? 0 : int(x) - room / 3);
}

void BodyView::tell()
{
    const auto [begin, end] = std::minmax(m_anchor, m_cursor);
    emit chosen(begin, end);
}

void BodyView::selectAll()
{
    select(0, m_text ? m_text->bytes().size() : 0);
}

void BodyView::copy() const
{
    QString text = QString::fromUtf8(selectedBytes());
    text.remove(QChar(u'\0')); // other programs end the text there
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

bool BodyView::event(QEvent *event)
{
    // Else an action of the window with the same key, such as copying the row, would take it.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void BodyView::paintEvent(QPaintEvent *event)
{
    if (m_wanted >= 0)
        scrollTo(m_wanted);
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens.surface);
    if (!m_text)
        return;

    const int height = rowHeight();
    qint64 index = verticalScrollBar()->value();
    for (int y = metrics::kSpace1; y < viewport()->height() && index < m_text->rowCount();
         y += height)
        drawRow(painter, index++, y);

    if (hasFocus()) {
        painter.setPen(tokens.accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void BodyView::drawRow(QPainter &painter, qint64 index, int y)
{
    const Tokens &tokens = m_theme.tokens();
    const BodyRow row = m_text->row(index);
    const int gutter = gutterWidth();
    const bool isMarked = row.begin < m_markEnd && row.end > m_markBegin;
    if (isMarked)
        painter.fillRect(0, y, metrics::kFocusBar, rowHeight(),
                         m_isWrong ? tokens.hue(Hue::Failed) : tokens.accent);

    if (m_hasLineNumbers && row.line > 0) {
        painter.setFont(m_theme.fonts().fixed());
        painter.setPen(tokens.text3);
        painter.drawText(QRect(0, y, gutter - metrics::kSpace3, rowHeight()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(row.line));
    }

    Shown &line = shown(index);
    painter.save();
    painter.setClipRect(gutter, 0, viewport()->width() - gutter, viewport()->height());
    painter.setPen(tokens.text);
    const double x = gutter + indent(row) - horizontalScrollBar()->value();
    const double inset = (rowHeight() - line.layout.boundingRect().height()) / 2;
    line.layout.draw(&painter, {x, y + inset}, grounds(row, line));
    const auto drawLine = [&](qint64 begin, qint64 end, const QRectF &place, const QColor &ink) {
        const QTextLine text = line.layout.lineAt(0);
        const double left = x + text.cursorToX(line.unitOf(begin - row.begin));
        const double right = x + text.cursorToX(line.unitOf(end - row.begin));
        painter.fillRect(
            QRectF(left, place.top(), std::max(place.width(), right - left), place.height()), ink);
    };
    if (isMarked && m_isWrong)
        drawLine(std::max(m_markBegin, row.begin), std::min(m_markEnd, row.end),
                 {0, double(y + rowHeight() - 2), metrics::kSpace2, 2}, tokens.hue(Hue::Failed));
    const bool isPlaceHere = m_anchor == m_cursor && m_cursor > 0 && m_cursor >= row.begin
        && (m_cursor < row.end || index + 1 == m_text->rowCount());
    if (isPlaceHere)
        drawLine(m_cursor, m_cursor, {0, double(y + 1), 2, double(rowHeight() - 2)}, tokens.accent);
    painter.restore();
}

/// What lies under the letters of a row: hits, and over them the selection.
QList<QTextLayout::FormatRange> BodyView::grounds(const BodyRow &row, const Shown &line) const
{
    const Tokens &tokens = m_theme.tokens();
    QList<QTextLayout::FormatRange> ranges;
    const auto add = [&](qint64 begin, qint64 end, const QColor &ground) {
        if (begin >= end || begin >= row.end || end <= row.begin)
            return;
        QTextLayout::FormatRange range;
        range.start = line.unitOf(begin - row.begin);
        range.length = line.unitOf(end - row.begin) - range.start;
        range.format.setBackground(ground);
        ranges.append(range);
    };
    if (m_isWrong)
        add(m_markBegin, m_markEnd, tokens.wrongBg);
    if (m_hits) {
        const QColor soft = mixed(tokens.hue(Hue::Owed), tokens.surface, 0.25);
        for (auto hit = firstHitAfter(*m_hits, row.begin);
             hit != m_hits->end() && hit->begin < row.end; ++hit)
            add(hit->begin, hit->end, soft);
    }
    const auto [begin, end] = std::minmax(m_anchor, m_cursor);
    add(begin, end, hasFocus() ? tokens.sel : tokens.selAway);
    return ranges;
}

int BodyView::Shown::unitOf(qint64 byte) const
{
    return int(std::lower_bound(byteOf.begin(), byteOf.end() - 1, byte) - byteOf.begin());
}

BodyView::Shown &BodyView::shown(qint64 index)
{
    if (Shown *known = m_shown.object(index))
        return *known;

    const BodyRow row = m_text->row(index);
    VisibleText visible =
        visibleText(QByteArrayView(m_text->bytes()).sliced(row.begin, row.end - row.begin));
    auto fresh = std::make_unique<Shown>();
    fresh->byteOf = std::move(visible.byteOf);

    QList<QTextLayout::FormatRange> formats;
    const std::vector<BodyToken> tokens = m_text->tokens(row.begin, row.end);
    size_t token = 0;
    for (int unit = 0; unit < visible.text.size(); ++unit) {
        while (token + 1 < tokens.size()
               && fresh->byteOf[size_t(unit)] + row.begin >= tokens[token].end)
            ++token;
        const QColor ink = colour(tokens[token].role);
        if (!formats.isEmpty() && formats.last().format.foreground().color() == ink) {
            ++formats.last().length;
            continue;
        }
        QTextLayout::FormatRange range;
        range.start = unit;
        range.length = 1;
        range.format.setForeground(ink);
        formats.append(range);
    }

    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::NoWrap);
    fresh->layout.setText(visible.text);
    fresh->layout.setFont(m_theme.fonts().fixed());
    fresh->layout.setTextOption(option);
    fresh->layout.setFormats(formats);
    fresh->layout.beginLayout();
    fresh->layout.createLine();
    fresh->layout.endLayout();

    ++m_rowsLaidOut;
    Shown *kept = fresh.release();
    m_shown.insert(index, kept);
    return *kept;
}

void BodyView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void BodyView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *rows = verticalScrollBar();
    QScrollBar *columns = horizontalScrollBar();
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        tell();
    } else if (event->key() == Qt::Key_Home)
        rows->setValue(0);
    else if (event->key() == Qt::Key_End)
        rows->setValue(rows->maximum());
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        rows->setValue(rows->value() + (event->key() == Qt::Key_Up ? -1 : 1));
    else if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)
        rows->setValue(rows->value()
                       + rows->pageStep() * (event->key() == Qt::Key_PageUp ? -1 : 1));
    else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        columns->setValue(columns->value()
                          + columns->singleStep() * (event->key() == Qt::Key_Left ? -1 : 1));
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void BodyView::mousePressEvent(QMouseEvent *event)
{
    if (!m_text || event->button() != Qt::LeftButton)
        return;
    m_cursor = offsetAt(event->position().toPoint());
    if (!event->modifiers().testFlag(Qt::ShiftModifier))
        m_anchor = m_cursor;
    viewport()->update();
    tell();
}

void BodyView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_text || !event->buttons().testFlag(Qt::LeftButton))
        return;
    const QPoint position = event->position().toPoint();
    if (position.y() < 0 || position.y() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + (position.y() < 0 ? -1 : 1));
    m_cursor = offsetAt(position);
    viewport()->update();
    tell();
}

void BodyView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!m_text)
        return;
    const qint64 offset = offsetAt(event->position().toPoint());
    const BodyRow row = m_text->row(m_text->rowAt(offset));
    for (const BodyToken &token : m_text->tokens(row.begin, row.end)) {
        if (offset < token.begin || offset >= token.end)
            continue;
        const bool isQuoted = (token.role == BodyRole::String || token.role == BodyRole::Name)
            && m_text->bytes()[token.begin] == '"' && m_text->bytes()[token.end - 1] == '"'
            && token.end - token.begin >= 2;
        select(token.begin + (isQuoted ? 1 : 0), token.end - (isQuoted ? 1 : 0));
        tell();
        return;
    }
}

void BodyView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copyAction = menu->addAction(tr("Copy"), this, &BodyView::copy);
    copyAction->setEnabled(m_anchor != m_cursor);
    menu->addAction(tr("Select all"), this, &BodyView::selectAll);
    menu->popup(event->globalPos());
}

void BodyView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        onThemeChanged();
}

void BodyView::onThemeChanged()
{
    m_shown.clear();
    updateScrollBars();
    viewport()->update();
}

void BodyView::updateScrollBars()
{
    const QFontMetrics font(m_theme.fonts().fixed());
    const int cell = font.horizontalAdvance(QLatin1Char('0'));
    const int rowsInSight = std::max(1, (viewport()->height() - metrics::kSpace2) / rowHeight());
    const qint64 rows = m_text ? m_text->rowCount() : 0;
    verticalScrollBar()->setRange(0, int(std::max<qint64>(0, rows - rowsInSight)));
    verticalScrollBar()->setPageStep(rowsInSight);

    // Rows are not measured before they are seen; a byte is at most one cell wide in nearly all
    // text.
    const int room = viewport()->width() - gutterWidth();
    const int widest = m_text ? int(m_text->widestRowBytes() + 2) * cell : 0;
    horizontalScrollBar()->setRange(0, std::max(0, widest - room));
    horizontalScrollBar()->setPageStep(room);
    horizontalScrollBar()->setSingleStep(cell * 4);
}

int BodyView::gutterWidth() const
{
    if (!m_hasLineNumbers)
        return metrics::kPaneInset;
    const QFontMetrics font(m_theme.fonts().fixed());
    const qint64 lines = m_text ? m_text->lineCount() : 0;
    const qsizetype digits = std::max<qsizetype>(3, QString::number(lines).size());
    return metrics::kSpace2 + int(digits) * font.horizontalAdvance(QLatin1Char('0'))
        + metrics::kSpace3;
}

int BodyView::rowHeight() const
{
    return QFontMetrics(m_theme.fonts().fixed()).height() + metrics::kSpace1;
}

double BodyView::indent(const BodyRow &row) const
{
    const QFontMetricsF font(m_theme.fonts().fixed());
    return row.depth * kIndentCharacters * font.horizontalAdvance(QLatin1Char(' '));
}

qint64 BodyView::offsetAt(QPoint position)
{
    const qint64 below = std::max(0, position.y() - metrics::kSpace1) / rowHeight();
    const qint64 index = std::min(verticalScrollBar()->value() + below, m_text->rowCount() - 1);
    if (index < 0)
        return 0;

    const BodyRow row = m_text->row(index);
    const Shown &line = shown(index);
    const double x = position.x() - gutterWidth() - indent(row) + horizontalScrollBar()->value();
    const int unit = line.layout.lineAt(0).xToCursor(x);
    return row.begin + line.byteOf[size_t(std::clamp(unit, 0, int(line.byteOf.size()) - 1))];
}

QColor BodyView::colour(BodyRole role) const
{
    const Tokens &tokens = m_theme.tokens();
    switch (role) {
    case BodyRole::Plain:
        return tokens.text;
    case BodyRole::Name:
        return tokens.text2;
    case BodyRole::String:
        return tokens.hue(Hue::Delivered);
    case BodyRole::Number:
        return tokens.hue(Hue::Received);
    case BodyRole::Word:
        return tokens.hue(Hue::Sending);
    case BodyRole::Punctuation:
        break;
    }
    return tokens.text2;
}

} // namespace sendscope::ui

#include "moc_bodyview.cpp"
