#pragma once

#include "ui/messages/stepscale.h"

#include <QRect>

namespace sendscope::ui {

/// The part of a column of steps that the scale takes up: the same in the header and in every row,
/// so that they cannot drift apart.
class StepsRoom
{
public:
    /// \p section: the column, from edge to edge.
    explicit StepsRoom(const QRect &section)
        : m_left(section.left() + kInset)
        , m_right(section.right() + 1 - kInset)
    {
    }

    double x(std::chrono::microseconds span) const
    {
        return m_left + placeOnScale(span) * (m_right - m_left);
    }
    double left() const { return m_left; }
    double right() const { return m_right; }

private:
    /// Half a mark, and the room around it.
    static constexpr double kInset = 14;

    double m_left;
    double m_right;
};

} // namespace sendscope::ui
