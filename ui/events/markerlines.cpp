#include "ui/events/markerlines.h"

#include "ui/events/eventtablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QPainter>
#include <QTableView>

#include <algorithm>
#include <cstdlib>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

/// So far from a line it is still meant.
constexpr int kReach = 4;

/// A label takes at most this part of the width.
constexpr int kMostOfWidth = 3;

} // namespace

MarkerLines::MarkerLines(const Theme &theme, const EventTableModel &model, const QTableView &view)
    : m_theme(theme)
    , m_model(model)
    , m_view(view)
{
}

std::vector<MarkerLines::Line> MarkerLines::inSight() const
{
    std::vector<Line> lines;
    const index::SnapshotPtr &snapshot = m_model.snapshot();
    const int first = m_view.rowAt(0);
    if (first < 0 || !snapshot || snapshot->markers().empty() || !m_model.order().isArrival())
        return lines;

    const std::vector<index::Marker> &markers = snapshot->markers();
    const auto notBefore = [&markers](event::EventId id) {
        return size_t(std::lower_bound(markers.begin(), markers.end(), id,
                                       [](const index::Marker &marker, event::EventId i) {
                                           return marker.after < i;
                                       })
                      - markers.begin());
    };
    const int bottom = m_view.rowAt(m_view.viewport()->height() - 1);
    const int last = bottom < 0 ? m_model.rowCount() - 1 : bottom;
    size_t next = notBefore(first == 0 ? event::EventId() : m_model.eventAt(first - 1));
    for (int row = first; row <= last; ++row) {
        const size_t end = notBefore(m_model.eventAt(row));
        if (end > next)
            lines.push_back(lineOf(next, end, m_view.rowViewportPosition(row)));
        next = std::max(next, end);
    }
    if (last == m_model.rowCount() - 1 && next < markers.size())
        lines.push_back(lineOf(next, markers.size(),
                               m_view.rowViewportPosition(last) + m_view.rowHeight(last)));
    return lines;
}

MarkerLines::Line MarkerLines::lineOf(size_t first, size_t end, int y) const
{
    const std::vector<index::Marker> &markers = m_model.snapshot()->markers();
    QStringList texts;
    for (size_t i = first; i < end; ++i)
        texts += onOneLine(QString::fromUtf8(markers[i].text));

    Line line;
    line.y = y;
    line.newest = QString::fromUtf8(markers[end - 1].text);
    const QFontMetrics metrics(m_theme.fonts().small());
    const int width = m_view.viewport()->width();
    line.text = metrics.elidedText(texts.join(u" \u00b7 "_s), Qt::ElideRight, width / kMostOfWidth);
    const QSize size(metrics.horizontalAdvance(line.text) + 2 * metrics::kSpace2 + metrics::kIcon
                         + metrics::kSpace1,
                     qMax(metrics.height(), metrics::kIcon));
    // Over the column that is mostly empty, where it is in sight.
    const int column = m_model.columnOf(event::Field::Result);
    const int place = column < 0 ? -1 : m_view.columnViewportPosition(column);
    const int left =
        place >= 0 && place + size.width() <= width ? place : (width - size.width()) / 2;
    line.label = QRect(QPoint(left, y - size.height() / 2), size);
    return line;
}

std::optional<MarkerLines::Line> MarkerLines::at(const QPoint &place) const
{
    for (const Line &line : inSight()) {
        if (line.label.contains(place) || std::abs(place.y() - line.y) <= kReach)
            return line;
    }
    return std::nullopt;
}

void MarkerLines::paint(QPainter *painter) const
{
    const std::vector<Line> lines = inSight();
    if (lines.empty())
        return;
    const Tokens &tokens = m_theme.tokens();
    painter->setFont(m_theme.fonts().small());
    const QFontMetrics metrics(painter->font());
    for (const Line &line : lines) {
        painter->fillRect(QRect(0, line.y - 1, m_view.viewport()->width(), 1), tokens.text2);
        painter->setPen(tokens.text2);
        painter->setBrush(tokens.surface);
        painter->drawRect(line.label.adjusted(0, 0, -1, -1));
        const QRect inside = line.label.adjusted(metrics::kSpace2, 0, -metrics::kSpace2, 0);
        const QRect icon(inside.left(), inside.top() + (inside.height() - metrics::kIcon) / 2,
                         metrics::kIcon, metrics::kIcon);
        painter->drawPixmap(icon.topLeft(),
                            m_theme.icons().pixmap(Icon::Marker, tokens.text2, tokens.surface,
                                                   metrics::kIcon,
                                                   painter->device()->devicePixelRatioF()));
        painter->setPen(tokens.text);
        painter->drawText(inside.adjusted(metrics::kIcon + metrics::kSpace1, 0, 0, 0),
                          Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, line.text);
    }
}

} // namespace sendscope::ui
