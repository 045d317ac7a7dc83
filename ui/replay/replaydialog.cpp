#include "ui/replay/replaydialog.h"

#include "ui/replay/pacefield.h"
#include "ui/replay/replaytarget.h"
#include "ui/replay/replaywords.h"
#include "ui/replay/targetfield.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/textfield.h"
#include "ui/widgets/valueformat.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <utility>

namespace sendscope::ui {
namespace {

constexpr int kDialogWidth = 560;
constexpr int kHeaderLines = 3;

QVBoxLayout *labelled(const Theme &theme, const QString &text, QWidget *field)
{
    auto *label = new Label(theme, Label::Voice::Small, text);
    label->setBuddy(field);
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::kSpace1);
    column->addWidget(label);
    column->addWidget(field);
    return column;
}

} // namespace

ReplayDialog::ReplayDialog(const Theme &theme, const ReplayContext &context, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_context(context)
{
    setWindowTitle(tr("Replay"));
    build();
    const ReplayChoice &last = m_context.last;
    m_target->setText(last.target.toString());
    m_user->setText(last.user);
    m_password->setText(last.password);
    m_pace->setPace(last.options.pace, last.options.concurrency);
    m_repetitions->setValue(int(last.options.repetitions));
    m_freshIds->setChecked(last.options.hasFreshIds);
    m_shiftedTimes->setChecked(last.options.hasShiftedTimes);
    m_beginsPaused->setChecked(last.options.beginsPaused);
    m_headers->setPlainText(last.options.headers);
    connectAll();
    judge();
    resize(kDialogWidth, sizeHint().height());
    m_target->setFocus();
}

void ReplayDialog::build()
{
    m_headline = new Label(m_theme, Label::Voice::Verdict, headline());
    m_headline->setWordWrap(true);
    m_target = new TargetField(m_theme, m_context.recentTargets, m_context.ownPorts);
    m_pace = new PaceField(m_theme);
    m_notice = new Label(m_theme, Label::Voice::Small);
    m_notice->setWordWrap(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace4);
    column->addWidget(m_headline);
    column->addWidget(m_target);
    addCredentials(column);
    column->addWidget(new Hairline(m_theme));
    column->addWidget(m_pace);
    addRepetitions(column);
    column->addWidget(new Hairline(m_theme));
    addHeaders(column);
    column->addWidget(m_notice);
    column->addStretch();
    addButtons(column);
}

void ReplayDialog::addCredentials(QBoxLayout *column)
{
    m_user = new QLineEdit;
    m_user->setAccessibleName(tr("User name for the target"));
    m_password = new QLineEdit;
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password for the target"));
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::kSpace3);
    for (QLineEdit *field : {m_user, m_password}) {
        field->setMinimumHeight(metrics::fieldHeight(field->fontMetrics()));
        field->setTextMargins(metrics::kSpace1, 0, 0, 0);
        field->setToolTip(tr("For this target only, and forgotten when the window closes"));
    }
    m_user->setPlaceholderText(tr("none"));
    row->addLayout(labelled(m_theme, tr("&User"), m_user));
    row->addLayout(labelled(m_theme, tr("Pass&word"), m_password));
    column->addLayout(row);
}

void ReplayDialog::addRepetitions(QBoxLayout *column)
{
    m_repetitions = new QSpinBox;
    m_repetitions->setRange(1, ReplayOptions::kMostRepetitions);
    m_repetitions->setAccessibleName(tr("Repetitions"));
    m_repetitions->setMinimumHeight(metrics::fieldHeight(m_repetitions->fontMetrics()));
    auto *times = new Label(m_theme, Label::Voice::Body, tr("&Repetitions"));
    times->setBuddy(m_repetitions);
    m_freshIds = new QCheckBox(tr("Fresh message &ids"));
    m_freshIds->setToolTip(
        tr("Other ids of the same length, the same for the same message in one repetition"));
    m_shiftedTimes = new QCheckBox(tr("&Times shifted to now"));
    m_shiftedTimes->setToolTip(
        tr("The first event happens as it is sent; the others keep their distance to it"));

    m_beginsPaused = new QCheckBox(tr("&Begin paused, to go step by step"));

    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::kSpace2);
    row->addWidget(times);
    row->addWidget(m_repetitions);
    row->addSpacing(metrics::kSpace4);
    row->addWidget(m_freshIds);
    row->addSpacing(metrics::kSpace2);
    row->addWidget(m_shiftedTimes);
    row->addStretch();
    column->addLayout(row);
    column->addWidget(m_beginsPaused);
}

