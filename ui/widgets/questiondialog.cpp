#include "ui/widgets/questiondialog.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kQuestionWidth = 440;

} // namespace

QuestionDialog::QuestionDialog(const Theme &theme, const Question &question, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(question.title);
    setMinimumWidth(kQuestionWidth);
    auto *headline = new Label(theme, Label::Voice::Verdict, question.headline);
    headline->setWordWrap(true);
    auto *words = new Label(theme, Label::Voice::Body, question.words);
    words->setWordWrap(true);
    auto *act = new Button(theme, ButtonKind::Plain);
    act->setText(question.act);
    act->setAutoDefault(false);
    auto *leave = new Button(theme, ButtonKind::Primary);
    leave->setText(question.leave);
    leave->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    buttons->addWidget(act);
    buttons->addWidget(leave);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace3);
    column->addWidget(headline);
    column->addWidget(words);
    column->addSpacing(metrics::kSpace2);
    column->addLayout(buttons);
    leave->setFocus();
    connect(act, &QAbstractButton::clicked, this, &QDialog::accept);
    connect(leave, &QAbstractButton::clicked, this, &QDialog::reject);
}

} // namespace sendscope::ui

#include "moc_questiondialog.cpp"
