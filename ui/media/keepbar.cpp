#include "ui/media/keepbar.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/barground.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace sendscope::ui {

KeepBar::KeepBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new Label(theme, Label::Voice::Body))
    , m_keep(new Button(theme, ButtonKind::Plain))
    , m_onlyOnClick(new Button(theme, ButtonKind::Plain))
    , m_credentials(new Button(theme, ButtonKind::Plain))
{
    m_keep->setText(tr("Keep them from now on"));
    m_onlyOnClick->setText(tr("Only when I click"));
    m_credentials->setText(tr("Enter credentials…"));
    m_label->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kPaneInset, metrics::kSpace2, metrics::kSpace3,
                            metrics::kSpace2);
    row->setSpacing(metrics::kSpace2);
    row->addWidget(m_label, 1);
    for (Button *button : {m_keep, m_onlyOnClick, m_credentials})
        row->addWidget(button);
    connect(m_keep, &QPushButton::clicked, this, &KeepBar::keepClicked);
    connect(m_onlyOnClick, &QPushButton::clicked, this, &KeepBar::onlyOnClickClicked);
    connect(m_credentials, &QPushButton::clicked, this, &KeepBar::credentialsClicked);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void KeepBar::ask()
{
    say(tr("An event lists media on Bandwidth's host. Bandwidth deletes these after 48 h."),
        Hue::Received, true);
}

void KeepBar::askForCredentials(const QString &problem, qint64 waiting)
{
    const QString count = waiting == 1 ? tr("1 file waits to be kept.")
                                       : tr("%L1 files wait to be kept.").arg(waiting);
    say(QStringList{problem, count}.join(QLatin1Char(' ')), Hue::Owed, false);
}

void KeepBar::say(const QString &sentence, Hue hue, bool isQuestion)
{
    m_hue = hue;
    m_label->setText(sentence);
    m_label->setAccessibleName(sentence);
    m_keep->setVisible(isQuestion);
    m_credentials->setVisible(!isQuestion);
    show();
    update();
}

void KeepBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBarGround(painter, rect(), m_theme.tokens(), m_hue);
}

} // namespace sendscope::ui

#include "moc_keepbar.cpp"
