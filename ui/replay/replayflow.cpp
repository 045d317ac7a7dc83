#include "ui/replay/replayflow.h"

#include "app/engine/engine.h"
#include "app/store/readerthread.h"

namespace sendscope::ui {

ReplayDialog *openReplayDialog(const Theme &theme, engine::Engine &engine,
                               const index::RowList &events, const ReplayContext &context,
                               QWidget *parent)
{
    auto *dialog = new ReplayDialog(theme, engine.net(), engine.clock(), context, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &ReplayDialog::attempted, &engine,
                     [&engine](const event::Attempt &attempt) { engine.keepAttempts({attempt}); });
    engine.reader().readRequests(events, dialog,
                                 [dialog](const auto &requests) { dialog->setRequests(requests); });
    dialog->open();
    return dialog;
}

} // namespace sendscope::ui
