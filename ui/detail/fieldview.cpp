#include "ui/detail/fieldview.h"

#include "ui/detail/valuemenu.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr int kLineInset = metrics::kSpace1 / 2 + 1;
constexpr int kTop = metrics::kSpace2;

/// Breaks lines to a width, from left to right whatever the text; returns the height.
double layOutText(QTextLayout &layout, const QString &text, const QFont &font, double width)
{
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setText(text);
    layout.setFont(font);
    layout.setTextOption(option);
    layout.beginLayout();
    double height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return text.isEmpty() ? 0 : height;
}

} // namespace

QByteArray exactOf(const DetailField &field)
{
    return field.exact.isNull() ? field.value.toUtf8() : field.exact;
}

FieldView::FieldView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_tops{0}
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(false);
    connect(&theme, &Theme::changed, this, &FieldView::onThemeChanged);
}

FieldView::~FieldView() = default;

void FieldView::setFields(const DetailFields &fields)
{
    if (fields == m_fields)
        return;
    const auto isSameLine = [](const DetailField &a, const DetailField &b) {
        return a.label == b.label && a.begin == b.begin;
    };
    const bool isUpdate = fields.size() == m_fields.size()
        && std::equal(fields.begin(), fields.end(), m_fields.begin(), isSameLine);
    const int kept = isUpdate ? m_current : -1;
    const int place = isUpdate ? verticalScrollBar()->value() : 0;
    m_fields = fields;
    m_fieldsLaidOut = 0;
    m_hits.reset();
    makeFindText();
    relayOut();
    verticalScrollBar()->setValue(place);
    m_current = -1;
    if (kept >= 0)
        m_current = kept;
    m_textAnchor = m_textCursor = 0;
}

const DetailField *FieldView::currentField() const
{
    return m_current >= 0 ? &m_fields[size_t(m_current)] : nullptr;
}

void FieldView::setCurrent(int index)
{
    if (index == m_current)
        return;
    m_current = index;
    m_textAnchor = m_textCursor = 0;
    viewport()->update();
    if (const DetailField *field = currentField()) {
        QStringList words{field->label, field->value, field->note, field->meaning};
        words.removeAll(QString());
        setAccessibleDescription(words.join(u". "));
        QAccessibleEvent told(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&told);
    }
    emit currentChanged(index);
}

QByteArray FieldView::copied() const
{
    const DetailField *field = currentField();
    if (!field)
        return {};
    const auto [begin, end] = std::minmax(m_textAnchor, m_textCursor);
    return begin < end ? field->value.mid(begin, end - begin).toUtf8() : exactOf(*field);
}

void FieldView::setFittedHeight(int most)
{
    m_mostHeight = most;
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    updateScrollBar();
}

FindText FieldView::findText() const
{
    return {m_findBytes, nullptr, false};
}

void FieldView::setHits(const FindHitsPtr &hits)
{
    m_hits = hits;
    viewport()->update();
}

void FieldView::showHit(const FindHit &hit)
{
    const auto after =
        std::upper_bound(m_places.begin(), m_places.end(), hit.begin,
                         [](qint64 at, const Place &place) { return at < place.label; });
    if (after == m_places.begin())
        return;
    const int index = int(after - m_places.begin()) - 1;
    setCurrent(index);
    ensureVisible(index);
    const Place &place = m_places[size_t(index)];
    if (hit.begin >= place.value && hit.end < place.note) {
        const auto unitOf = [&](qint64 byte) {
            return int(
                QString::fromUtf8(m_findBytes.sliced(place.value, byte - place.value)).size());
        };
        m_textAnchor = unitOf(hit.begin);
        m_textCursor = unitOf(hit.end);
    }
    viewport()->update();
}

void FieldView::makeFindText()
{
    m_findBytes = QByteArray("");
    m_places.clear();
    for (const DetailField &field : m_fields) {
        Place place;
        place.label = m_findBytes.size();
        m_findBytes += field.label.toUtf8() + '\n';
        place.value = m_findBytes.size();
        m_findBytes += field.value.toUtf8() + '\n';
        place.note = m_findBytes.size();
        m_findBytes += field.note.toUtf8() + '\n';
        place.end = m_findBytes.size();
        m_places.push_back(place);
    }
}

