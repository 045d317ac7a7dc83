#include "ui/passon/passonpopup.h"

#include "app/replay/passontarget.h"
#include "ui/passon/passonwords.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kUsualWidth = 520;

/// The words beside a radio button begin where its own do.
constexpr int kChoiceIndent = 24;

} // namespace

PassOnPopup::PassOnPopup(const Theme &theme, QWidget *anchor)
    : Popup(theme, anchor)
{
    setAccessibleName(tr("Pass on"));
    build();
    connect(m_target, &QLineEdit::returnPressed, this, &PassOnPopup::start);
    connect(m_target, &QLineEdit::textChanged, this, &PassOnPopup::judge);
    connect(m_watch, &QRadioButton::toggled, this, &PassOnPopup::judge);
    connect(m_start, &QPushButton::clicked, this, &PassOnPopup::start);
    connect(m_stop, &QPushButton::clicked, this, &PassOnPopup::stopAsked);
    connect(this, &Popup::pressedOutside, this, &QWidget::hide);
    judge();
}

void PassOnPopup::build()
{
    m_target = new QLineEdit;
    m_target->setFont(theme().fonts().fixed());
    m_target->setPlaceholderText(tr("http://localhost:3000/hook"));
    m_target->setAccessibleName(tr("Target address"));
    m_target->setTextMargins(metrics::kSpace1, 0, 0, 0);
    m_target->setMinimumHeight(metrics::fieldHeight(m_target->fontMetrics()));
    auto *label = new Label(theme(), Label::Voice::Small, tr("Pass every request &on to"));
    label->setBuddy(m_target);

    m_watch = new QRadioButton(tr("&Watch"));
    m_watch->setChecked(true);
    m_relay = new QRadioButton(tr("Stand &between"));
    auto *modes = new QButtonGroup(this);
    modes->addButton(m_watch);
    modes->addButton(m_relay);
    m_notice = new Label(theme(), Label::Voice::Small);
    m_notice->setWordWrap(true);
    m_stop = new Button(theme(), ButtonKind::Plain);
    m_stop->setText(tr("Stop"));
    m_start = new Button(theme(), ButtonKind::Plain);
    m_start->setText(tr("Start"));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addWidget(m_notice, 1);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_start);

    auto *column = new QVBoxLayout(this);
    const int inset = kShadow + metrics::kSpace4;
    column->setContentsMargins(inset, inset, inset, inset);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(label);
    column->addWidget(m_target);
    column->addSpacing(metrics::kSpace1);
    column->addWidget(makeChoice(m_watch, http::PassMode::Watch));
    column->addWidget(makeChoice(m_relay, http::PassMode::Relay));
    column->addSpacing(metrics::kSpace1);
    column->addLayout(buttons);
}

QWidget *PassOnPopup::makeChoice(QRadioButton *button, http::PassMode mode)
{
    const QString meaning = passOnMeaning(mode, replay::PassOnOptions().limit);
    button->setAccessibleDescription(meaning);
    auto *words = new Label(theme(), Label::Voice::Small, meaning);
    words->setWordWrap(true);
    words->setContentsMargins(kChoiceIndent, 0, 0, 0);

    auto *choice = new QWidget;
    auto *column = new QVBoxLayout(choice);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(button);
    column->addWidget(words);
    return choice;
}

void PassOnPopup::open(const QString &target)
{
    m_target->setText(target);
    const bool isRelay = m_status.options && m_status.options->mode == http::PassMode::Relay;
    (isRelay ? m_relay : m_watch)->setChecked(true);
    judge();
    showAt(0);
    m_target->setFocus(Qt::PopupFocusReason);
    m_target->selectAll();
}

void PassOnPopup::setStatus(const replay::PassOnStatus &status)
{
    m_status = status;
    judge();
}

void PassOnPopup::showError(const QString &sentence)
{
    m_notice->setText(sentence);
    m_notice->setHue(Hue::Failed);
    if (isVisible())
        fit();
}

void PassOnPopup::judge()
{
    const QString typed = m_target->text();
    const auto target = replay::parsePassOnTarget(typed);
    const bool isOn = m_status.options.has_value();
    const bool isChange = !isOn || !target || m_status.options->target != *target
        || (m_status.options->mode == http::PassMode::Relay) != m_relay->isChecked();
    m_stop->setVisible(isOn);
    m_start->setText(isOn ? tr("Change") : tr("Start"));
    m_start->setEnabled(target.has_value() && isChange);

    m_notice->clearHue();
    if (!target && !typed.trimmed().isEmpty())
        m_notice->setText(base::hint(target.error()));
    else if (m_status.error)
        showError(base::sentence(*m_status.error) + u' ' + base::hint(*m_status.error));
    else
        m_notice->setText(isOn ? passOnCounts(m_status)
                               : tr("Off at each start. Refused requests stay here."));
    if (isVisible())
        fit();
}

void PassOnPopup::start()
{
    const auto target = replay::parsePassOnTarget(m_target->text());
    if (!target || !m_start->isEnabled())
        return;
    replay::PassOnOptions options;
    options.target = *target;
    options.mode = m_relay->isChecked() ? http::PassMode::Relay : http::PassMode::Watch;
    emit startAsked(options);
}

void PassOnPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return Popup::keyPressEvent(event);
    hide();
    emit closed();
}

int PassOnPopup::usualWidth() const
{
    return kUsualWidth;
}

} // namespace sendscope::ui

#include "moc_passonpopup.cpp"
