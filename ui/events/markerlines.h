#pragma once

#include <QFontMetrics>
#include <QRect>
#include <QString>

#include <optional>
#include <vector>

class QPainter;
class QTableView;

namespace sendscope::ui {

class EventTableModel;
class Theme;

/// The lines that markers draw across a table in order of arrival, between the last row before one
/// and the first after it; rows keep their height. In another order there are none.
class MarkerLines
{
public:
    /// One line; several markers between the same rows share it.
    struct Line
    {
        int y = 0;      ///< In the viewport.
        QRect label;    ///< Where its text stands.
        QString text;   ///< As it is shown.
        QString newest; ///< Of the newest of them, whole.
    };

    /// All outlive it.
    MarkerLines(const Theme &theme, const EventTableModel &model, const QTableView &view);

    /// Those in sight, from above to below.
    std::vector<Line> inSight() const;

    /// The line at that place of the viewport.
    std::optional<Line> at(const QPoint &place) const;

    void paint(QPainter *painter) const;

private:
    Line lineOf(size_t first, size_t end, int y) const;

    const Theme &m_theme;
    const EventTableModel &m_model;
    const QTableView &m_view;
};

} // namespace sendscope::ui
