#pragma once

#include "app/replay/passonoptions.h"
#include "ui/widgets/button.h"

namespace sendscope::engine {
class Engine;
}
namespace sendscope::settings {
class Settings;
}

namespace sendscope::ui {

class PassOnPopup;

/// Turns passing on, on and off: opens a sheet for target and mode, and is lit while requests go
/// on. Hidden where nothing is recorded.
class PassOnButton : public Button
{
    Q_OBJECT

public:
    /// All outlive it. The target is kept in the settings; whether it was on is not.
    PassOnButton(const Theme &theme, engine::Engine &engine, settings::Settings &settings,
                 QWidget *parent = nullptr);

    void open(); ///< The sheet.

protected:
    void nextCheckState() override;

private:
    void onStatusChanged();
    void start(const replay::PassOnOptions &options);

    engine::Engine &m_engine;
    settings::Settings &m_settings;
    PassOnPopup *m_popup;
};

} // namespace sendscope::ui
