#pragma once

#include "app/replay/player.h"
#include "ui/widgets/questiondialog.h"

namespace sendscope::ui {

/// Asks before a window goes in which a replay is under way. Accepted: it is to be stopped.
class StopDialog : public QuestionDialog
{
    Q_OBJECT

public:
    StopDialog(const Theme &theme, const replay::PlayProgress &progress, QWidget *parent = nullptr);
};

} // namespace sendscope::ui
