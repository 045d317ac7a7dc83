#pragma once

#include <QObject>

namespace sendscope::ui {

/// Shift+F10 opens the context menu of what has the focus, as the menu key does: many keyboards
/// have none, and Qt knows the other way on Windows only.
class MenuKey : public QObject
{
    Q_OBJECT

public:
    /// For all of the application, as long as this lives.
    MenuKey();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace sendscope::ui
