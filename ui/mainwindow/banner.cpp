#include "ui/mainwindow/banner.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/barground.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace sendscope::ui {

Banner::Banner(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new Label(theme, Label::Voice::Body))
{
    m_label->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kPaneInset, metrics::kSpace2, metrics::kPaneInset,
                            metrics::kSpace2);
    row->addWidget(m_label, 1);
    hide();
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Banner::say(const QString &sentence, Hue hue)
{
    m_hue = hue;
    m_label->setText(sentence);
    m_label->setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
    update();
}

QString Banner::sentence() const
{
    return m_label->text();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBarGround(painter, rect(), m_theme.tokens(), m_hue);
}

} // namespace sendscope::ui

#include "moc_banner.cpp"