void ReplayDialog::addHeaders(QBoxLayout *column)
{
    m_headers = new TextField(kHeaderLines);
    m_headers->setFont(m_theme.fonts().fixed());
    m_headers->setAccessibleName(tr("Headers"));
    m_headers->setPlaceholderText(tr("X-Build: 412\nUser-Agent:"));
    m_headersNotice = new Label(m_theme, Label::Voice::Hint);
    m_headersNotice->setWordWrap(true);
    QVBoxLayout *part = labelled(m_theme, tr("&Headers"), m_headers);
    part->addWidget(m_headersNotice);
    column->addLayout(part);
}

void ReplayDialog::addButtons(QBoxLayout *column)
{
    m_cancel = new Button(m_theme, ButtonKind::Plain);
    m_cancel->setText(tr("Cancel"));
    m_replay = new Button(m_theme, ButtonKind::Primary);
    m_replay->setText(tr("Replay"));
    m_replay->setDefault(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::kSpace2);
    row->addStretch();
    row->addWidget(m_cancel);
    row->addWidget(m_replay);
    column->addLayout(row);
}

void ReplayDialog::connectAll()
{
    connect(m_target, &TargetField::changed, this, &ReplayDialog::onTargetChanged);
    connect(m_pace, &PaceField::changed, this, &ReplayDialog::judge);
    connect(m_repetitions, &QSpinBox::valueChanged, this, &ReplayDialog::judge);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &ReplayDialog::judge);
    connect(m_replay, &QPushButton::clicked, this, &ReplayDialog::replay);
    connect(m_cancel, &QPushButton::clicked, this, &ReplayDialog::reject);
}

void ReplayDialog::setRequests(const ChosenRequests &requests)
{
    m_requests = requests;
    judge();
}

ReplayChoice ReplayDialog::choice() const
{
    ReplayChoice choice;
    if (const auto target = m_target->target())
        choice.target = *target;
    choice.user = m_user->text();
    choice.password = m_password->text();
    choice.options.pace = m_pace->pace() ? *m_pace->pace() : replay::Pace{};
    choice.options.concurrency = m_pace->concurrency();
    choice.options.repetitions = m_repetitions->value();
    choice.options.hasFreshIds = m_freshIds->isChecked();
    choice.options.hasShiftedTimes = m_shiftedTimes->isChecked();
    choice.options.beginsPaused = m_beginsPaused->isChecked();
    choice.options.headers = m_headers->toPlainText();
    return choice;
}

QString ReplayDialog::headline() const
{
    if (!m_requests)
        return tr("Counting what is to be replayed");
    if (m_requests->requests.empty())
        return tr("There is no whole request among these");
    replay::PlayPlan plan;
    plan.requests = m_requests->requests;
    const ReplayOptions options = choice().options;
    plan.pace = options.pace;
    plan.repetitions = options.repetitions;
    return planWords(plan);
}

QStringList ReplayDialog::notices() const
{
    QStringList said;
    if (const auto pace = m_pace->pace(); !pace)
        said += base::sentence(pace.error());
    if (m_requests && m_requests->leftOut > 0)
        said +=
            tr("%L1 refused are left out: they are no whole requests.").arg(m_requests->leftOut);
    if (!m_context.areAttemptsKept)
        said += tr("This capture can only be read: how it goes is shown, but not kept.");
    if (said.isEmpty())
        said += tr("Credentials and cookies that came with them stay here.");
    return said;
}

/// Credentials that were typed for one target are for no other.
void ReplayDialog::onTargetChanged()
{
    const ReplayChoice &last = m_context.last;
    const auto target = m_target->target();
    const bool isOther = target && !isSameOrigin(*target, last.target);
    if (isOther && m_user->text() == last.user && m_password->text() == last.password) {
        m_user->clear();
        m_password->clear();
    }
    judge();
}

void ReplayDialog::judge()
{
    const auto headers = readHeaderLines(m_headers->toPlainText());
    m_headersNotice->setText(headers ? tr("One a line: “Name: value” is sent, “Name:” is left out.")
                                     : base::sentence(headers.error()));
    if (headers)
        m_headersNotice->clearHue();
    else
        m_headersNotice->setHue(Hue::Failed);
    m_headline->setText(headline());
    m_notice->setText(notices().join(QLatin1Char('\n')));
    m_replay->setEnabled(m_target->target() && m_pace->pace() && headers && m_requests
                         && !m_requests->requests.empty());
}

void ReplayDialog::replay()
{
    emit chosen(choice(), *m_requests);
    accept();
}

} // namespace sendscope::ui

#include "moc_replaydialog.cpp"
