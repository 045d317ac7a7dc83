#pragma once

#include "app/index/row.h"
#include "ui/replay/replaydialog.h"

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

/// Opens the dialog for these events: their requests are read from the capture, what is tried is
/// kept in it.
///
/// The dialog deletes itself when it is closed.
ReplayDialog *openReplayDialog(const Theme &theme, engine::Engine &engine,
                               const index::RowList &events, const ReplayContext &context,
                               QWidget *parent);

} // namespace sendscope::ui
