#include "ui/filter/namedialog.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kWidth = 420;

} // namespace

NameDialog::NameDialog(const Theme &theme, const QString &title, const QString &what,
                       const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(name))
{
    setWindowTitle(title);
    auto *headline = new Label(theme, Label::Voice::Verdict, title);
    auto *shown = new Label(theme, Label::Voice::Fixed, onOneLine(what));
    shown->setWordWrap(true);
    auto *label = new Label(theme, Label::Voice::Small, tr("Name"));
    label->setBuddy(m_name);
    m_name->setAccessibleName(tr("Name"));
    m_name->selectAll();
    auto *cancel = new Button(theme, ButtonKind::Plain);
    cancel->setText(tr("Cancel"));
    auto *ok = new Button(theme, ButtonKind::Primary);
    ok->setText(tr("&Save"));
    ok->setDefault(true);
    m_ok = ok;

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(ok);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(headline);
    column->addWidget(shown);
    column->addSpacing(metrics::kSpace2);
    column->addWidget(label);
    column->addWidget(m_name);
    column->addSpacing(metrics::kSpace3);
    column->addLayout(buttons);
    setMinimumWidth(kWidth);
    m_name->setFocus();
    connect(m_name, &QLineEdit::textChanged, this, &NameDialog::showWhatCanBeDone);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(ok, &QPushButton::clicked, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { emit named(this->name()); });
    showWhatCanBeDone();
}

QString NameDialog::name() const
{
    return m_name->text().trimmed();
}

void NameDialog::setMayBeEmpty(bool may)
{
    m_mayBeEmpty = may;
    showWhatCanBeDone();
}

void NameDialog::showWhatCanBeDone()
{
    m_ok->setEnabled(m_mayBeEmpty || !name().isEmpty());
}

} // namespace sendscope::ui
