#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace sendscope::ui {

/// Where a second start knocks, so that the window that shows a capture comes to the front instead
/// of a second one being opened. One door a window, named by its capture.
///
/// Only programs of the same user are heard, and nothing but a knock.
class WindowDoor : public QObject
{
    Q_OBJECT

public:
    /// \p capturePath: of a file that is there or is about to be made. Where no door can be made
    /// nobody hears a knock, which is no reason not to open a window.
    explicit WindowDoor(const QString &capturePath, QObject *parent = nullptr);

    /// True if some window shows that capture, and has been asked to come to the front. Waits for
    /// at most five seconds, and not at all where no window is; for the start of a program, before
    /// it has windows.
    static bool knock(const QString &capturePath);

signals:
    void knocked();

private:
    void onConnection();

    QLocalServer m_server;
};

} // namespace sendscope::ui
