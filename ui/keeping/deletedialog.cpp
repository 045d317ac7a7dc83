#include "ui/keeping/deletedialog.h"

#include "ui/widgets/valueformat.h"

namespace sendscope::ui {
namespace {

Question questionAbout(qint64 events)
{
    const bool isOne = events == 1;
    const QString count = countText(events);
    return {
        .title = DeleteDialog::tr("Delete events"),
        .headline = isOne ? DeleteDialog::tr("Delete 1 event from this capture?")
                          : DeleteDialog::tr("Delete %1 events from this capture?").arg(count),
        .words = isOne
            ? DeleteDialog::tr("It vanishes at once, with its note, mark and attempts. Until the "
                               "capture is closed that can be undone; then it is gone for good.")
            : DeleteDialog::tr("They vanish at once, with their notes, marks and attempts. Until "
                               "the capture is closed that can be undone; then they are gone for "
                               "good."),
        .act = isOne ? DeleteDialog::tr("&Delete 1 event")
                     : DeleteDialog::tr("&Delete %1 events").arg(count),
        .leave = isOne ? DeleteDialog::tr("&Keep it") : DeleteDialog::tr("&Keep them"),
    };
}

} // namespace

DeleteDialog::DeleteDialog(const Theme &theme, qint64 events, QWidget *parent)
    : QuestionDialog(theme, questionAbout(events), parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
}

} // namespace sendscope::ui

#include "moc_deletedialog.cpp"
