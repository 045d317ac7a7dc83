#include "ui/widgets/bubble.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kShadow = 12; ///< Room around the bubble in which its shadow is painted.
constexpr int kLeastWidth = 480;

} // namespace

Bubble::Bubble(const Theme &theme, QWidget *anchor)
    : QWidget(anchor)
    , m_theme(theme)
    , m_anchor(anchor)
    , m_sentence(new Label(theme, Label::Voice::Body, this))
    , m_note(new Label(theme, Label::Voice::Small, this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    m_sentence->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    const int inset = kShadow + metrics::kSpace3;
    layout->setContentsMargins(inset + metrics::kIcon + metrics::kSpace2 + 2, inset, inset, inset);
    layout->setSpacing(metrics::kSpace2);
    layout->addWidget(m_sentence);
    layout->addWidget(m_note);
}

void Bubble::setContent(Icon icon, Hue hue, const QString &sentence, const QString &note)
{
    m_icon = icon;
    m_hue = hue;
    m_sentence->setText(sentence);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    update();
}

void Bubble::showAt(int x)
{
    QWidget *home = m_anchor->window();
    if (parentWidget() != home)
        setParent(home);
    const QPoint below = m_anchor->mapTo(home, QPoint(x, m_anchor->height() + metrics::kSpace2));
    const int width = qMin(kLeastWidth + 2 * kShadow, home->width());
    const int left = qBound(0, below.x() - kShadow, home->width() - width);
    setGeometry(left, below.y() - kShadow, width,
                layout()->hasHeightForWidth() ? layout()->heightForWidth(width)
                                              : sizeHint().height());
    show();
    raise();
}

QString Bubble::sentence() const
{
    return m_sentence->text();
}

void Bubble::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = m_theme.tokens();
    const QRectF body = QRectF(rect()).adjusted(kShadow, kShadow, -kShadow, -kShadow);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    painter.setPen(Qt::NoPen);
    for (int ring = kShadow - 2; ring > 0; ring -= 2) {
        painter.setBrush(QColor(0, 0, 0, tokens.isDark ? 22 : 8));
        painter.drawRoundedRect(body.adjusted(-ring, 2 - ring, ring, ring + 2),
                                metrics::kRadiusPopup + ring, metrics::kRadiusPopup + ring);
    }
    painter.setPen(tokens.line);
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadiusPopup,
                            metrics::kRadiusPopup);

    const QPoint icon(int(body.left()) + metrics::kSpace3,
                      m_sentence->y() + (fontMetrics().height() - metrics::kIcon) / 2);
    painter.drawPixmap(icon,
                       m_theme.icons().pixmap(m_icon, tokens.hue(m_hue), tokens.raised,
                                              metrics::kIcon, devicePixelRatioF()));
}

} // namespace sendscope::ui
