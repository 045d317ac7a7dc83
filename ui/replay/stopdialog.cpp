#include "ui/replay/stopdialog.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QVBoxLayout>

namespace sendscope::ui {

StopDialog::StopDialog(const Theme &theme, const replay::PlayProgress &progress, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Replay"));
    auto *headline = new Label(theme, Label::Voice::Verdict, tr("A replay is under way"));
    auto *words = new Label(theme, Label::Voice::Body,
                            tr("%1 of %2 requests are sent. Closing the window ends it.")
                                .arg(countText(progress.begun), countText(progress.planned)));
    words->setWordWrap(true);
    auto *stop = new Button(theme, ButtonKind::Plain);
    stop->setText(tr("&Stop it and close"));
    stop->setAutoDefault(false);
    auto *keep = new Button(theme, ButtonKind::Primary);
    keep->setText(tr("&Let it go on"));
    keep->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    buttons->addWidget(stop);
    buttons->addWidget(keep);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace3);
    column->addWidget(headline);
    column->addWidget(words);
    column->addSpacing(metrics::kSpace2);
    column->addLayout(buttons);
    keep->setFocus();
    connect(stop, &QPushButton::clicked, this, &QDialog::accept);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
}

} // namespace sendscope::ui

#include "moc_stopdialog.cpp"
