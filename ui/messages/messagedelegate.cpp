#include "ui/messages/messagedelegate.h"

#include "ui/messages/lanepainter.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cellpainter.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>
#include <cmath>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

/// A text of the column as long as most are.
QString usualText(MessageColumn column)
{
    switch (column) {
    case MessageColumn::State:
        return u"conflicting"_s;
    case MessageColumn::Created:
    case MessageColumn::Started:
        return u"00:00:00"_s;
    case MessageColumn::Ours:
    case MessageColumn::Theirs:
        return u"+1 000 000 0000"_s;
    case MessageColumn::Steps:
        return u"a line of steps and what came of it"_s;
    case MessageColumn::Took:
        return u"0 min 00 s so far"_s;
    case MessageColumn::Code:
        return u"0000"_s;
    case MessageColumn::Carrier:
        return u"Verizon Wireless"_s;
    case MessageColumn::Tag:
        return u"order-1187 x"_s;
    case MessageColumn::Media:
        return u"00"_s;
    case MessageColumn::Repeats:
        return u"00"_s;
    case MessageColumn::Id:
        return u"\u2026x6rbe5d"_s;
    }
    return {};
}

} // namespace

MessageDelegate::MessageDelegate(const Theme &theme, const MessageTableModel &model,
                                 QTableView *view)
    : QStyledItemDelegate(view)
    , m_theme(theme)
    , m_model(model)
    , m_view(view)
    , m_tokens(theme.tokens())
    , m_strong(theme.fonts().strong())
    , m_digits(theme.fonts().body())
{
}

void MessageDelegate::applyTheme()
{
    m_strong = m_theme.fonts().strong();
    m_digits = DigitText(m_theme.fonts().body());
    setDimmed(m_isDimmed);
}

void MessageDelegate::setDimmed(bool isDimmed)
{
    m_isDimmed = isDimmed;
    m_tokens = m_theme.tokens();
    if (!isDimmed)
        return;
    m_tokens.text = m_tokens.text2;
    m_tokens.hues.fill(m_tokens.text2);
}

int MessageDelegate::rowHeight() const
{
    return QFontMetrics(m_theme.fonts().body()).height() + metrics::kSpace4;
}

int MessageDelegate::usualWidth(MessageColumn column) const
{
    const QString text = usualText(column);
    double width = m_digits.width(text);
    if (column == MessageColumn::State)
        width =
            QFontMetrics(m_strong).horizontalAdvance(text) + 2 * metrics::kIcon + metrics::kSpace3;
    else if (column == MessageColumn::Media)
        width += metrics::kIcon + metrics::kSpace1;
    else if (column == MessageColumn::Id)
        width = QFontMetrics(m_theme.fonts().fixed()).horizontalAdvance(text);
    QFont head = m_theme.fonts().small();
    head.setWeight(QFont::Medium);
    // With the arrow of an order.
    const double word = QFontMetrics(head).horizontalAdvance(titleOf(column) + u" \u25b4"_s);
    return int(std::ceil(std::max(width, word))) + 2 * metrics::kCellInset;
}

QRect MessageDelegate::foldRect(const QRect &cell) const
{
    const QRect rect(cell.left() + metrics::kCellInset, cell.top(), metrics::kIcon, cell.height());
    return QStyle::visualRect(m_view->layoutDirection(), cell, rect)
        .adjusted(-metrics::kSpace1, 0, metrics::kSpace1, 0);
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto row = m_model.rowAt(index.row());
    if (!row)
        return;
    const bool isSelected = option.state & QStyle::State_Selected;
    const Place place{
        .rect = option.rect.adjusted(metrics::kCellInset, 0, -metrics::kCellInset, -1),
        .ground = !isSelected ? m_tokens.surface
            : hasFocus()      ? m_tokens.sel
                              : m_tokens.selAway,
        .isSelected = isSelected,
    };
    painter->save();
    painter->setClipRect(option.rect);
    drawGround(painter, option, index, place);
    const QString text = index.data(Qt::DisplayRole).toString();
    switch (m_model.columns()[size_t(index.column())]) {
    case MessageColumn::State:
        drawState(painter, place, index, *row);
        break;
    case MessageColumn::Steps:
        drawSteps(painter, place, option.rect, *row, text);
        break;
    case MessageColumn::Media:
        drawMedia(painter, place, text);
        break;
    default:
        drawValue(painter, place, index, *row, text);
    }
    painter->restore();
}

void MessageDelegate::drawGround(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index, const Place &place) const
{
    drawCellGround(painter, option.rect, place.ground, place.isSelected, m_tokens);
    const bool isFirst = m_view->horizontalHeader()->visualIndex(index.column()) == 0;
    if (isFirst && hasFocus() && m_view->currentIndex().row() == index.row())
        drawFocusBar(painter, option.rect, option.direction, m_tokens);
}

