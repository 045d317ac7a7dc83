#include "ui/filter/namesdialog.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/textfield.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kLines = 12;
constexpr int kListWidth = 560;

} // namespace

NamesDialog::NamesDialog(const Theme &theme, const filter::Names &names, QWidget *parent)
    : QDialog(parent)
    , m_text(new TextField(kLines))
    , m_count(new Label(theme, Label::Voice::Small))
{
    setWindowTitle(tr("Names"));
    auto *headline =
        new Label(theme, Label::Voice::Verdict, tr("Names of numbers and applications"));
    auto *words = new Label(
        theme, Label::Voice::Secondary,
        tr("Shown in place of the number or id, and found by filters. They stay on this machine: "
           "no capture and no export has them."));
    words->setWordWrap(true);
    auto *label = new Label(theme, Label::Voice::Small,
                            tr("A line each, such as: +19195550142 = QA toll-free"));
    label->setBuddy(m_text);
    m_text->setAccessibleName(tr("Names, a line each"));
    m_text->setFont(theme.fonts().fixed());
    m_text->setPlainText(names.print());
    auto *cancel = new Button(theme, ButtonKind::Plain);
    cancel->setText(tr("Cancel"));
    auto *ok = new Button(theme, ButtonKind::Primary);
    ok->setText(tr("&Save"));
    ok->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addWidget(m_count, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(ok);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(headline);
    column->addWidget(words);
    column->addSpacing(metrics::kSpace2);
    column->addWidget(label);
    column->addWidget(m_text, 1);
    column->addSpacing(metrics::kSpace2);
    column->addLayout(buttons);
    setMinimumWidth(kListWidth);
    connect(m_text, &QPlainTextEdit::textChanged, this, &NamesDialog::showCount);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(ok, &QPushButton::clicked, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this,
            [this] { emit named(filter::Names::read(m_text->toPlainText())); });
    showCount();
}

void NamesDialog::showCount()
{
    const auto count = qint64(filter::Names::read(m_text->toPlainText()).all().size());
    m_count->setText(count == 1 ? tr("1 name") : tr("%1 names").arg(countText(count)));
}

} // namespace sendscope::ui
