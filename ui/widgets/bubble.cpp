#include "ui/widgets/bubble.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/remedyline.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kTextLeft = metrics::kSpace3 + metrics::kIcon + metrics::kSpace2 + 2;

} // namespace

Bubble::Bubble(const Theme &theme, QWidget *anchor)
    : Popup(theme, anchor)
    , m_sentence(new Label(theme, Label::Voice::Body, this))
    , m_line(new RemedyLine(theme, this))
    , m_note(new Label(theme, Label::Voice::Small, this))
{
    m_sentence->setWordWrap(true);
    m_sentence->setContentsMargins(metrics::kSpace2, 0, 0, 0); // as the remedy has it
    m_line->hide();
    m_note->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);

    auto *lower = new QHBoxLayout;
    lower->setSpacing(metrics::kSpace4);
    lower->addWidget(m_line);
    lower->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kShadow + kTextLeft - metrics::kSpace2, kShadow + metrics::kSpace3,
                               kShadow + metrics::kSpace3, kShadow + metrics::kSpace3);
    layout->setSpacing(metrics::kSpace2);
    layout->addWidget(m_sentence);
    layout->addLayout(lower);
    connect(m_line, &QAbstractButton::clicked, this, [this] { emit remedyTaken(m_remedy); });
}

void Bubble::setContent(Icon icon, Hue hue, const QString &sentence, const QString &remedy,
                        const QString &note)
{
    m_icon = icon;
    m_hue = hue;
    m_remedy = remedy;
    m_sentence->setText(sentence);
    m_line->setRemedy(remedy);
    m_line->setVisible(!remedy.isEmpty());
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    setAttribute(Qt::WA_TransparentForMouseEvents, remedy.isEmpty());
    update();
}

QString Bubble::sentence() const
{
    return m_sentence->text();
}

bool Bubble::isMarked() const
{
    return m_line->isMarked();
}

void Bubble::setMarked(bool isMarked)
{
    m_line->setMarked(isMarked && !m_remedy.isEmpty());
}

int Bubble::usualWidth() const
{
    const int sentence = QFontMetrics(m_sentence->font()).horizontalAdvance(m_sentence->text());
    const int lower = (m_remedy.isEmpty() ? 0 : m_line->sizeHint().width() + metrics::kSpace4)
        + m_note->sizeHint().width();
    return kTextLeft + qMax(sentence, lower) + metrics::kSpace4;
}

void Bubble::paintEvent(QPaintEvent *event)
{
    Popup::paintEvent(event);

    const Tokens &tokens = theme().tokens();
    QPainter painter(this);
    const QPoint icon(sheet().left() + metrics::kSpace3,
                      m_sentence->y()
                          + (QFontMetrics(m_sentence->font()).height() - metrics::kIcon) / 2);
    painter.drawPixmap(icon,
                       theme().icons().pixmap(m_icon, tokens.hue(m_hue), tokens.raised,
                                              metrics::kIcon, devicePixelRatioF()));
}

} // namespace sendscope::ui
