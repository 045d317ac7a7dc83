#include "ui/events/eventdelegate.h"

#include "ui/events/eventtablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <cmath>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using Column = EventTableModel::Column;

/// A base line that centres the font's letters in the rectangle.
int baseLine(const QRect &rect, const QFontMetrics &metrics)
{
    return rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
}

} // namespace

EventDelegate::EventDelegate(const Theme &theme, const EventTableModel &model, QTableView *view)
    : QStyledItemDelegate(view)
    , m_theme(theme)
    , m_model(model)
    , m_view(view)
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
}

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const std::optional<index::Row> row = m_model.rowAt(index.row());
    if (!row)
        return;

    const Tokens &tokens = m_theme.tokens();
    const bool isSelected = option.state & QStyle::State_Selected;
    const Cell cell{
        .rect = option.rect.adjusted(metrics::kCellInset, 0, -metrics::kCellInset, -1),
        .ground = !isSelected ? tokens.surface
            : hasFocus()      ? tokens.sel
                              : tokens.selAway,
        .isSelected = isSelected,
    };
    const auto column = Column(index.column());
    const QColor &faint = isSelected ? tokens.text2 : tokens.text3;
    const QColor &second = isSelected ? tokens.text : tokens.text2;

    painter->save();
    painter->setClipRect(option.rect);
    drawGround(painter, option, index, cell);
    if (!row->sentence.isEmpty() && column >= Column::Result && column <= Column::MessageId) {
        drawSentence(painter, cell, sentenceRect(option.rect), *row);
        painter->restore();
        return;
    }

    switch (column) {
    case Column::Number:
        drawDigits(painter, cell, faint, m_model.displayText(*row, column), true);
        break;
    case Column::Received:
        drawDigits(painter, cell, tokens.text, m_model.displayText(*row, column), false);
        break;
    case Column::Lag:
    case Column::Http:
        drawDigits(painter, cell, second, m_model.displayText(*row, column), true);
        break;
    case Column::Event:
        drawEvent(painter, cell, *row);
        break;
    case Column::Result:
        if (row->errorCode) {
            const Hue hue = row->errorCode == kNoReceipt ? Hue::Owed : Hue::Failed;
            drawText(painter, cell.rect, m_theme.fonts().body(), m_bodyMetrics, tokens.hue(hue),
                     m_model.displayText(*row, column));
        }
        break;
    case Column::Ours:
    case Column::Theirs:
        drawDigits(painter, cell, tokens.text, m_model.displayText(*row, column), false);
        break;
    case Column::Media:
        drawMedia(painter, cell, *row);
        break;
    case Column::Tag:
    case Column::Text:
        drawText(painter, cell.rect, m_theme.fonts().body(), m_bodyMetrics, second,
                 m_model.displayText(*row, column));
        break;
    case Column::MessageId:
        drawText(painter, cell.rect, m_theme.fonts().fixed(), m_fixedMetrics, faint,
                 m_model.displayText(*row, column));
        break;
    }
    painter->restore();
}

int EventDelegate::usualWidth(int column) const
{
    double width = 0;
    switch (Column(column)) {
    case Column::Number:
        width = m_digits.width(u"100,000"_s) + metrics::kSpace1;
        break;
    case Column::Received:
        width = m_digits.width(u"00:00:00.000"_s);
        break;
    case Column::Lag:
        width = m_digits.width(u"000 ms"_s);
        break;
    case Column::Event:
        width = metrics::kIcon + metrics::kSpace2 + m_bodyMetrics.horizontalAdvance(u"message-"_s)
            + m_strongMetrics.horizontalAdvance(u"delivered"_s);
        break;
    case Column::Result:
        width = m_bodyMetrics.horizontalAdvance(u"4720 invalid number"_s);
        break;
    case Column::Ours:
    case Column::Theirs:
        width = m_digits.width(u"+1 000 000 0000"_s);
        break;
    case Column::Media:
        width = metrics::kIcon + metrics::kSpace1 + m_digits.width(u"0"_s);
        break;
    case Column::Tag:
        width = m_bodyMetrics.horizontalAdvance(u"order-1187 x"_s);
        break;
    case Column::MessageId:
        width = m_fixedMetrics.horizontalAdvance(u"\u2026x6rbe5d"_s);
        break;
    case Column::Http:
        width = m_digits.width(u"000"_s) + metrics::kSpace3;
        break;
    case Column::Text:
        width = m_bodyMetrics.horizontalAdvance(u"Message is sending to carrier"_s);
        break;
    }
    return int(std::ceil(width)) + 2 * metrics::kCellInset;
}

void EventDelegate::drawGround(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index, const Cell &cell) const
{
    const Tokens &tokens = m_theme.tokens();
    painter->fillRect(option.rect, cell.ground);
    if (!cell.isSelected)
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          tokens.soft);

    const bool isFirst = m_view->horizontalHeader()->visualIndex(index.column()) == 0;
    if (isFirst && hasFocus() && m_view->currentIndex().row() == index.row()) {
        const QRect bar(option.rect.left(), option.rect.top(), metrics::kFocusBar,
                        option.rect.height());
        painter->fillRect(QStyle::visualRect(option.direction, option.rect, bar), tokens.accent);
    }
}