void MessageDelegate::drawState(QPainter *painter, const Place &place, const QModelIndex &index,
                                const MessageRow &row) const
{
    const EventLook look = lookOf(row);
    QRect rect = place.rect;
    if (row.isPart)
        rect.setLeft(rect.left() + metrics::kIcon + metrics::kSpace1);
    const Icon icon = !row.isGroup()  ? look.icon
        : m_model.isOpen(index.row()) ? Icon::ChevronDown
                                      : Icon::ChevronRight;
    const QColor &ink = row.isGroup() ? m_tokens.text2 : m_tokens.hue(look.hue);
    const QRect box(rect.left(), rect.top() + (rect.height() - metrics::kIcon) / 2, metrics::kIcon,
                    metrics::kIcon);
    const Qt::LayoutDirection direction = m_view->layoutDirection();
    painter->drawPixmap(QStyle::visualRect(direction, place.rect, box).topLeft(),
                        this->icon(painter, icon, ink, place));
    rect.setLeft(box.right() + 1 + metrics::kSpace2);
    const bool isFaint = row.isGroup() || look.hue == Hue::Quiet;
    drawLine(painter, QStyle::visualRect(direction, place.rect, rect), m_strong,
             isFaint ? m_tokens.text : m_tokens.hue(look.hue),
             index.data(Qt::DisplayRole).toString());
}

void MessageDelegate::drawSteps(QPainter *painter, const Place &place, const QRect &cell,
                                const MessageRow &row, const QString &text) const
{
    const LanePainter lane(m_theme, m_tokens, place.ground, *painter);
    if (!place.isSelected)
        lane.paintTicks(cell.adjusted(0, 0, 0, -1));
    if (!row.isGroup()) {
        lane.paint(*m_model.snapshot(), row, cell.adjusted(0, 0, 0, -1),
                   m_model.moment(row.message));
        return;
    }
    const bool isBad = row.message.state == bandwidth::State::Failed
        || row.message.issues.has(bandwidth::Issue::Overdue);
    const EventLook look = lookOf(row);
    const QFont font = m_theme.fonts().small();
    const int left = int(StepsRoom(cell).left()) - metrics::kSpace1;
    // Over the ticks.
    const int width = std::min(QFontMetrics(font).horizontalAdvance(text), cell.right() - left);
    painter->fillRect(QRect(left, place.rect.top(), width + metrics::kSpace1, place.rect.height()),
                      place.ground);
    drawLine(painter, QRect(left, place.rect.top(), cell.right() - left, place.rect.height()), font,
             isBad ? m_tokens.hue(look.hue) : m_tokens.text2, text);
}

void MessageDelegate::drawMedia(QPainter *painter, const Place &place, const QString &count) const
{
    if (count.isEmpty())
        return;
    const QColor &ink = place.isSelected ? m_tokens.text : m_tokens.text2;
    painter->drawPixmap(place.rect.left(),
                        place.rect.top() + (place.rect.height() - metrics::kIcon) / 2,
                        icon(painter, Icon::Image, ink, place));
    drawDigits(painter, place.rect.adjusted(metrics::kIcon + metrics::kSpace1, 0, 0, 0), m_digits,
               ink, count, false);
}

void MessageDelegate::drawValue(QPainter *painter, const Place &place, const QModelIndex &index,
                                const MessageRow &row, const QString &text) const
{
    const MessageColumn column = m_model.columns()[size_t(index.column())];
    const bool isOwed = column == MessageColumn::Took && lookOf(row).icon == Icon::Overdue;
    const bool isRead = column == MessageColumn::Ours || column == MessageColumn::Theirs
        || column == MessageColumn::Took;
    const QColor ink = isOwed        ? m_tokens.hue(Hue::Owed)
        : isRead || place.isSelected ? m_tokens.text
                                     : m_tokens.text2;
    if (column == MessageColumn::Id)
        drawLine(painter, place.rect, m_theme.fonts().fixed(),
                 place.isSelected ? m_tokens.text2 : m_tokens.text3, text);
    else if (column == MessageColumn::Tag || column == MessageColumn::Carrier)
        drawLine(painter, place.rect, m_theme.fonts().body(), ink, text);
    else
        drawDigits(painter, place.rect, m_digits, ink, text, isRightAligned(column));
}

QPixmap MessageDelegate::icon(QPainter *painter, Icon icon, const QColor &ink,
                              const Place &place) const
{
    return m_theme.icons().pixmap(icon, ink, place.ground, metrics::kIcon,
                                  painter->device()->devicePixelRatioF());
}

bool MessageDelegate::hasFocus() const
{
    return m_view->hasFocus() && m_view->isActiveWindow();
}

} // namespace sendscope::ui

#include "moc_messagedelegate.cpp"
