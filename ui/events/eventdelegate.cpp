#include "ui/events/eventdelegate.h"

#include "ui/events/eventtablemodel.h"
#include "ui/events/rowcolours.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cellpainter.h"
#include "ui/widgets/marklook.h"
#include "ui/widgets/valueformat.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>
#include <cmath>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using event::Field;
using event::FieldType;

/// Bandwidth's ids have so many; others are shown whole up to the second.
constexpr int kIdCharacters = 29;
constexpr int kMostIdCharacters = 64;

/// Values that are read digit by digit stand in equal cells.
bool hasDigits(const event::FieldRef &field)
{
    const auto type = event::typeOf(field);
    return type && *type != FieldType::Text && *type != FieldType::Word;
}

/// A text of the field as long as most are.
QString usualText(const event::FieldRef &field)
{
    if (field.isOnDemand())
        return u"a value of that name"_s;
    switch (field.field) {
    case Field::Event:
        return u"100,000"_s;
    case Field::Result:
        return u"4720 invalid number"_s;
    case Field::MessageTag:
        return u"order-1187"_s;
    case Field::MessageId:
    case Field::SuggestionPairedMessage:
        return u"\u2026x6rbe5d"_s;
    case Field::Status:
    case Field::ErrorCode:
        return u"0000"_s;
    case Field::Kind:
    case Field::MessageDirection:
    case Field::MessageChannel:
    case Field::MessagePriority:
    case Field::Via:
        return u"malformed"_s;
    case Field::Mark:
        return u"Amber mark"_s;
    default:
        break;
    }
    switch (event::fieldInfo(field.field).type) {
    case FieldType::Time:
        return u"00:00:00.000"_s;
    case FieldType::Duration:
    case FieldType::Size:
        return u"000 ms"_s;
    case FieldType::Number:
        return u"000,000"_s;
    case FieldType::Phone:
        return u"+1 000 000 0000"_s;
    default:
        return u"Message is sending to carrier"_s;
    }
}

} // namespace

EventDelegate::EventDelegate(const Theme &theme, const EventTableModel &model, RowColours &colours,
                             QTableView *view)
    : QStyledItemDelegate(view)
    , m_theme(theme)
    , m_model(model)
    , m_colours(colours)
    , m_view(view)
    , m_tokens(theme.tokens())
    , m_strong(theme.fonts().strong())
    , m_digits(theme.fonts().body())
    , m_bodyMetrics(theme.fonts().body())
    , m_strongMetrics(m_strong)
    , m_fixedMetrics(theme.fonts().fixed())
{
}

void EventDelegate::applyTheme()
{
    const Fonts &fonts = m_theme.fonts();
    m_strong = fonts.strong();
    m_digits = DigitText(fonts.body());
    m_bodyMetrics = QFontMetrics(fonts.body());
    m_strongMetrics = QFontMetrics(m_strong);
    m_fixedMetrics = QFontMetrics(fonts.fixed());
    setDimmed(m_isDimmed);
}

void EventDelegate::setDimmed(bool isDimmed)
{
    m_isDimmed = isDimmed;
    m_tokens = m_theme.tokens();
    if (!isDimmed)
        return;
    m_tokens.text = m_tokens.text2;
    m_tokens.hues.fill(m_tokens.text2);
}

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const Place place{
        .rect = option.rect.adjusted(metrics::kCellInset, 0, -metrics::kCellInset, -1),
        .ground = groundOf(index.row(), isSelected),
        .isSelected = isSelected,
    };

    painter->save();
    painter->setClipRect(option.rect);
    drawGround(painter, option, index, place);
    if (!drawSentence(painter, place, index))
        drawValue(painter, place, index);
    painter->restore();
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const double width = valueWidth(m_model.cellAt(index.row(), index.column()), index);
    return {int(std::ceil(width)) + 2 * metrics::kCellInset, metrics::rowHeight(m_bodyMetrics)};
}

int EventDelegate::usualWidth(const event::FieldRef &field) const
{
    const QString text = usualText(field);
    double width = 0;
    if (field == event::FieldRef(Field::Type)) {
        width = metrics::kIcon + metrics::kSpace2 + m_bodyMetrics.horizontalAdvance(u"message-"_s)
            + m_strongMetrics.horizontalAdvance(u"delivered"_s);
    } else if (field == event::FieldRef(Field::MediaCount)) {
        width = metrics::kIcon + metrics::kSpace1 + m_digits.width(u"0"_s);
    } else if (isId(field)) {
        width = m_fixedMetrics.horizontalAdvance(text);
    } else {
        width = hasDigits(field) ? m_digits.width(text) : m_bodyMetrics.horizontalAdvance(text);
        if (field == event::FieldRef(Field::Event))
            width += metrics::kSpace3; // the gutter
        else if (field == event::FieldRef(Field::Status))
            width += metrics::kSpace1;
    }
    return int(std::ceil(width)) + 2 * metrics::kCellInset;
}