bool FieldView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int y = viewport()->mapFromGlobal(help->globalPos()).y();
        const int index = fieldAt(y + verticalScrollBar()->value());
        QToolTip::showText(help->globalPos(),
                           index < 0 ? QString() : plainToolTip(m_fields[size_t(index)].meaning),
                           this);
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void FieldView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.tokens().surface);
    const int top = verticalScrollBar()->value();
    int index = fieldAt(std::max(top, kTop));
    if (index < 0)
        return;
    // Laid out for the first time, a field may be higher than was guessed: those after it move.
    for (int y = m_tops[size_t(index)] - top;
         y < viewport()->height() && index < int(m_fields.size()); ++index) {
        drawField(painter, index, y);
        y += laid(index).height;
    }
}

void FieldView::drawField(QPainter &painter, int index, int top)
{
    const Tokens &tokens = m_theme.tokens();
    const DetailField &field = m_fields[size_t(index)];
    const Place &place = m_places[size_t(index)];
    Laid &shown = laid(index);
    const QRect all(0, top, viewport()->width(), shown.height);
    if (index == m_current) {
        painter.fillRect(all, hasFocus() ? tokens.sel : tokens.selAway);
        if (hasFocus())
            painter.fillRect(QRect(all.topLeft(), QSize(metrics::kFocusBar, all.height())),
                             tokens.accent);
    }
    painter.setPen(field.isHeading ? tokens.text : tokens.text2);
    shown.label.draw(&painter, {double(metrics::kPaneInset), top + shown.labelTop},
                     grounds(index, place.label, place.value, field.label));
    if (field.isHeading)
        return;
    painter.setPen(tokens.text);
    if (field.isFinding)
        drawMark(painter, index, top);
    shown.value.draw(&painter, {double(valueLeftOf(field)), top + shown.valueTop},
                     grounds(index, place.value, place.note, field.value));
    painter.setPen(tokens.text2);
    if (!field.note.isEmpty())
        shown.note.draw(&painter, {double(valueLeftOf(field)), top + shown.noteTop},
                        grounds(index, place.note, place.end, field.note));
}

/// Hits in one text of a field, and what is selected of its value.
QList<QTextLayout::FormatRange> FieldView::grounds(int index, qint64 begin, qint64 end,
                                                   const QString &text) const
{
    const Tokens &tokens = m_theme.tokens();
    QList<QTextLayout::FormatRange> ranges;
    const auto add = [&ranges](int from, int to, const QColor &ground) {
        QTextLayout::FormatRange range;
        range.start = from;
        range.length = to - from;
        range.format.setBackground(ground);
        ranges.append(range);
    };
    if (m_hits) {
        const auto unitOf = [&](qint64 byte) {
            return int(QString::fromUtf8(m_findBytes.sliced(begin, byte - begin)).size());
        };
        for (auto hit = firstHitAfter(*m_hits, begin); hit != m_hits->end() && hit->begin < end;
             ++hit)
            add(unitOf(std::max(hit->begin, begin)), unitOf(std::min(hit->end, end)),
                mixed(tokens.hue(Hue::Owed), tokens.surface, 0.25));
    }
    const bool isValue = index == m_current && begin == m_places[size_t(index)].value;
    if (const auto [from, to] = std::minmax(m_textAnchor, m_textCursor); isValue && from < to)
        add(from, std::min(to, int(text.size())), mixed(tokens.accent, tokens.surface, 0.35));
    return ranges;
}

