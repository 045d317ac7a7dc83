#include "ui/keeping/removalbar.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/barground.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace sendscope::ui {

RemovalBar::RemovalBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new Label(theme, Label::Voice::Body))
    , m_undo(new Button(theme, ButtonKind::Plain))
{
    m_undo->setText(tr("&Undo"));
    auto *close = new Button(theme, ButtonKind::Quiet);
    close->setGlyph(Icon::Clear);
    close->setHint(tr("Hide this line. Edit > Undo the last deletion still brings them back."));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kPaneInset, metrics::kSpace1, metrics::kSpace2,
                            metrics::kSpace1);
    row->setSpacing(metrics::kSpace3);
    row->addWidget(m_label);
    row->addWidget(m_undo);
    row->addStretch();
    row->addWidget(close);
    hide();
    connect(m_undo, &QAbstractButton::clicked, this, &RemovalBar::undoClicked);
    connect(close, &QAbstractButton::clicked, this, &QWidget::hide);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RemovalBar::say(const QString &sentence)
{
    m_label->setText(sentence);
    m_label->setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
}

QString RemovalBar::sentence() const
{
    return m_label->text();
}

void RemovalBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBarGround(painter, rect(), m_theme.tokens(), Hue::Quiet);
}

} // namespace sendscope::ui

#include "moc_removalbar.cpp"
