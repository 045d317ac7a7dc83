#include "ui/replay/stopdialog.h"

#include "ui/widgets/valueformat.h"

namespace sendscope::ui {
namespace {

Question questionAbout(const replay::PlayProgress &progress)
{
    return {
        .title = StopDialog::tr("Replay"),
        .headline = StopDialog::tr("A replay is under way"),
        .words = StopDialog::tr("%1 of %2 requests are sent. Closing the window ends it.")
                     .arg(countText(progress.begun), countText(progress.planned)),
        .act = StopDialog::tr("&Stop it and close"),
        .leave = StopDialog::tr("&Let it go on"),
    };
}

} // namespace

StopDialog::StopDialog(const Theme &theme, const replay::PlayProgress &progress, QWidget *parent)
    : QuestionDialog(theme, questionAbout(progress), parent)
{
}

} // namespace sendscope::ui

#include "moc_stopdialog.cpp"