FieldView::Laid &FieldView::laid(int index)
{
    std::unique_ptr<Laid> &known = m_laid[size_t(index)];
    if (known)
        return *known;

    const DetailField &field = m_fields[size_t(index)];
    const Fonts &fonts = m_theme.fonts();
    known = std::make_unique<Laid>();
    const double width = valueWidth() - (valueLeftOf(field) - valueLeft());
    if (field.isHeading) {
        const double height = layOutText(known->label, field.label, fonts.strong(),
                                         viewport()->width() - 2 * metrics::kPaneInset);
        known->labelTop = kLineInset + metrics::kSpace3;
        known->height = int(std::ceil(known->labelTop + height)) + kLineInset;
    } else {
        // Label and value stand on one base line, though their sizes differ.
        const double label = layOutText(known->label, field.label, fonts.small(), labelWidth());
        const QFont &font = field.isFixed ? fonts.fixed()
            : field.isFinding             ? fonts.small()
                                          : fonts.body();
        const double value = layOutText(known->value, field.value, font, width);
        const double labelAscent = known->label.lineAt(0).ascent();
        const double valueAscent = known->value.lineAt(0).ascent();
        const double base = kLineInset + std::max(labelAscent, valueAscent);
        known->labelTop = base - labelAscent;
        known->valueTop = base - valueAscent;
        known->noteTop = known->valueTop + value + 1;
        const double note = layOutText(known->note, field.note, fonts.small(), width);
        const double noteEnd = note > 0 ? known->noteTop + note + metrics::kSpace1 : 0;
        const double end = std::max({known->labelTop + label, known->valueTop + value, noteEnd});
        known->height = int(std::ceil(end)) + kLineInset;
    }
    ++m_fieldsLaidOut;

    const int change = known->height - (m_tops[size_t(index) + 1] - m_tops[size_t(index)]);
    if (change != 0) {
        std::for_each(m_tops.begin() + index + 1, m_tops.end(), [change](int &t) { t += change; });
        QMetaObject::invokeMethod(this, &FieldView::updateScrollBar, Qt::QueuedConnection);
    }
    return *known;
}

int FieldView::guessedHeight(const DetailField &field) const
{
    const int cell = std::max(1, QFontMetrics(m_theme.fonts().body()).averageCharWidth());
    const int inLine = std::max(1, valueWidth() / cell);
    const int lines =
        1 + int(field.value.size()) / inLine + (int(field.note.size()) + inLine - 1) / inLine;
    return lines * QFontMetrics(m_theme.fonts().body()).height() + 2 * kLineInset;
}

void FieldView::relayOut()
{
    m_laid.clear();
    m_laid.resize(m_fields.size());
    m_tops.assign(1, kTop);
    for (const DetailField &field : m_fields)
        m_tops.push_back(m_tops.back() + guessedHeight(field));
    updateScrollBar();
    viewport()->update();
}

void FieldView::updateScrollBar()
{
    const int whole = m_tops.back() + kTop;
    if (m_mostHeight > 0) {
        for (int i = 0; i < int(m_fields.size()) && m_tops[size_t(i)] < m_mostHeight; ++i)
            laid(i);
        setFixedHeight(std::clamp(m_tops.back() + kTop, 0, m_mostHeight));
    }
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(QFontMetrics(m_theme.fonts().body()).height());
    verticalScrollBar()->setRange(0, std::max(0, whole - viewport()->height()));
}

int FieldView::fieldAt(int y) const
{
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    const auto index = after - m_tops.begin() - 1;
    return index >= 0 && index < qsizetype(m_fields.size()) ? int(index) : -1;
}

void FieldView::ensureVisible(int index)
{
    const int height = laid(index).height;
    const int top = m_tops[size_t(index)];
    updateScrollBar();
    QScrollBar *bar = verticalScrollBar();
    if (top < bar->value())
        bar->setValue(index == 0 ? 0 : top);
    else if (top + height > bar->value() + viewport()->height())
        bar->setValue(std::min(top, top + height - viewport()->height() + kTop));
}

int FieldView::labelWidth() const
{
    return std::min(metrics::labelWidth(QFontMetrics(m_theme.fonts().small())),
                    viewport()->width() * 2 / 5);
}

int FieldView::valueLeft() const
{
    return metrics::kPaneInset + labelWidth() + metrics::kSpace2;
}

int FieldView::valueWidth() const
{
    return std::max(metrics::kSpace6, viewport()->width() - valueLeft() - metrics::kPaneInset);
}

