#include "ui/timeline/stepsview.h"

#include "ui/theme/theme.h"
#include "ui/timeline/stepspainter.h"
#include "ui/widgets/valueformat.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace sendscope::ui {
namespace {

/// The place of the selected step among those of a lane; -1 where none of them is.
int selectedIn(const LanePlaces &lane)
{
    const auto selected = std::find_if(lane.steps.begin(), lane.steps.end(),
                                       [](const PlacedStep &step) { return step.isSelected; });
    return selected == lane.steps.end() ? -1 : int(selected - lane.steps.begin());
}

} // namespace

StepsView::StepsView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Steps of the message"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    applyTheme();
    connect(&theme, &Theme::changed, this, &StepsView::applyTheme);
}

void StepsView::setContent(const TimelineContent &content)
{
    if (content == m_content)
        return;
    const bool isOtherHeight = content.lanes.size() != m_content.lanes.size();
    m_content = content;
    setAccessibleDescription(textOf(content));
    if (isOtherHeight)
        updateGeometry();
    layOut();
}

int StepsView::heightFor(size_t lanes) const
{
    return int(lanes) * laneHeight(fonts(), lanes > 1);
}

QSize StepsView::sizeHint() const
{
    return {0, heightFor(std::max<size_t>(m_content.lanes.size(), 1))};
}

QSize StepsView::minimumSizeHint() const
{
    return sizeHint();
}

LaneFonts StepsView::fonts() const
{
    const Fonts &fonts = m_theme.fonts();
    QFont word = fonts.small();
    word.setWeight(QFont::Medium);
    return {fonts.body(), word, fonts.small()};
}

void StepsView::applyTheme()
{
    updateGeometry();
    layOut();
}

void StepsView::layOut()
{
    m_lanes = placeLanes(m_content, fonts(), width());
    update();
}

const PlacedStep *StepsView::stepAt(const QPoint &place) const
{
    for (const LanePlaces &lane : m_lanes) {
        for (const PlacedStep &step : lane.steps) {
            if (step.reach.contains(place))
                return &step;
        }
    }
    return nullptr;
}

bool StepsView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto &help = static_cast<const QHelpEvent &>(*event);
    const PlacedStep *step = stepAt(help.pos());
    if (!step) {
        QToolTip::hideText();
        event->ignore();
        return true;
    }
    QString tip =
        step->folded > 0 ? tr("%1 steps more").arg(step->folded) : textOf(step->step, std::nullopt);
    if (!step->gap.isEmpty())
        tip += u'\n' + tr("%1 after the step before").arg(step->gap);
    QToolTip::showText(help.globalPos(), plainToolTip(tip), this, step->reach);
    return true;
}

void StepsView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void StepsView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void StepsView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        stepAside(-1);
        break;
    case Qt::Key_Right:
        stepAside(1);
        break;
    case Qt::Key_Up:
        changeLane(-1);
        break;
    case Qt::Key_Down:
        changeLane(1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

/// To the next step that is an event, in the lane of the selected one.
void StepsView::stepAside(int direction)
{
    for (const LanePlaces &lane : m_lanes) {
        int place = selectedIn(lane);
        if (place < 0)
            continue;
        for (place += direction; place >= 0 && place < int(lane.steps.size()); place += direction) {
            const PlacedStep &step = lane.steps[size_t(place)];
            if (!step.event().isNull()) {
                choose(&step);
                return;
            }
        }
        return;
    }
    changeLane(direction);
}

/// To the last event of the lane below or above that of the selected step.
void StepsView::changeLane(int direction)
{
    const auto selected = std::find_if(m_lanes.begin(), m_lanes.end(), [](const LanePlaces &lane) {
        return selectedIn(lane) >= 0;
    });
    const int count = int(m_lanes.size());
    int lane =
        selected == m_lanes.end() ? (direction > 0 ? -1 : count) : int(selected - m_lanes.begin());
    for (lane += direction; lane >= 0 && lane < count; lane += direction) {
        const std::vector<PlacedStep> &steps = m_lanes[size_t(lane)].steps;
        const auto last = std::find_if(steps.rbegin(), steps.rend(), [](const PlacedStep &step) {
            return !step.event().isNull();
        });
        if (last != steps.rend()) {
            choose(&*last);
            return;
        }
    }
}

void StepsView::choose(const PlacedStep *step)
{
    if (step && !step->event().isNull())
        emit eventChosen(step->event());
}

void StepsView::mouseMoveEvent(QMouseEvent *event)
{
    const PlacedStep *step = stepAt(event->position().toPoint());
    setCursor(step && !step->event().isNull() ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StepsView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(stepAt(event->position().toPoint()));
}

void StepsView::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), m_theme.tokens().surface);
    const LaneFonts fonts = this->fonts();
    const StepsPainter lanes(m_theme, fonts, painter);
    const bool hasFocus = this->hasFocus() && window()->isActiveWindow();
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        if (m_lanes[i].rect.intersects(event->rect()))
            lanes.paint(m_content.lanes[i], m_lanes[i], hasFocus);
    }
}

void StepsView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

} // namespace sendscope::ui

#include "moc_stepsview.cpp"
