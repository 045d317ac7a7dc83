#include "ui/events/messagegutter.h"

#include "ui/events/eventtablemodel.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace sendscope::ui {
namespace {

/// Of a message with more events the first ones are marked.
constexpr size_t kMostEvents = 1000;

/// From the table's edge: beside the bars of focus and marks.
constexpr double kMiddle = 10.5;
constexpr double kRadius = 3;
constexpr int kWidth = 15;

} // namespace

MessageGutter::MessageGutter(const Theme &theme, const EventTableModel &model, QTableView &view)
    : m_theme(theme)
    , m_model(model)
    , m_view(view)
{
}

void MessageGutter::show(event::EventId current)
{
    std::vector<int> rows = rowsOf(current);
    if (rows == m_rows && current == m_current)
        return;
    m_rows = std::move(rows);
    m_current = current;
    m_view.viewport()->update(0, 0, kWidth, m_view.viewport()->height());
}

std::vector<int> MessageGutter::rowsOf(event::EventId current) const
{
    const auto message = m_model.snapshot() ? m_model.snapshot()->message(current) : std::nullopt;
    if (!message)
        return {};
    std::vector<int> rows;
    for (const event::EventId event :
         message->events.first(std::min(message->events.size(), kMostEvents))) {
        if (const int row = m_model.rowOf(event); row >= 0)
            rows.push_back(row);
    }
    if (rows.size() < 2)
        return {};
    std::sort(rows.begin(), rows.end());
    return rows;
}

void MessageGutter::paint(QPainter *painter) const
{
    const QHeaderView *header = m_view.horizontalHeader();
    const int column = m_model.columnOf(event::Field::Event);
    if (m_rows.empty() || column < 0 || header->visualIndex(column) != 0)
        return;
    const int top = m_view.rowAt(0);
    const int bottom = m_view.rowAt(m_view.viewport()->height() - 1);
    const int last = bottom < 0 ? m_model.rowCount() - 1 : bottom;
    if (top < 0 || m_rows.back() < top || m_rows.front() > last)
        return;

    const auto middleOf = [this](int row) {
        return m_view.rowViewportPosition(row) + m_view.rowHeight(row) / 2;
    };
    const QRect section(header->sectionViewportPosition(column), 0, header->sectionSize(column), 1);
    const int left = section.left() + int(kMiddle);
    const double x =
        QStyle::visualPos(m_view.layoutDirection(), section, QPoint(left, 0)).x() + 0.5;
    const Tokens &tokens = m_theme.tokens();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens.accent, 1.5));
    painter->drawLine(QPointF(x, middleOf(std::max(m_rows.front(), top - 1))),
                      QPointF(x, middleOf(std::min(m_rows.back(), last + 1))));
    const int currentRow = m_model.rowOf(m_current);
    for (auto row = std::lower_bound(m_rows.begin(), m_rows.end(), top);
         row != m_rows.end() && *row <= last; ++row) {
        painter->setBrush(*row == currentRow ? tokens.accent : tokens.surface);
        painter->drawEllipse(QPointF(x, middleOf(*row)), kRadius, kRadius);
    }
}

} // namespace sendscope::ui
