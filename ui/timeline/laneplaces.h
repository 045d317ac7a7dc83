#pragma once

#include "ui/timeline/timelinecontent.h"

#include <QFont>
#include <QRect>

#include <vector>

namespace sendscope::ui {

/// What the texts of lanes are written in.
struct LaneFonts
{
    QFont title;  ///< The recipient's number.
    QFont word;   ///< Under a step.
    QFont figure; ///< Gaps and times.
};

/// A step where it stands; several that are folded stand as one.
///
/// A plain value.
struct PlacedStep
{
    TimelineStep step;    ///< The first of them.
    qsizetype folded = 0; ///< So many stand here; 0: only the step itself.
    bool isSelected = false;
    double x = 0;
    QString word;
    QString time; ///< Empty where there is no room for any.
    QString gap;  ///< Since the step before; empty for the first.
    QRect label;  ///< Of word and time.
    QRect reach;  ///< A click in it means this step.

    event::EventId event() const { return step.event; }
};

/// One lane as it is painted.
///
/// A plain value.
struct LanePlaces
{
    QRect rect;
    QRect title;     ///< Empty where the recipient is the only one.
    int gapLine = 0; ///< The base line of gaps.
    int axis = 0;
    std::vector<PlacedStep> steps;
};

/// So high is each lane; those of a group have a title and no times.
int laneHeight(const LaneFonts &fonts, bool isGroup);

/// Lays the lanes out below each other in that width.
std::vector<LanePlaces> placeLanes(const TimelineContent &content, const LaneFonts &fonts,
                                   int width);

} // namespace sendscope::ui