int EventDelegate::bothAnswersWidth() const
{
    const double widest =
        std::max(m_digits.width(bothAnswers(500, 500)), m_digits.width(bothAnswers(500, 0)));
    return int(std::ceil(widest)) + metrics::kSpace1 + 2 * metrics::kCellInset;
}

int EventDelegate::narrowTypeWidth() const
{
    const int word = std::max(m_strongMetrics.horizontalAdvance(u"delivered"_s),
                              m_strongMetrics.horizontalAdvance(u"malformed"_s));
    return metrics::kIcon + metrics::kSpace2 + word + 2 * metrics::kCellInset;
}

int EventDelegate::wholeIdWidth() const
{
    // One more than a column that a person fitted to its ids has: that one stays as it is.
    return kIdCharacters * m_fixedMetrics.horizontalAdvance(u'0') + 2 * metrics::kCellInset + 1;
}

void EventDelegate::drawGround(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index, const Place &place) const
{
    drawCellGround(painter, option.rect, place.ground, place.isSelected, m_tokens);
    if (m_view->horizontalHeader()->visualIndex(index.column()) != 0)
        return;
    drawRemark(painter, option.rect, index.row());
    if (isFocusRow(index.row()))
        drawFocusBar(painter, option.rect, option.direction, m_tokens);
}

/// A mark is a bar at the row's edge, inside of that of the focus; a note a folded corner.
void EventDelegate::drawRemark(QPainter *painter, const QRect &cell, int row) const
{
    const index::SnapshotPtr &snapshot = m_model.snapshot();
    const index::EventRemark *remark =
        snapshot ? snapshot->remarks().find(m_model.eventAt(row)) : nullptr;
    if (!remark)
        return;
    const Qt::LayoutDirection direction = m_view->layoutDirection();
    if (!remark->mark.isEmpty()) {
        const int left = cell.left() + (isFocusRow(row) ? metrics::kFocusBar : 0);
        const QRect bar(left, cell.top(), metrics::kMarkBar, cell.height() - 1);
        painter->fillRect(QStyle::visualRect(direction, cell, bar),
                          markColour(remark->mark, m_tokens));
    }
    if (!remark->note.isEmpty()) {
        const QRect corner(cell.right() + 1 - metrics::kNoteCorner, cell.top(),
                           metrics::kNoteCorner, metrics::kNoteCorner);
        const QRect box = QStyle::visualRect(direction, cell, corner);
        const bool isReversed = direction == Qt::RightToLeft;
        const QPolygon triangle(
            {box.topLeft(), QPoint(box.right() + 1, box.top()),
             QPoint(isReversed ? box.left() : box.right() + 1, box.bottom() + 1)});
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_tokens.text2);
        painter->drawPolygon(triangle);
    }
}

/// Its colour and its word.
void EventDelegate::drawMark(QPainter *painter, const Place &place, const Cell &cell,
                             const QColor &ink) const
{
    if (cell.value.texts.empty())
        return;
    const QRect swatch(place.rect.left(),
                       place.rect.top() + (place.rect.height() - metrics::kSwatch) / 2,
                       metrics::kSwatch, metrics::kSwatch);
    painter->fillRect(QStyle::visualRect(m_view->layoutDirection(), place.rect, swatch),
                      markColour(cell.value.texts.front(), m_tokens));
    const QRect word = place.rect.adjusted(metrics::kSwatch + metrics::kSpace2, 0, 0, 0);
    drawLine(painter, QStyle::visualRect(m_view->layoutDirection(), place.rect, word),
             m_theme.fonts().body(), ink, shownText(cell));
}

void EventDelegate::drawValue(QPainter *painter, const Place &place, const QModelIndex &index) const
{
    const event::FieldRef &column = m_model.columns()[size_t(index.column())];
    if (column == event::FieldRef(Field::Type)) {
        drawEvent(painter, place, index.row());
        return;
    }
    if (column == event::FieldRef(Field::Result)) {
        drawResult(painter, place, index.row());
        return;
    }
    const Cell cell = m_model.cellAt(index.row(), index.column());
    if (column == event::FieldRef(Field::MediaCount))
        drawMedia(painter, place, cell);
    else if (column == event::FieldRef(Field::Mark))
        drawMark(painter, place, cell, inkOf(cell, index, place));
    else
        drawText(painter, place, cell, inkOf(cell, index, place));
}

