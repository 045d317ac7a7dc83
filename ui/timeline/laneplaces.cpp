#include "ui/timeline/laneplaces.h"

#include "app/base/spantext.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/steplayout.h"
#include "ui/widgets/valueformat.h"

#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using Kind = TimelineStep::Kind;

/// More are folded, however much room there is.
constexpr size_t kMostSteps = 6;

/// Steps stand so far apart where there is the room.
constexpr double kApart = 84;

/// Their words do at least.
constexpr double kWordsApart = metrics::kSpace2;

constexpr int kAxisHeight = metrics::kIcon + metrics::kSpace1;

/// What is selected is never folded away.
constexpr int kSelected = 1000;

/// The first with the hour, those after it with what is new.
QString timeOf(base::UtcTime at, base::UtcTime first, bool isFirst)
{
    const QString time = clockTime(at);
    const QString start = clockTime(first);
    if (isFirst || day(at) != day(first))
        return time;
    if (time.first(6) == start.first(6))
        return time.sliced(6);
    return time.first(3) == start.first(3) ? time.sliced(3) : time.first(8);
}

bool isSelected(const TimelineStep &step, event::EventId selected, const TimelineLane &lane)
{
    if (step.event.isNull() || selected.isNull())
        return false;
    if (step.event == selected)
        return true;
    // One of several repeats that are a step together.
    if (step.kind != Kind::Repeats)
        return false;
    return std::none_of(lane.steps.begin(), lane.steps.end(),
                        [selected](const auto &other) { return other.event == selected; })
        && step.of < selected && selected < step.event;
}

/// Lays out one lane.
class LaneMaker
{
public:
    LaneMaker(const TimelineLane &lane, event::EventId selected, const LaneFonts &fonts,
              bool isGroup)
        : m_lane(lane)
        , m_selected(selected)
        , m_word(fonts.word)
        , m_figure(fonts.figure)
        , m_isGroup(isGroup)
    {
    }

    std::vector<PlacedStep> make(int left, int right)
    {
        if (m_lane.steps.empty())
            return {};
        addSteps(right - left);
        place(left, right);
        return std::move(m_steps);
    }

private:
    double widthOf(const PlacedStep &step) const
    {
        return std::max(m_word.horizontalAdvance(step.word), m_figure.horizontalAdvance(step.time));
    }

    PlacedStep placed(size_t first, size_t count) const
    {
        PlacedStep made;
        made.step = m_lane.steps[first];
        made.folded = count > 1 ? qsizetype(count) : 0;
        made.isSelected = isSelected(made.step, m_selected, m_lane) && made.folded == 0;
        made.word = count > 1 ? u"+%1"_s.arg(count) : made.step.look.word;
        if (count == 1 && !m_isGroup && made.step.kind != Kind::Now)
            made.time = timeOf(made.step.at, m_lane.steps.front().at, first == 0);
        return made;
    }

    /// So far apart that no word touches another.
    double leastApart() const
    {
        double widest = 0;
        double least = 0;
        for (size_t i = 0; i < m_lane.steps.size(); ++i) {
            const double width = widthOf(placed(i, 1));
            if (i == 1)
                least = (widthOf(placed(0, 1)) + width) / 2;
            if (i > 0)
                widest = std::max(widest, width);
        }
        return std::max(least, widest) + kWordsApart;
    }

    void addSteps(int width)
    {
        std::vector<int> oddness;
        for (const TimelineStep &step : m_lane.steps) {
            oddness.push_back(step.oddness
                              + (isSelected(step, m_selected, m_lane) ? kSelected : 0));
        }
        const double ends = (widthOf(placed(0, 1)) + widthOf(placed(oddness.size() - 1, 1))) / 2;
        const double room = std::max(0.0, width - ends);
        const bool hasTail = m_lane.tail != TimelineLane::Tail::None;
        const size_t places =
            std::clamp<size_t>(1 + size_t(room / leastApart()), 2, kMostSteps + (hasTail ? 1 : 0));
        for (const StepRun &run : foldSteps(oddness, places)) {
            m_steps.push_back(placed(run.first, run.count));
            m_lasts.push_back(m_lane.steps[run.first + run.count - 1].at);
        }
    }

