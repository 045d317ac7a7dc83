#pragma once

#include "ui/messages/messagerow.h"
#include "ui/messages/stepsroom.h"
#include "ui/theme/tokens.h"

#include <QColor>

class QPainter;

namespace sendscope::ui {

class Theme;

/// Draws one message for one recipient on the scale that all rows share: a ring a step, a disc or a
/// square at its end, dashes where something is overdue, dots while it is open, thin dots up to the
/// last repeat; and what came of it, in words behind it.
///
/// Borrows all it is given.
class LanePainter
{
public:
    /// \p tokens: the theme's, or what dimming leaves of them. \p ground: what it is painted on.
    LanePainter(const Theme &theme, const Tokens &tokens, const QColor &ground, QPainter &painter)
        : m_theme(theme)
        , m_tokens(tokens)
        , m_ground(ground)
        , m_painter(painter)
    {
    }

    /// \p moment: up to when a wait is counted.
    void paint(const index::Snapshot &snapshot, const MessageRow &row, const QRect &cell,
               base::UtcTime moment) const;

    /// The ticks of the scale, behind everything.
    void paintTicks(const QRect &cell) const;

private:
    /// What has been drawn so far.
    struct Pen
    {
        double x = 0;
        int y = 0;
    };

    void stretch(Pen &pen, double to, const QColor &ink, double width, Qt::PenStyle style) const;
    void ring(const Pen &pen, const QColor &ink) const;
    void end(const Pen &pen, const EventLook &look) const;
    void words(const QRect &cell, double from, const QString &text, const EventLook &look) const;

    const Theme &m_theme;
    const Tokens &m_tokens;
    const QColor m_ground;
    QPainter &m_painter;
};

} // namespace sendscope::ui