void EventDelegate::drawText(QPainter *painter, const Place &place, const Cell &cell,
                             const QColor &ink) const
{
    if (isId(cell.field)) {
        const int room = place.rect.width() / qMax(1, m_fixedMetrics.horizontalAdvance(u'0'));
        drawLine(painter, place.rect, m_theme.fonts().fixed(), ink, shownId(cell, room));
    } else if (hasDigits(cell.field) && cell.name.isEmpty()) {
        drawDigits(painter, place.rect, m_digits, ink, shownText(cell), isRightAligned(cell.field));
    } else {
        drawLine(painter, place.rect, m_theme.fonts().body(), ink, shownText(cell));
    }
}

void EventDelegate::drawEvent(QPainter *painter, const Place &place, int at) const
{
    const auto row = m_model.rowAt(at);
    if (!row)
        return;
    const Tokens &tokens = m_tokens;
    EventLook look = eventLook(row->kind, row->type, row->errorCode);
    if (m_model.isRepeat(at))
        look.hue = Hue::Quiet;
    const bool isReversed = m_view->layoutDirection() == Qt::RightToLeft;
    const QRect icon(place.rect.left(),
                     place.rect.top() + (place.rect.height() - metrics::kIcon) / 2, metrics::kIcon,
                     metrics::kIcon);
    painter->drawPixmap(QStyle::visualRect(m_view->layoutDirection(), place.rect, icon).topLeft(),
                        m_theme.icons().pixmap(look.icon, tokens.hue(look.hue), place.ground,
                                               metrics::kIcon,
                                               painter->device()->devicePixelRatioF()));

    const int room = place.rect.width() - metrics::kIcon - metrics::kSpace2;
    const int word = m_strongMetrics.horizontalAdvance(look.word);
    int prefix = m_bodyMetrics.horizontalAdvance(look.prefix);
    if (prefix + word > room) // the prefix says least
        prefix = 0;
    // The two parts are one word, read from left to right in either layout.
    int left = isReversed
        ? place.rect.right() + 1 - metrics::kIcon - metrics::kSpace2 - prefix - word
        : place.rect.left() + metrics::kIcon + metrics::kSpace2;
    if (prefix > 0) {
        painter->setFont(m_theme.fonts().body());
        painter->setPen(faint(place));
        painter->drawText(left, baseLine(place.rect, m_bodyMetrics), look.prefix);
        left += prefix;
    }
    drawLine(painter, QRect(left, place.rect.top(), qMax(0, room - prefix), place.rect.height()),
             m_strong, look.hue == Hue::Quiet ? faint(place) : tokens.hue(look.hue), look.word);
}

void EventDelegate::drawResult(QPainter *painter, const Place &place, int row) const
{
    const ResultText result = m_model.resultAt(row);
    if (result.text.isEmpty())
        return;
    const QColor ink = resultInk(result, place);
    QRect words = place.rect;
    if (result.icon != Icon::None) {
        const QRect icon(words.left(), words.top() + (words.height() - metrics::kIcon) / 2,
                         metrics::kIcon, metrics::kIcon);
        painter->drawPixmap(
            QStyle::visualRect(m_view->layoutDirection(), place.rect, icon).topLeft(),
            m_theme.icons().pixmap(result.icon, ink, place.ground, metrics::kIcon,
                                   painter->device()->devicePixelRatioF()));
        words.setLeft(icon.right() + 1 + metrics::kSpace1);
    }
    drawLine(painter, QStyle::visualRect(m_view->layoutDirection(), place.rect, words),
             m_theme.fonts().body(), ink, result.text);
}

QColor EventDelegate::resultInk(const ResultText &result, const Place &place) const
{
    return result.hue == Hue::Quiet ? faint(place) : m_tokens.hue(result.hue);
}

void EventDelegate::drawMedia(QPainter *painter, const Place &place, const Cell &cell) const
{
    const QString count = shownText(cell);
    if (count.isEmpty())
        return;
    const Tokens &tokens = m_tokens;
    const QColor &ink = place.isSelected ? tokens.text : tokens.text2;
    const QRect icon(place.rect.left(),
                     place.rect.top() + (place.rect.height() - metrics::kIcon) / 2, metrics::kIcon,
                     metrics::kIcon);
    painter->drawPixmap(icon.topLeft(),
                        m_theme.icons().pixmap(Icon::Image, ink, place.ground, metrics::kIcon,
                                               painter->device()->devicePixelRatioF()));
    QRect rest = place.rect;
    rest.setLeft(icon.right() + 1 + metrics::kSpace1);
    drawDigits(painter, rest, m_digits, ink, count, false);
}

