#include "ui/replay/replaydialog.h"

#include "ui/replay/progressline.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <utility>

namespace sendscope::ui {
namespace {

constexpr int kDialogWidth = 520;

bool isWhole(const event::StoredRequest &request)
{
    const event::Verdict verdict = request.draft.request.verdict;
    return verdict == event::Verdict::Accepted || verdict == event::Verdict::Malformed;
}

} // namespace

ReplayDialog::ReplayDialog(const Theme &theme, net::Client &client, const base::Clock &clock,
                           ReplayContext context, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_context(std::move(context))
    , m_resender(client, clock)
{
    setWindowTitle(tr("Resend"));
    build();
    connect(m_target, &QComboBox::currentTextChanged, this, &ReplayDialog::judge);
    connect(m_send, &QPushButton::clicked, this, &ReplayDialog::send);
    connect(m_close, &QPushButton::clicked, this, &ReplayDialog::reject);
    connect(&m_resender, &replay::Resender::attempted, this, &ReplayDialog::onAttempted);
    connect(&m_resender, &replay::Resender::finished, this, &ReplayDialog::onFinished);
    judge();
}

void ReplayDialog::build()
{
    m_headline = new Label(m_theme, Label::Voice::Verdict, headline());
    m_headline->setWordWrap(true);

    m_target = new QComboBox;
    m_target->setEditable(true);
    m_target->setInsertPolicy(QComboBox::NoInsert);
    m_target->addItems(m_context.recentTargets);
    m_target->setCurrentIndex(-1);
    m_target->setAccessibleName(tr("Target address"));
    m_target->setFont(m_theme.fonts().fixed());
    m_target->lineEdit()->setPlaceholderText(tr("http://localhost:3000/hook"));
    m_target->lineEdit()->setTextMargins(metrics::kSpace1, 0, 0, 0);
    m_target->lineEdit()->setAccessibleName(tr("Target address"));
    m_target->setMinimumHeight(metrics::fieldHeight(m_target->fontMetrics()));
    auto *label = new Label(m_theme, Label::Voice::Small, tr("&Target"));
    label->setBuddy(m_target);

    m_notice = new Label(m_theme, Label::Voice::Small);
    m_notice->setWordWrap(true);
    m_progress = new ProgressLine(m_theme);
    m_progress->hide();
    m_result = new Label(m_theme, Label::Voice::Strong);
    m_result->setWordWrap(true);
    m_result->hide();

    m_send = new Button(m_theme, ButtonKind::Primary);
    m_send->setText(tr("Resend"));
    m_send->setDefault(true);
    m_close = new Button(m_theme, ButtonKind::Plain);
    m_close->setText(tr("Cancel"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_send);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(m_headline);
    column->addSpacing(metrics::kSpace2);
    column->addWidget(label);
    column->addWidget(m_target);
    column->addWidget(m_notice);
    column->addWidget(m_progress);
    column->addWidget(m_result);
    column->addStretch();
    column->addSpacing(metrics::kSpace3);
    column->addLayout(buttons);
    resize(kDialogWidth, sizeHint().height());
    m_target->setFocus();
}

void ReplayDialog::setRequests(const base::Result<std::vector<event::StoredRequest>> &requests)
{
    if (!requests) {
        m_headline->setText(base::sentence(requests.error()));
        return;
    }
    for (const event::StoredRequest &request : *requests) {
        if (isWhole(request))
            m_requests.push_back(request);
    }
    m_leftOut = qsizetype(requests->size() - m_requests.size());
    m_isReady = true;
    m_headline->setText(headline());
    judge();
}

void ReplayDialog::reject()
{
    m_resender.cancel();
    QDialog::reject();
}

QString ReplayDialog::headline() const
{
    if (!m_isReady)
        return tr("Reading what is to be resent");
    const auto count = qsizetype(m_requests.size());
    if (count == 0)
        return tr("There is no whole request among these to resend");
    return count == 1 ? tr("Resend 1 request, as it came")
                      : tr("Resend %L1 requests, as they came").arg(count);
}

void ReplayDialog::judge()
{
    const QString text = m_target->currentText();
    const auto target = parseReplayTarget(text);
    m_send->setEnabled(target && m_isReady && !m_requests.empty() && !m_resender.isRunning());

    QStringList notices;
    const bool isToUs = target && isOwnAddress(*target, m_context.ownPorts);
    if (isToUs)
        notices += tr("This is Sendscope's own address: what is resent arrives here again as new "
                      "events.");
    if (!target && !text.trimmed().isEmpty())
        notices += tr("An address looks like http://localhost:3000/hook.");
    if (m_leftOut > 0)
        notices += tr("%L1 refused are left out: they are no whole requests.").arg(m_leftOut);
    if (!m_context.areAttemptsKept)
        notices += tr("This capture can only be read: how it goes is shown here, but not kept.");
    m_notice->setText(notices.isEmpty()
                          ? tr("Credentials and cookies that came with them stay here.")
                          : notices.join(QLatin1Char('\n')));
    if (isToUs)
        m_notice->setHue(Hue::Owed);
    else
        m_notice->clearHue();
}

void ReplayDialog::send()
{
    const auto target = parseReplayTarget(m_target->currentText());
    if (!target)
        return;
    m_done = 0;
    m_progress->setProgress(0, qint64(m_requests.size()));
    m_progress->show();
    m_result->setText(tr("Sending"));
    m_result->show();
    m_target->setEnabled(false);
    emit targetChosen(target->toString());

    replay::ResendJob job;
    job.requests = m_requests;
    job.target = *target;
    m_resender.start(std::move(job));
    m_send->setEnabled(false);
}

void ReplayDialog::onAttempted(const event::Attempt &attempt)
{
    ++m_done;
    m_progress->setProgress(m_done, qint64(m_requests.size()));
    m_result->setText(tr("%L1 of %L2 sent").arg(m_done).arg(m_requests.size()));
    emit attempted(attempt);
}

void ReplayDialog::onFinished(const replay::ResendSummary &summary)
{
    QStringList parts{tr("%L1 of %L2 sent").arg(summary.sent).arg(summary.planned),
                      tr("%L1 answered 2xx").arg(summary.answered2xx)};
    if (summary.failed > 0)
        parts += tr("%L1 failed").arg(summary.failed);
    if (summary.isCancelled)
        parts += tr("stopped");
    m_result->setText(parts.join(QLatin1String(", ")));
    m_target->setEnabled(true);
    m_close->setText(tr("Close"));
    m_send->setText(tr("Resend again"));
    judge();
}

} // namespace sendscope::ui

#include "moc_replaydialog.cpp"
