#include "ui/timeline/stepspainter.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace sendscope::ui {
namespace {

using Kind = TimelineStep::Kind;

constexpr double kRing = 4;

/// How far a mark reaches from its middle.
double reachOf(const PlacedStep &step)
{
    if (step.folded > 0 || step.step.kind == Kind::Created)
        return kRing;
    return step.step.look.icon == Icon::None ? 0 : metrics::kIcon / 2.0;
}

QPen stretchPen(const PlacedStep &to, const TimelineLane &lane, const Tokens &tokens)
{
    if (to.folded > 0)
        return {tokens.text3, 1.5};
    switch (to.step.kind) {
    case Kind::Repeats:
        return {tokens.text3, 1, Qt::DotLine};
    case Kind::Now:
        return lane.tail == TimelineLane::Tail::Overdue
            ? QPen(tokens.hue(Hue::Owed), 2, Qt::DashLine, Qt::FlatCap)
            : QPen(tokens.hue(lane.look.hue), 2, Qt::DotLine, Qt::FlatCap);
    default:
        return {tokens.hue(to.step.look.hue), 2, Qt::SolidLine, Qt::FlatCap};
    }
}

} // namespace

void StepsPainter::paint(const TimelineLane &lane, const LanePlaces &places, bool hasFocus) const
{
    paintTitle(lane, places.title);
    for (size_t to = 1; to < places.steps.size(); ++to) {
        paintStretch(lane, places, to);
        paintGap(places, to);
    }
    for (const PlacedStep &step : places.steps) {
        paintLabel(step, hasFocus);
        paintMark(step, places.axis);
    }
}

void StepsPainter::paintTitle(const TimelineLane &lane, const QRect &rect) const
{
    if (rect.isEmpty())
        return;
    const Tokens &tokens = m_theme.tokens();
    const int top = rect.top() + (rect.height() - metrics::kIcon) / 2;
    m_painter.drawPixmap(rect.left(), top,
                         m_theme.icons().pixmap(lane.look.icon, tokens.hue(lane.look.hue),
                                                tokens.surface, metrics::kIcon,
                                                m_painter.device()->devicePixelRatioF()));
    const QFontMetrics title(m_fonts.title);
    QRect rest = rect.adjusted(metrics::kIcon + metrics::kSpace2, 0, 0, 0);
    m_painter.setFont(m_fonts.title);
    m_painter.setPen(tokens.text);
    m_painter.drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
                       title.elidedText(lane.who, Qt::ElideRight, rest.width()));
    rest.setLeft(rest.left() + title.horizontalAdvance(lane.who) + metrics::kSpace3);
    m_painter.setFont(m_fonts.figure);
    m_painter.setPen(lane.look.hue == Hue::Owed || lane.look.hue == Hue::Failed
                         ? tokens.hue(lane.look.hue)
                         : tokens.text2);
    m_painter.drawText(
        rest, Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetrics(m_fonts.figure).elidedText(lane.verdict, Qt::ElideRight, rest.width()));
}

void StepsPainter::paintStretch(const TimelineLane &lane, const LanePlaces &places, size_t to) const
{
    const PlacedStep &from = places.steps[to - 1];
    const PlacedStep &end = places.steps[to];
    const double left = from.x + reachOf(from);
    const double right = end.x - reachOf(end);
    if (right <= left)
        return;
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(stretchPen(end, lane, m_theme.tokens()));
    m_painter.drawLine(QPointF(left, places.axis), QPointF(right, places.axis));
}

void StepsPainter::paintGap(const LanePlaces &places, size_t to) const
{
    const PlacedStep &from = places.steps[to - 1];
    const PlacedStep &end = places.steps[to];
    const double width = QFontMetricsF(m_fonts.figure).horizontalAdvance(end.gap);
    if (width > end.x - from.x - metrics::kSpace1)
        return; // in the tool tip
    m_painter.setFont(m_fonts.figure);
    m_painter.setPen(m_theme.tokens().text2);
    m_painter.drawText(QPointF((from.x + end.x - width) / 2, places.gapLine), end.gap);
}

void StepsPainter::paintMark(const PlacedStep &step, int axis) const
{
    const Tokens &tokens = m_theme.tokens();
    const double reach = reachOf(step);
    const QPointF middle(step.x, axis);
    m_painter.setRenderHint(QPainter::Antialiasing);
    if (reach == kRing) {
        m_painter.setPen(QPen(tokens.text3, 1.5));
        m_painter.setBrush(tokens.surface);
        m_painter.drawEllipse(middle, kRing, kRing);
        return;
    }
    if (reach == 0)
        return;
    m_painter.drawPixmap(middle - QPointF(reach, reach),
                         m_theme.icons().pixmap(step.step.look.icon, tokens.hue(step.step.look.hue),
                                                tokens.surface, metrics::kIcon,
                                                m_painter.device()->devicePixelRatioF()));
}

void StepsPainter::paintLabel(const PlacedStep &step, bool hasFocus) const
{
    const Tokens &tokens = m_theme.tokens();
    if (step.isSelected) {
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setBrush(tokens.sel);
        m_painter.setPen(hasFocus ? QPen(tokens.accent, 1.5) : QPen(Qt::NoPen));
        m_painter.drawRoundedRect(QRectF(step.label).adjusted(-6.5, -0.5, 6.5, 2.5),
                                  metrics::kRadiusSmall, metrics::kRadiusSmall);
    }
    const Hue hue = step.folded > 0 ? Hue::Quiet : step.step.look.hue;
    QRect line = step.label;
    line.setHeight(QFontMetrics(m_fonts.word).height());
    m_painter.setFont(m_fonts.word);
    m_painter.setPen(hue == Hue::Quiet ? tokens.text2 : tokens.hue(hue));
    m_painter.drawText(line.adjusted(-1, 0, 1, 0), Qt::AlignCenter | Qt::TextSingleLine, step.word);
    if (step.time.isEmpty())
        return;
    line.moveTop(line.bottom() + 1);
    m_painter.setFont(m_fonts.figure);
    m_painter.setPen(tokens.text2);
    m_painter.drawText(line.adjusted(-1, 0, 1, 0), Qt::AlignCenter | Qt::TextSingleLine, step.time);
}

} // namespace sendscope::ui