/// False where the row has none, or the cell is not of those it runs through.
bool EventDelegate::drawSentence(QPainter *painter, const Place &place,
                                 const QModelIndex &index) const
{
    const QByteArrayView sentence = m_model.sentenceAt(index.row());
    if (sentence.isEmpty())
        return false;
    const Stretch stretch = sentenceStretch(index.row());
    const int visual = m_view->horizontalHeader()->visualIndex(index.column());
    const auto row = m_model.rowAt(index.row());
    if (visual < stretch.first || visual > stretch.last || !row)
        return false;

    // Each cell paints the whole sentence, clipped to its own part of it.
    const QRect rect(stretch.left + metrics::kCellInset, place.rect.top(),
                     stretch.right - stretch.left - 2 * metrics::kCellInset, place.rect.height());
    const Hue hue = eventLook(row->kind, row->type, row->errorCode).hue;
    drawLine(painter, rect, m_theme.fonts().body(),
             hue == Hue::Quiet ? m_tokens.text2 : m_tokens.hue(hue),
             onOneLine(QString::fromUtf8(row->sentence)));
    return true;
}

/// A touch of the row's hue; what is selected has one ground.
QColor EventDelegate::groundOf(int row, bool isSelected) const
{
    if (isSelected)
        return hasFocus() ? m_tokens.sel : m_tokens.selAway;
    const event::EventId event = m_model.eventAt(row);
    if (m_isDimmed || event.isNull())
        return m_tokens.surface;
    const auto hue = m_colours.hueOf(m_model.snapshot(), event, m_clock.utc());
    return hue ? tinted(m_tokens.surface, *hue, m_tokens) : m_tokens.surface;
}

const QColor &EventDelegate::faint(const Place &place) const
{
    return place.ground == m_tokens.surface ? m_tokens.text3 : m_tokens.text2;
}

QColor EventDelegate::inkOf(const Cell &cell, const QModelIndex &index, const Place &place) const
{
    const Tokens &tokens = m_tokens;
    if (cell.isPending || isId(cell.field) || cell.field == event::FieldRef(Field::Event))
        return faint(place);
    if (m_model.isRepeat(index.row())) // Its lag is why it stands here.
        return cell.field == event::FieldRef(Field::Lag) ? tokens.hue(Hue::Owed) : faint(place);
    const auto type = event::typeOf(cell.field);
    const bool isRead =
        cell.field == event::FieldRef(Field::Received) || type == event::FieldType::Phone;
    return isRead || place.isSelected ? tokens.text : tokens.text2;
}

double EventDelegate::valueWidth(const Cell &cell, const QModelIndex &index) const
{
    const event::FieldRef &column = m_model.columns()[size_t(index.column())];
    if (column == event::FieldRef(Field::Type)) {
        const auto row = m_model.rowAt(index.row());
        const EventLook look = row ? eventLook(row->kind, row->type, row->errorCode) : EventLook();
        return metrics::kIcon + metrics::kSpace2 + m_bodyMetrics.horizontalAdvance(look.prefix)
            + m_strongMetrics.horizontalAdvance(look.word);
    }
    if (column == event::FieldRef(Field::Result) && m_model.sentenceAt(index.row()).isEmpty()) {
        const ResultText result = m_model.resultAt(index.row());
        return m_bodyMetrics.horizontalAdvance(result.text)
            + (result.icon == Icon::None ? 0 : metrics::kIcon + metrics::kSpace1);
    }
    if (column == event::FieldRef(Field::Mark))
        return metrics::kSwatch + metrics::kSpace2
            + m_bodyMetrics.horizontalAdvance(shownText(cell));
    if (column == event::FieldRef(Field::MediaCount))
        return metrics::kIcon + metrics::kSpace1 + m_digits.width(shownText(cell));
    if (isId(cell.field))
        return m_fixedMetrics.horizontalAdvance(shownId(cell, kMostIdCharacters));
    return hasDigits(cell.field) && cell.name.isEmpty()
        ? m_digits.width(shownText(cell))
        : m_bodyMetrics.horizontalAdvance(shownText(cell));
}

/// From Result on, through its neighbours that have nothing to say in this row.
EventDelegate::Stretch EventDelegate::sentenceStretch(int row) const
{
    const QHeaderView *header = m_view->horizontalHeader();
    const int column = m_model.columnOf(Field::Result);
    if (column < 0)
        return {};

    Stretch stretch;
    stretch.first = stretch.last = header->visualIndex(column);
    stretch.left = header->sectionViewportPosition(column);
    stretch.right = stretch.left + header->sectionSize(column);
    if (m_view->layoutDirection() == Qt::RightToLeft)
        return stretch;
    for (int visual = stretch.last + 1; visual < header->count(); ++visual) {
        const int next = header->logicalIndex(visual);
        if (!shownText(m_model.cellAt(row, next)).isEmpty())
            break;
        stretch.last = visual;
        stretch.right = header->sectionViewportPosition(next) + header->sectionSize(next);
    }
    return stretch;
}

bool EventDelegate::isFocusRow(int row) const
{
    return hasFocus() && m_view->currentIndex().row() == row;
}

bool EventDelegate::hasFocus() const
{
    return m_view->hasFocus() && m_view->isActiveWindow();
}

} // namespace sendscope::ui
