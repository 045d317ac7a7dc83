#pragma once

#include <QDialog>

namespace sendscope::ui {

class Theme;

/// Asks before events are deleted, by their number; accepted: they are.
class DeleteDialog : public QDialog
{
    Q_OBJECT

public:
    DeleteDialog(const Theme &theme, qint64 events, QWidget *parent = nullptr);
};

} // namespace sendscope::ui
