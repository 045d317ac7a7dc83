#include "ui/widgets/segments.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QRadioButton>

namespace sendscope::ui {
namespace {

constexpr int kRim = 3;

/// A radio button, so that arrow keys and readers of the screen find what they know.
class Segment : public QRadioButton
{
public:
    Segment(const Theme &theme, const QString &word, QWidget *parent)
        : QRadioButton(word, parent)
        , m_theme(theme)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setFocusPolicy(Qt::TabFocus); // a click leaves the focus to the view that it shows
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(m_theme.fonts().strong());
        return {metrics.horizontalAdvance(text()) + 2 * metrics::kSpace4,
                metrics::fieldHeight(metrics) - 2 * kRim};
    }

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &place) const override { return rect().contains(place); }

    void paintEvent(QPaintEvent *) override
    {
        const Tokens &tokens = m_theme.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        const bool hasFocus = this->hasFocus() && window()->isActiveWindow();
        painter.setPen(hasFocus          ? QPen(tokens.accent, 2)
                           : isChecked() ? QPen(tokens.line, 1)
                                         : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? tokens.isDark ? tokens.control.darker(150) : tokens.surface
                                     : QColor(Qt::transparent));
        painter.drawRoundedRect(box, metrics::kRadius - 1, metrics::kRadius - 1);
        painter.setFont(isChecked() ? m_theme.fonts().strong() : m_theme.fonts().body());
        painter.setPen(isChecked() || underMouse() ? tokens.text : tokens.text2);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
    }

private:
    const Theme &m_theme;
};

} // namespace

Segments::Segments(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_group(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kRim, kRim, kRim, kRim);
    row->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::currentChosen);
    connect(&theme, &Theme::changed, this, [this] {
        for (QAbstractButton *button : m_group->buttons())
            button->updateGeometry();
        update();
    });
}

QAbstractButton *Segments::add(const QString &word, const QString &hint)
{
    auto *segment = new Segment(m_theme, word, this);
    segment->setAttribute(Qt::WA_Hover);
    segment->setToolTip(plainToolTip(hint));
    segment->setAccessibleName(word);
    layout()->addWidget(segment);
    m_group->addButton(segment, int(m_group->buttons().size()));
    segment->setChecked(m_group->buttons().size() == 1);
    return segment;
}

int Segments::current() const
{
    return m_group->checkedId();
}

void Segments::setCurrent(int place)
{
    if (QAbstractButton *button = m_group->button(place))
        button->setChecked(true);
}

void Segments::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.isDark ? tokens.raised : tokens.line);
    painter.drawRoundedRect(rect(), metrics::kRadius, metrics::kRadius);
}

} // namespace sendscope::ui

#include "moc_segments.cpp"
