#pragma once

#include "app/bandwidth/message.h"
#include "app/engine/capturearchive.h"
#include "app/event/request.h"
#include "app/media/keepingservice.h"
#include "app/media/linkfinder.h"
#include "ui/media/mediastore.h"
#include "ui/media/mediaworker.h"
#include "ui/media/rememberedhosts.h"

#include <QObject>

#include <optional>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

class KeepBar;
class MediaPane;
class Theme;

/// All that has to do with media in one window: the pane, the bar that asks about keeping, and what
/// works behind them. Puts them together, and asks for credentials where they are missing.
class MediaRoom : public QObject
{
    Q_OBJECT

public:
    /// All outlive this. Pane and bar belong to whoever lays them out, and use nothing of
    /// this while they are destroyed.
    MediaRoom(const Theme &theme, engine::Engine &engine, media::SignIn &signIn,
              settings::Settings &settings, QWidget &window);
    ~MediaRoom() override;

    MediaPane *pane() const { return m_pane; }
    KeepBar *bar() const { return m_bar; }

    /// The event that is looked at; none: there is nothing to see. \p arrived: of its request.
    void showEvent(const std::optional<bandwidth::EventFacts> &facts, base::UtcTime arrived);

    /// The pane was closed: what is being fetched for it is of no use any more.
    void onPaneClosed() { m_store.cancelAll(); }

private:
    enum class Choice { Ask, Always, OnClick };

    void connectKeeping();
    void onStored(const event::StoredBatchPtr &batch);
    void onFound(const media::FoundLinks &links);
    void onKeepingChanged();
    Choice choice() const;
    void choose(Choice choice);
    void askForCredentials();

    const Theme &m_theme;
    engine::Engine &m_engine;
    media::SignIn &m_signIn;
    settings::Settings &m_settings;
    QWidget &m_window;

    RememberedHosts m_hosts;
    media::Fetcher m_fetcher;
    engine::CaptureArchive m_archive;
    media::LinkFinder m_finder;
    media::KeepingService m_keeping;
    MediaWorker m_worker;
    MediaStore m_store;
    media::FoundLinks m_found; ///< While the bar asks: what it asks about.
    MediaPane *m_pane;
    KeepBar *m_bar;
};

} // namespace sendscope::ui
