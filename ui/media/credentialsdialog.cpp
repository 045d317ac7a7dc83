#include "ui/media/credentialsdialog.h"

#include "app/media/signin.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kDialogWidth = 460;

} // namespace

CredentialsDialog::CredentialsDialog(const Theme &theme, media::SignIn &signIn, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_signIn(signIn)
{
    setWindowTitle(tr("Credentials for Bandwidth"));
    auto *headline =
        new Label(theme, Label::Voice::Verdict, tr("Fetch media from Bandwidth's host"));
    auto *meaning = new Label(
        theme, Label::Voice::Secondary,
        tr("Client id and secret of an API credential (OAuth2) of your account. They go to %1 and "
           "nowhere else; %2 gets a token that lasts for an hour.")
            .arg(signIn.host().token.host(), signIn.host().media.host()));
    meaning->setWordWrap(true);
    m_id = makeField(tr("Client id"));
    m_secret = makeField(tr("Client secret"));
    m_secret->setEchoMode(QLineEdit::Password);
    auto *idLabel = new Label(theme, Label::Voice::Small, tr("Client &id"));
    idLabel->setBuddy(m_id);
    auto *secretLabel = new Label(theme, Label::Voice::Small, tr("Client &secret"));
    secretLabel->setBuddy(m_secret);
    m_remember = new QCheckBox(tr("&Remember them in the system's keyring"));
    m_remember->setAccessibleName(tr("Remember them in the system's keyring"));
    m_remember->setChecked(signIn.hasKeyring());
    m_remember->setVisible(signIn.hasKeyring());
    auto *noKeyring =
        new Label(theme, Label::Voice::Small,
                  tr("There is no keyring on this machine: they are kept in memory until Sendscope "
                     "ends. SENDSCOPE_BANDWIDTH_CLIENT_ID and SENDSCOPE_BANDWIDTH_CLIENT_SECRET "
                     "give them at the start."));
    noKeyring->setWordWrap(true);
    noKeyring->setVisible(!signIn.hasKeyring());

    m_use = new Button(theme, ButtonKind::Primary);
    m_use->setText(tr("Use them"));
    m_use->setDefault(true);
    auto *cancel = new Button(theme, ButtonKind::Plain);
    cancel->setText(tr("Cancel"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_use);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(headline);
    column->addWidget(meaning);
    column->addSpacing(metrics::kSpace2);
    column->addWidget(idLabel);
    column->addWidget(m_id);
    column->addSpacing(metrics::kSpace1);
    column->addWidget(secretLabel);
    column->addWidget(m_secret);
    column->addSpacing(metrics::kSpace1);
    column->addWidget(m_remember);
    column->addWidget(noKeyring);
    column->addStretch();
    column->addSpacing(metrics::kSpace3);
    column->addLayout(buttons);
    resize(kDialogWidth, sizeHint().height());

    connect(m_id, &QLineEdit::textChanged, this, &CredentialsDialog::judge);
    connect(m_secret, &QLineEdit::textChanged, this, &CredentialsDialog::judge);
    connect(m_use, &QPushButton::clicked, this, &CredentialsDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &CredentialsDialog::reject);
    judge();
    m_id->setFocus();
}

QLineEdit *CredentialsDialog::makeField(const QString &name)
{
    auto *field = new QLineEdit;
    field->setAccessibleName(name);
    field->setFont(m_theme.fonts().fixed());
    field->setTextMargins(metrics::kSpace1, 0, 0, 0);
    field->setMinimumHeight(metrics::fieldHeight(field->fontMetrics()));
    return field;
}

void CredentialsDialog::judge()
{
    m_use->setEnabled(!m_id->text().trimmed().isEmpty() && !m_secret->text().trimmed().isEmpty());
}

void CredentialsDialog::accept()
{
    if (!m_use->isEnabled())
        return;
    m_signIn.setCredentials({m_id->text().trimmed(), m_secret->text().trimmed()},
                            m_remember->isChecked());
    QDialog::accept();
}

} // namespace sendscope::ui

#include "moc_credentialsdialog.cpp"
