#pragma once

#include "app/event/ids.h"

#include <vector>

class QPainter;
class QTableView;

namespace sendscope::ui {

class EventTableModel;
class Theme;

/// Beside the numbers of rows: a dot at each row of the selected message, joined by a line. Only
/// where the numbers are the first column.
class MessageGutter
{
public:
    /// All outlive it.
    MessageGutter(const Theme &theme, const EventTableModel &model, QTableView &view);

    /// Shows the message of that event; again after rows have changed.
    void show(event::EventId current);

    const std::vector<int> &rows() const { return m_rows; } ///< Ascending; none for one alone.

    void paint(QPainter *painter) const;

private:
    std::vector<int> rowsOf(event::EventId current) const;

    const Theme &m_theme;
    const EventTableModel &m_model;
    QTableView &m_view;
    event::EventId m_current;
    std::vector<int> m_rows;
};

} // namespace sendscope::ui
