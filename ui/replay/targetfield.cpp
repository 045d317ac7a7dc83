#include "ui/replay/targetfield.h"

#include "app/replay/target.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

#include <utility>

namespace sendscope::ui {

TargetField::TargetField(const Theme &theme, const QStringList &recent,
                         std::vector<quint16> ownPorts, QWidget *parent)
    : QWidget(parent)
    , m_ownPorts(std::move(ownPorts))
    , m_text(new QComboBox)
    , m_notice(new Label(theme, Label::Voice::Small))
{
    m_text->setEditable(true);
    m_text->setInsertPolicy(QComboBox::NoInsert);
    m_text->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_text->addItems(recent);
    m_text->setCurrentIndex(-1);
    m_text->setAccessibleName(tr("Target address"));
    m_text->setFont(theme.fonts().fixed());
    m_text->lineEdit()->setPlaceholderText(tr("http://localhost:3000/hook"));
    m_text->lineEdit()->setTextMargins(metrics::kSpace1, 0, 0, 0);
    m_text->lineEdit()->setAccessibleName(tr("Target address"));
    m_text->setMinimumHeight(metrics::fieldHeight(m_text->fontMetrics()));
    m_notice->setWordWrap(true);
    auto *label = new Label(theme, Label::Voice::Small, tr("&Target"));
    label->setBuddy(m_text);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::kSpace1);
    column->addWidget(label);
    column->addWidget(m_text);
    column->addWidget(m_notice);
    setFocusProxy(m_text);
    connect(m_text, &QComboBox::currentTextChanged, this, [this] {
        judge();
        emit changed();
    });
    judge();
}

void TargetField::setText(const QString &text)
{
    m_text->setCurrentText(text);
}

base::Result<QUrl> TargetField::target() const
{
    return replay::parseTarget(m_text->currentText());
}

void TargetField::judge()
{
    const auto url = target();
    const bool isOurs = url && replay::leadsToUs(*url, m_ownPorts);
    QString notice;
    if (isOurs)
        notice = tr("This is Sendscope itself: it will record them as a run of its own.");
    else if (!url && !m_text->currentText().trimmed().isEmpty())
        notice = tr("An address looks like http://localhost:3000/hook.");
    m_notice->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
    m_text->setAccessibleDescription(notice);
    if (isOurs)
        m_notice->setHue(Hue::Owed);
    else
        m_notice->clearHue();
}

} // namespace sendscope::ui

#include "moc_targetfield.cpp"
