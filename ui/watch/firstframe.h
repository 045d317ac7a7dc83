#pragma once

#include <QObject>

class QWidget;

namespace sendscope::ui {

/// Tells once when a window has been painted for the first time and its picture handed to the
/// window system.
class FirstFrame : public QObject
{
    Q_OBJECT

public:
    /// \p window outlives it.
    explicit FirstFrame(QWidget &window, QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void painted();
};

} // namespace sendscope::ui
