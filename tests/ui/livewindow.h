#pragma once

#include "tests/ui/windowhome.h"
#include "ui/actions/actions.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"

#include <memory>

namespace sendscope::tests {

/// A whole window that records, on a free port of this machine.
class LiveWindow
{
public:
    LiveWindow();

    bool start();  ///< Whether it listens, which is waited for.
    void reopen(); ///< The window alone, as on the next day.

    WindowHome &home() { return m_home; }
    engine::Engine &engine() { return m_engine; }
    ui::MainWindow &window() { return *m_window; }

    void trigger(ui::ActionId id) { m_window->actionOf(id)->trigger(); }

    /// Posts a request of one event. Whether the table of events knows of it, which is waited for.
    bool post(const QByteArray &body);

private:
    void open();

    WindowHome m_home;
    ui::Theme m_theme;
    engine::Engine m_engine;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace sendscope::tests
