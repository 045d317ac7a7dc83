#include "ui/exchange/exchangebar.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/barground.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace sendscope::ui {
namespace {

constexpr int kLineHeight = 2; ///< Of what fills as work gets done.

} // namespace

ExchangeBar::ExchangeBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new Label(theme, Label::Voice::Body))
    , m_button(new Button(theme, ButtonKind::Plain))
{
    m_label->setWordWrap(true);
    m_button->setText(tr("Close"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kPaneInset, metrics::kSpace1, metrics::kSpace2,
                            metrics::kSpace1);
    row->setSpacing(metrics::kSpace3);
    row->addWidget(m_label, 1);
    row->addWidget(m_button);
    hide();
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            emit cancelClicked();
        else
            hide();
    });
}

void ExchangeBar::showProgress(const QString &sentence, qint64 done, qint64 all)
{
    m_isRunning = true;
    m_hue = Hue::Quiet;
    m_done = done;
    m_all = all;
    m_button->setText(tr("Cancel"));
    show(sentence);
}

void ExchangeBar::showResult(const QString &sentence, Hue hue)
{
    m_isRunning = false;
    m_hue = hue;
    m_button->setText(tr("Close"));
    show(sentence);
}

QString ExchangeBar::sentence() const
{
    return m_label->text();
}

void ExchangeBar::show(const QString &sentence)
{
    m_label->setText(sentence);
    m_label->setAccessibleName(sentence);
    setVisible(true);
    update();
}

void ExchangeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBarGround(painter, rect(), m_theme.tokens(), m_hue);
    if (m_isRunning && m_all > 0)
        painter.fillRect(0, height() - kLineHeight, int(width() * m_done / m_all), kLineHeight,
                         m_theme.tokens().accent);
}

} // namespace sendscope::ui

#include "moc_exchangebar.cpp"
