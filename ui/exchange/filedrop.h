#pragma once

#include <QObject>
#include <QStringList>

class QWidget;

namespace sendscope::ui {

/// Takes files that are dropped onto a window, wherever in it.
class FileDrop : public QObject
{
    Q_OBJECT

public:
    explicit FileDrop(QWidget &window);

signals:
    void dropped(const QStringList &paths);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace sendscope::ui
