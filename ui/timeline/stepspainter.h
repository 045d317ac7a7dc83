#pragma once

#include "ui/timeline/laneplaces.h"

class QPainter;

namespace sendscope::ui {

class Theme;

/// Paints one lane of a timeline: its title, its stretches, each in the hue of the step it leads
/// to, and its steps with their words.
///
/// Borrows all it is given.
class StepsPainter
{
public:
    StepsPainter(const Theme &theme, const LaneFonts &fonts, QPainter &painter)
        : m_theme(theme)
        , m_fonts(fonts)
        , m_painter(painter)
    {
    }

    void paint(const TimelineLane &lane, const LanePlaces &places, bool hasFocus) const;

private:
    void paintTitle(const TimelineLane &lane, const QRect &rect) const;
    void paintStretch(const TimelineLane &lane, const LanePlaces &places, size_t to) const;
    void paintGap(const LanePlaces &places, size_t to) const;
    void paintMark(const PlacedStep &step, int axis) const;
    void paintLabel(const PlacedStep &step, bool hasFocus) const;

    const Theme &m_theme;
    const LaneFonts &m_fonts;
    QPainter &m_painter;
};

} // namespace sendscope::ui
