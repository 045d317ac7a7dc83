#pragma once

#include "app/engine/engine.h"
#include "app/engine/query.h"
#include "app/settings/paths.h"
#include "app/settings/settings.h"
#include "ui/actions/actions.h"
#include "ui/mainwindow/windowstate.h"

#include <QMainWindow>

#include <memory>

class QMenu;
class QStackedWidget;

namespace sendscope::engine {
class BandwidthAccount;
}

namespace sendscope::ui {

class Banner;
class Button;
class DetailLoader;
class DetailPane;
class EventTableView;
class ExchangeWiring;
class FilterBar;
class FilterWiring;
class HiddenMatches;
class KeepingWiring;
class MediaRoom;
class MessagesWiring;
class NamesWiring;
class PaneFrame;
class PassOnButton;
class ReplayWiring;
class RowCopier;
class StatusRow;
class Theme;

/// Puts the panes together, and what one of them tells into the others.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// All outlive the window. The engine may be started before or after. \p account: that of the
    /// whole program, where it has several windows; else one of its own.
    MainWindow(engine::Engine &engine, Theme &theme, settings::Settings &settings,
               const settings::Paths &paths, QWidget *parent = nullptr,
               std::shared_ptr<engine::BandwidthAccount> account = {});
    ~MainWindow() override;

    QAction *actionOf(ActionId id) const { return m_actions.action(id); }
    QMenu *recentMenu() const { return m_recentMenu; } ///< To be filled when it is about to show.

    /// A sentence about something that was asked for, in the status row.
    void say(const QString &sentence);

signals:
    void closed();
    void captureDropped(const QString &path); ///< To be opened.

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *makeToolRow();
    QWidget *makePanes();
    void connectEngine();
    void connectPanes();
    void connectFilter();
    void connectTable();
    void connectActions();
    void restore();
    void applyTheme();

    void onStatusChanged();
    void onResult(const engine::QueryResult &result);
    void onContent();
    void readOnDemandFields();
    void showStage();
    void showPanes();
    QWidgetList panes() const;
    void copyAddress();
    void setThemeChoice(ActionId id);
    QString captureName() const;
    QByteArray ownAuthorization() const;

    engine::Engine &m_engine;
    Theme &m_theme;
    settings::Settings &m_settings;
    const settings::Paths m_paths;
    WindowState m_state;
    Actions m_actions;
    engine::Query m_query;
    const std::shared_ptr<engine::BandwidthAccount> m_account;
    std::unique_ptr<MediaRoom> m_media;
    DetailLoader *m_loader;
    RowCopier *m_copier;
    HiddenMatches *m_hidden;
    ReplayWiring *m_replays = nullptr;
    KeepingWiring *m_keeping = nullptr;

    QMenu *m_recentMenu = nullptr;
    ExchangeWiring *m_exchange = nullptr;
    FilterBar *m_filter = nullptr;
    FilterWiring *m_filters = nullptr;
    NamesWiring *m_names = nullptr;
    PassOnButton *m_passOn = nullptr;
    Button *m_replay = nullptr;
    Button *m_more = nullptr;
    Banner *m_banner = nullptr;
    QStackedWidget *m_stage = nullptr; ///< The welcome, or the panes.
    PaneFrame *m_panes = nullptr;
    EventTableView *m_table = nullptr;
    MessagesWiring *m_messages = nullptr;
    DetailPane *m_detail = nullptr;
    StatusRow *m_status = nullptr;
    bool m_wasEmpty = false;     ///< The welcome was shown.
    bool m_hasShownRows = false; ///< Before: the first event of an empty capture becomes current,
                                 ///< else the newest.
};

} // namespace sendscope::ui
