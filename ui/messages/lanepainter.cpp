#include "ui/messages/lanepainter.h"

#include "ui/messages/messagecell.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cellpainter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace sendscope::ui {
namespace {

constexpr base::UtcTime kNone{};
constexpr double kRing = 3;
constexpr double kEnd = 4.5;

/// Words are put before the end where there is less room behind it.
constexpr int kLeastWords = 80;

} // namespace

void LanePainter::paintTicks(const QRect &cell) const
{
    const StepsRoom room(cell);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    for (const std::chrono::seconds tick : scaleTicks())
        m_painter.fillRect(QRectF(std::floor(room.x(tick)), cell.top(), 1, cell.height()),
                           m_tokens.soft);
}

void LanePainter::paint(const index::Snapshot &snapshot, const MessageRow &row, const QRect &cell,
                        base::UtcTime moment) const
{
    const index::Recipient &recipient = *row.recipient;
    const StepsRoom room(cell);
    const base::UtcTime begin = beginOf(row);
    const EventLook look = lookOf(row);
    const QColor &faint = m_tokens.text3;
    Pen pen{room.x({}), cell.center().y()};

    // Marks go over the lines that lead to them.
    std::vector<std::pair<Pen, QColor>> rings{{pen, faint}};
    const auto step = [&](base::UtcTime at, Hue hue) {
        if (at == kNone)
            return;
        stretch(pen, room.x(at - begin), m_tokens.hue(hue), 2, Qt::SolidLine);
        rings.emplace_back(pen, m_tokens.hue(hue));
    };
    step(recipient.sending, Hue::Sending);
    step(recipient.sent, Hue::Sent);

    bool hasEnd = recipient.final != kNone;
    const MessageTime time = timeOf(row, moment);
    if (hasEnd) {
        stretch(pen, room.x(recipient.final - begin), m_tokens.hue(look.hue), 2, Qt::SolidLine);
    } else if (time.isOpen && time.span) {
        const bool isOverdue = look.icon == Icon::Overdue;
        stretch(pen, room.x(*time.span), m_tokens.hue(look.hue), 2,
                isOverdue ? Qt::DashLine : Qt::DotLine);
        hasEnd = isOverdue;
    }
    const Pen last = pen;
    const base::UtcTime repeat = lastRepeat(snapshot, row);
    if (repeat != kNone && room.x(repeat - begin) > pen.x) {
        stretch(pen, room.x(repeat - begin), faint, 1, Qt::DotLine);
        rings.emplace_back(pen, faint);
    }
    for (const auto &[place, ink] : rings)
        ring(place, ink);
    if (hasEnd)
        end(last, look);
    words(cell, pen.x, resultText(snapshot, row), look);
}

/// Where clocks disagree a step may stand before the one it follows.
void LanePainter::stretch(Pen &pen, double to, const QColor &ink, double width,
                          Qt::PenStyle style) const
{
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(QPen(ink, width, style, Qt::FlatCap));
    m_painter.drawLine(QPointF(pen.x, pen.y), QPointF(to, pen.y));
    pen.x = std::max(pen.x, to);
}

void LanePainter::ring(const Pen &pen, const QColor &ink) const
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(ink, 1.5));
    m_painter.setBrush(m_ground);
    m_painter.drawEllipse(QPointF(pen.x, pen.y), kRing, kRing);
}

void LanePainter::end(const Pen &pen, const EventLook &look) const
{
    const QColor &ink = m_tokens.hue(look.hue);
    if (look.icon == Icon::Overdue) {
        const int half = metrics::kIcon / 2;
        m_painter.fillRect(QRectF(pen.x - half, pen.y - half, metrics::kIcon, metrics::kIcon),
                           m_ground);
        m_painter.drawPixmap(QPointF(pen.x - half, pen.y - half),
                             m_theme.icons().pixmap(look.icon, ink, m_ground, metrics::kIcon,
                                                    m_painter.device()->devicePixelRatioF()));
        return;
    }
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(ink);
    if (look.icon == Icon::Failed)
        m_painter.drawRoundedRect(QRectF(pen.x - kEnd, pen.y - kEnd, 2 * kEnd, 2 * kEnd), 1.5, 1.5);
    else
        m_painter.drawEllipse(QPointF(pen.x, pen.y), kEnd, kEnd);
}

void LanePainter::words(const QRect &cell, double from, const QString &text,
                        const EventLook &look) const
{
    if (text.isEmpty())
        return;
    const QFont font = m_theme.fonts().small();
    const bool isTelling = look.hue == Hue::Failed || look.hue == Hue::Owed;
    const QColor &ink = isTelling ? m_tokens.hue(look.hue) : m_tokens.text2;
    const int left = int(from) + metrics::kSpace3;
    const int width = QFontMetrics(font).horizontalAdvance(text);
    QRect room(left, cell.top(), cell.right() - metrics::kSpace1 - left, cell.height());
    if (room.width() < std::min(width, kLeastWords)) {
        // Before the end, over the line, which goes on behind them.
        room.setRight(int(from) - metrics::kSpace3);
        room.setLeft(std::max(cell.left() + metrics::kSpace4, room.right() - width));
        m_painter.fillRect(
            room.adjusted(-metrics::kSpace1, metrics::kSpace1, metrics::kSpace1, -metrics::kSpace1),
            m_ground);
    }
    drawLine(&m_painter, room, font, ink, text);
}

} // namespace sendscope::ui