    void place(int left, int right)
    {
        std::vector<std::chrono::microseconds> gaps;
        for (size_t i = 1; i < m_steps.size(); ++i)
            gaps.push_back(m_steps[i].step.at - m_lasts[i - 1]);
        const double from = left + widthOf(m_steps.front()) / 2;
        const double to = right - widthOf(m_steps.back()) / 2;
        const std::vector<double> places =
            placeSteps(gaps, to - from, std::max(kApart, leastApart()));
        for (size_t i = 0; i < m_steps.size(); ++i) {
            m_steps[i].x = from + places[i];
            if (i > 0)
                m_steps[i].gap = base::spanText(gaps[i - 1]);
        }
    }

    const TimelineLane &m_lane;
    const event::EventId m_selected;
    const QFontMetricsF m_word;
    const QFontMetricsF m_figure;
    const bool m_isGroup;
    std::vector<PlacedStep> m_steps;
    std::vector<base::UtcTime> m_lasts; ///< When the last step of each ended.
};

int titleHeight(const LaneFonts &fonts)
{
    return std::max(QFontMetrics(fonts.title).height(), metrics::kIcon) + metrics::kSpace1;
}

/// Gives each step the rectangles of its words and of its reach.
void placeLabels(LanePlaces &lane, const LaneFonts &fonts, bool isGroup)
{
    const QFontMetrics word(fonts.word);
    const QFontMetrics figure(fonts.figure);
    const int top = lane.axis + kAxisHeight / 2;
    const int height = word.height() + (isGroup ? 0 : figure.height());
    for (PlacedStep &step : lane.steps) {
        const int width =
            std::max(word.horizontalAdvance(step.word), figure.horizontalAdvance(step.time));
        step.label = QRect(int(std::round(step.x - width / 2.0)), top, width, height);
        step.reach =
            step.label
                .united(QRect(int(step.x) - metrics::kIcon / 2, lane.axis - metrics::kIcon / 2,
                              metrics::kIcon, metrics::kIcon))
                .adjusted(-metrics::kSpace1, 0, metrics::kSpace1, metrics::kSpace1 / 2);
    }
}

} // namespace

int laneHeight(const LaneFonts &fonts, bool isGroup)
{
    const QFontMetrics word(fonts.word);
    const QFontMetrics figure(fonts.figure);
    const int steps = figure.height() + kAxisHeight + word.height();
    return isGroup ? titleHeight(fonts) + steps + metrics::kSpace3
                   : steps + figure.height() + metrics::kSpace1;
}

std::vector<LanePlaces> placeLanes(const TimelineContent &content, const LaneFonts &fonts,
                                   int width)
{
    const bool isGroup = content.lanes.size() > 1;
    const int height = laneHeight(fonts, isGroup);
    const QFontMetrics figure(fonts.figure);
    std::vector<LanePlaces> lanes;
    int top = 0;
    for (const TimelineLane &lane : content.lanes) {
        LanePlaces places;
        places.rect = QRect(0, top, width, height);
        int line = top;
        if (isGroup) {
            places.title = QRect(metrics::kPaneInset, top, width - 2 * metrics::kPaneInset,
                                 titleHeight(fonts));
            line += titleHeight(fonts);
        }
        places.gapLine = line + figure.ascent();
        places.axis = line + figure.height() + kAxisHeight / 2;
        places.steps = LaneMaker(lane, content.event, fonts, isGroup)
                           .make(metrics::kPaneInset, width - metrics::kPaneInset);
        placeLabels(places, fonts, isGroup);
        lanes.push_back(std::move(places));
        top += height;
    }
    return lanes;
}

} // namespace sendscope::ui