void EventDelegate::drawEvent(QPainter *painter, const Cell &cell, const index::Row &row) const
{
    const Tokens &tokens = m_theme.tokens();
    const EventLook look = eventLook(row.kind, row.type, row.errorCode);
    const bool isReversed = m_view->layoutDirection() == Qt::RightToLeft;
    const QRect icon(cell.rect.left(), cell.rect.top() + (cell.rect.height() - metrics::kIcon) / 2,
                     metrics::kIcon, metrics::kIcon);
    painter->drawPixmap(QStyle::visualRect(m_view->layoutDirection(), cell.rect, icon).topLeft(),
                        m_theme.icons().pixmap(look.icon, tokens.hue(look.hue), cell.ground,
                                               metrics::kIcon,
                                               painter->device()->devicePixelRatioF()));

    const int room = cell.rect.width() - metrics::kIcon - metrics::kSpace2;
    const int word = m_strongMetrics.horizontalAdvance(look.word);
    int prefix = m_bodyMetrics.horizontalAdvance(look.prefix);
    if (prefix + word > room) // the prefix says least
        prefix = 0;
    // The two parts are one word, read from left to right in either layout.
    int left = isReversed
        ? cell.rect.right() + 1 - metrics::kIcon - metrics::kSpace2 - prefix - word
        : cell.rect.left() + metrics::kIcon + metrics::kSpace2;
    if (prefix > 0) {
        painter->setFont(m_theme.fonts().body());
        painter->setPen(cell.isSelected ? tokens.text2 : tokens.text3);
        painter->drawText(left, baseLine(cell.rect, m_bodyMetrics), look.prefix);
        left += prefix;
    }
    drawText(painter, QRect(left, cell.rect.top(), qMax(0, room - prefix), cell.rect.height()),
             m_strong, m_strongMetrics,
             look.hue == Hue::Quiet && cell.isSelected ? tokens.text2 : tokens.hue(look.hue),
             look.word);
}

void EventDelegate::drawMedia(QPainter *painter, const Cell &cell, const index::Row &row) const
{
    if (row.mediaCount <= 0)
        return;
    const Tokens &tokens = m_theme.tokens();
    const QColor &ink = cell.isSelected ? tokens.text : tokens.text2;
    const QRect icon(cell.rect.left(), cell.rect.top() + (cell.rect.height() - metrics::kIcon) / 2,
                     metrics::kIcon, metrics::kIcon);
    painter->drawPixmap(icon.topLeft(),
                        m_theme.icons().pixmap(Icon::Image, ink, cell.ground, metrics::kIcon,
                                               painter->device()->devicePixelRatioF()));
    Cell count = cell;
    count.rect.setLeft(icon.right() + 1 + metrics::kSpace1);
    drawDigits(painter, count, ink, m_model.displayText(row, Column::Media), false);
}

void EventDelegate::drawSentence(QPainter *painter, const Cell &cell, const QRect &whole,
                                 const index::Row &row) const
{
    const QRect rect(whole.left() + metrics::kCellInset, cell.rect.top(),
                     whole.width() - 2 * metrics::kCellInset, cell.rect.height());
    const Hue hue = eventLook(row.kind, row.type, row.errorCode).hue;
    const QColor ink = hue == Hue::Quiet ? m_theme.tokens().text2 : m_theme.tokens().hue(hue);
    drawText(painter, rect, m_theme.fonts().body(), m_bodyMetrics, ink,
             m_model.displayText(row, Column::Result));
}

void EventDelegate::drawDigits(QPainter *painter, const Cell &cell, const QColor &ink,
                               const QString &text, bool isRight) const
{
    if (text.isEmpty())
        return;
    const double width = m_digits.width(text);
    if (width > cell.rect.width() + metrics::kCellInset) {
        drawText(painter, cell.rect, m_theme.fonts().body(), m_bodyMetrics, ink, text);
        return;
    }
    painter->setPen(ink);
    const double left = isRight ? cell.rect.right() + 1 - width : cell.rect.left();
    m_digits.draw(painter, std::round(left), baseLine(cell.rect, m_bodyMetrics), text);
}

void EventDelegate::drawText(QPainter *painter, const QRect &rect, const QFont &font,
                             const QFontMetrics &metrics, const QColor &ink,
                             const QString &text) const
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    painter->setFont(font);
    painter->setPen(ink);
    const bool fits = metrics.horizontalAdvance(text) <= rect.width();
    painter->drawText(rect.left(), baseLine(rect, metrics),
                      fits ? text : metrics.elidedText(text, Qt::ElideRight, rect.width()));
}

QRect EventDelegate::sentenceRect(const QRect &cellRect) const
{
    const QHeaderView *header = m_view->horizontalHeader();
    const int first = header->visualIndex(int(Column::Result));
    bool areNeighbours = m_view->layoutDirection() == Qt::LeftToRight;
    for (int column = int(Column::Result); column <= int(Column::MessageId); ++column)
        areNeighbours =
            areNeighbours && header->visualIndex(column) == first + column - int(Column::Result);

    const int left = header->sectionViewportPosition(int(Column::Result));
    const Column last = areNeighbours ? Column::MessageId : Column::Result;
    const int right = header->sectionViewportPosition(int(last)) + header->sectionSize(int(last));
    return QRect(left, cellRect.top(), right - left, cellRect.height());
}

bool EventDelegate::hasFocus() const
{
    return m_view->hasFocus() && m_view->isActiveWindow();
}

} // namespace sendscope::ui
