#include "ui/keeping/deletedialog.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kLeastWidth = 440;

} // namespace

DeleteDialog::DeleteDialog(const Theme &theme, qint64 events, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Delete events"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(kLeastWidth);
    const QString count = countText(events);
    auto *headline = new Label(theme, Label::Voice::Verdict,
                               events == 1 ? tr("Delete 1 event from this capture?")
                                           : tr("Delete %1 events from this capture?").arg(count));
    headline->setWordWrap(true);
    auto *words = new Label(theme, Label::Voice::Body,
                            tr("They vanish at once, with their notes, marks and attempts. Until "
                               "the capture is closed that can be undone; then they are gone for "
                               "good."));
    words->setWordWrap(true);
    auto *remove = new Button(theme, ButtonKind::Plain);
    remove->setText(events == 1 ? tr("&Delete 1 event") : tr("&Delete %1 events").arg(count));
    remove->setAutoDefault(false);
    auto *leave = new Button(theme, ButtonKind::Primary);
    leave->setText(events == 1 ? tr("&Keep it") : tr("&Keep them"));
    leave->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    buttons->addWidget(remove);
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
    connect(remove, &QAbstractButton::clicked, this, &QDialog::accept);
    connect(leave, &QAbstractButton::clicked, this, &QDialog::reject);
}

} // namespace sendscope::ui

#include "moc_deletedialog.cpp"
