#include "ui/watch/firstframe.h"

#include <QEvent>
#include <QWidget>

namespace sendscope::ui {

FirstFrame::FirstFrame(QWidget &window, QObject *parent)
    : QObject(parent)
{
    window.installEventFilter(this);
}

bool FirstFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        // The window is painted before its children, and all of them in one go: queued, as then
        // the whole picture is out.
        QMetaObject::invokeMethod(this, &FirstFrame::painted, Qt::QueuedConnection);
    }
    return false;
}

} // namespace sendscope::ui

#include "moc_firstframe.cpp"
