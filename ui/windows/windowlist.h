#pragma once

#include "app/engine/engine.h"
#include "app/settings/paths.h"
#include "app/settings/settings.h"
#include "ui/mainwindow/windowstate.h"
#include "ui/windows/recentcaptures.h"

#include <QObject>

#include <list>
#include <memory>

class QMenu;

namespace sendscope::engine {
class BandwidthAccount;
}

namespace sendscope::ui {

class MainWindow;
class Theme;

/// The windows of this program, each with its capture: at most one that records, and any number
/// that view.
///
/// Opening a capture never changes where live events go. Record into… does: the recording window
/// ends, and one with the other capture takes its place. A window that is closed takes its services
/// along; the program ends with the last one.
class WindowList : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. \p recording: how captures are recorded; which one does not count.
    WindowList(Theme &theme, settings::Settings &settings, const settings::Paths &paths,
               engine::EngineOptions recording);
    ~WindowList() override;

    /// Opens a window that records into this capture, in the place of the one that records. Does
    /// nothing where that one does not let itself be closed now.
    void record(const QString &capturePath);

    /// Opens a window that shows this capture; one that shows it already comes to the front.
    void view(const QString &capturePath);

    int count() const { return int(m_windows.size()); }

signals:
    /// A window was made, and is about to be shown.
    void opening(sendscope::ui::MainWindow &window);

    /// The last window was closed.
    void emptied();

private:
    struct Entry;

    void open(engine::EngineOptions options);
    bool makeRoomFor(const QString &capturePath);
    void watch(MainWindow &window);
    void connectActions(Entry &entry);
    void fillRecent(QMenu &menu);
    void askToRecord(MainWindow &window, bool isNew);
    void remember(const QString &capturePath);
    void close(MainWindow &window);
    Entry *find(const QString &capturePath);
    QString suggestedFolder() const;

    Theme &m_theme;
    settings::Settings &m_settings;
    const settings::Paths m_paths;
    engine::EngineOptions m_recording;
    const std::shared_ptr<engine::BandwidthAccount> m_account; ///< Of all windows.
    WindowState m_state;
    std::list<std::unique_ptr<Entry>> m_windows;
};

} // namespace sendscope::ui