int FieldView::valueLeftOf(const DetailField &field) const
{
    return valueLeft() + (field.isFinding ? metrics::kSpace3 + metrics::kSpace2 : 0);
}

/// A triangle with a stroke in it: its shape tells it without its colour.
void FieldView::drawMark(QPainter &painter, int index, int top)
{
    const Laid &shown = laid(index);
    const QTextLine line = shown.value.lineAt(0);
    const double size = metrics::kSpace3;
    const QPointF place(valueLeft() + 0.5, top + shown.valueTop + (line.height() - size) / 2 + 0.5);
    const double middle = place.x() + size / 2;
    QPainterPath triangle;
    triangle.moveTo(middle, place.y());
    triangle.lineTo(place.x() + size, place.y() + size - 1);
    triangle.lineTo(place.x(), place.y() + size - 1);
    triangle.closeSubpath();

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_theme.tokens().hue(Hue::Owed), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.drawPath(triangle);
    painter.drawLine(QPointF(middle, place.y() + 4), QPointF(middle, place.y() + 6.5));
    painter.drawPoint(QPointF(middle, place.y() + 8.5));
    painter.restore();
}

void FieldView::step(int direction)
{
    int index = m_current;
    do {
        index += direction;
    } while (index >= 0 && index < int(m_fields.size()) && m_fields[size_t(index)].isHeading);
    if (index < 0 || index >= int(m_fields.size()))
        return;
    setCurrent(index);
    ensureVisible(index);
}

void FieldView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy)) {
        if (m_current >= 0)
            copyBytes(copied());
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            emit activated(m_current);
        return;
    case Qt::Key_Up:
        return step(-1);
    case Qt::Key_Down:
        return step(1);
    case Qt::Key_PageUp:
        return bar->setValue(bar->value() - bar->pageStep());
    case Qt::Key_PageDown:
        return bar->setValue(bar->value() + bar->pageStep());
    case Qt::Key_Home:
        m_current = -1;
        return step(1);
    case Qt::Key_End:
        m_current = int(m_fields.size());
        return step(-1);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void FieldView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    // Whoever comes by key sees where he is.
    const bool isByKey =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (isByKey && m_current < 0)
        step(1);
    viewport()->update();
}

void FieldView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

int FieldView::unitAt(int index, QPoint position)
{
    const Laid &shown = laid(index);
    const double y =
        position.y() + verticalScrollBar()->value() - m_tops[size_t(index)] - shown.valueTop;
    for (int i = 0; i < shown.value.lineCount(); ++i) {
        const QTextLine line = shown.value.lineAt(i);
        if (y < line.y() + line.height() || i + 1 == shown.value.lineCount())
            return line.xToCursor(position.x() - valueLeftOf(m_fields[size_t(index)]));
    }
    return 0;
}

void FieldView::mousePressEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    const int index = fieldAt(position.y() + verticalScrollBar()->value());
    if (index < 0 || m_fields[size_t(index)].isHeading)
        return;
    setCurrent(index);
    if (event->button() == Qt::LeftButton)
        m_textAnchor = m_textCursor = unitAt(index, position);
    viewport()->update();
}

void FieldView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_current < 0 || !event->buttons().testFlag(Qt::LeftButton))
        return;
    m_textCursor = unitAt(m_current, event->position().toPoint());
    viewport()->update();
}

void FieldView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int index = fieldAt(event->position().toPoint().y() + verticalScrollBar()->value());
    if (event->button() == Qt::LeftButton && index >= 0 && !m_fields[size_t(index)].isHeading)
        emit activated(index);
}

void FieldView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_current < 0)
        return;
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const int below = m_tops[size_t(m_current) + 1] - verticalScrollBar()->value();
    emit menuAsked(m_current,
                   isByKey ? viewport()->mapToGlobal(QPoint(valueLeft(), below))
                           : event->globalPos());
}

void FieldView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        relayOut();
    else
        updateScrollBar();
}

void FieldView::onThemeChanged()
{
    relayOut();
}

} // namespace sendscope::ui

#include "moc_fieldview.cpp"
