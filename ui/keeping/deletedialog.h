#pragma once

#include "ui/widgets/questiondialog.h"

namespace sendscope::ui {

/// Asks before events are deleted, by their number; accepted: they are.
class DeleteDialog : public QuestionDialog
{
    Q_OBJECT

public:
    DeleteDialog(const Theme &theme, qint64 events, QWidget *parent = nullptr);
};

} // namespace sendscope::ui
