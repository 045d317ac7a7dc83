#pragma once

#include "app/replay/player.h"

#include <QDialog>

namespace sendscope::ui {

class Theme;

/// Asks before a window goes in which a replay is under way. Accepted: it is to be stopped.
class StopDialog : public QDialog
{
    Q_OBJECT

public:
    StopDialog(const Theme &theme, const replay::PlayProgress &progress, QWidget *parent = nullptr);
};

} // namespace sendscope::ui
