#include "ui/windows/windowlist.h"

#include "app/engine/bandwidthaccount.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/windows/capturedialog.h"
#include "ui/windows/copycontrol.h"
#include "ui/windows/windowdoor.h"

#include <QDate>
#include <QDir>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr auto kRecent = "captures/recent"_L1;

bool isSameFile(const QString &one, const QString &other)
{
    return QFileInfo(one) == QFileInfo(other);
}

/// Foreign text in a menu: a file's name may have the sign that marks a letter as a key.
QString menuText(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

void bringToFront(QWidget &window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

} // namespace

struct WindowList::Entry
{
    // In this order they are made; in the other they end.
    engine::Engine engine;
    MainWindow window;
    CopyControl copy;
    WindowDoor door; ///< From the start: a second start may come while the capture is being read.

    Entry(const engine::EngineOptions &options, Theme &theme, settings::Settings &settings,
          const settings::Paths &paths, const std::shared_ptr<engine::BandwidthAccount> &account)
        : engine(options)
        , window(engine, theme, settings, paths, nullptr, account)
        , copy(window, engine, nullptr)
        , door(options.capturePath)
    {
    }
};

WindowList::WindowList(Theme &theme, settings::Settings &settings, const settings::Paths &paths,
                       engine::EngineOptions recording)
    : m_theme(theme)
    , m_settings(settings)
    , m_paths(paths)
    , m_recording(std::move(recording))
    , m_account(std::make_shared<engine::BandwidthAccount>(settings))
    , m_state(paths.stateFile)
{
}

WindowList::~WindowList() = default;

void WindowList::record(const QString &capturePath)
{
    if (!makeRoomFor(capturePath))
        return;
    engine::EngineOptions options = m_recording;
    options.capturePath = capturePath;
    options.isRecording = true;
    options.ifDamaged = isSameFile(capturePath, m_paths.liveCapture) ? store::IfDamaged::MoveAside
                                                                     : store::IfDamaged::Refuse;
    open(std::move(options));
}

/// The listener of the window that records has to be gone before the new one comes; and a window
/// that shows what is to be recorded into has to let go of it.
bool WindowList::makeRoomFor(const QString &capturePath)
{
    for (auto entry = m_windows.begin(); entry != m_windows.end();) {
        const engine::EngineOptions &options = (*entry)->engine.options();
        if (!options.isRecording && !isSameFile(options.capturePath, capturePath)) {
            ++entry;
            continue;
        }
        if (options.isRecording) // what goes on, goes on from the new one
            m_recording.passOn = (*entry)->engine.status().passOn.options;
        disconnect(&(*entry)->window, &MainWindow::closed, this, nullptr);
        if (!(*entry)->window.close()) {
            watch((*entry)->window);
            return false;
        }
        entry = m_windows.erase(entry);
    }
    return true;
}

void WindowList::view(const QString &capturePath)
{
    if (Entry *entry = find(capturePath)) {
        bringToFront(entry->window);
        return;
    }
    engine::EngineOptions options = m_recording;
    options.capturePath = capturePath;
    options.isRecording = false;
    options.ifDamaged = store::IfDamaged::Refuse;
    open(std::move(options));
}

void WindowList::open(engine::EngineOptions options)
{
    Entry &entry = *m_windows.emplace_back(
        std::make_unique<Entry>(options, m_theme, m_settings, m_paths, m_account));
    MainWindow &window = entry.window;
    connect(&entry.engine, &engine::Engine::opened, this,
            [this, &entry] { remember(entry.engine.options().capturePath); });
    connect(&entry.door, &WindowDoor::knocked, &window, [&window] { bringToFront(window); });
    watch(window);
    connectActions(entry);
    emit opening(window);
    window.show();
    entry.engine.start();
}

void WindowList::watch(MainWindow &window)
{
    connect(&window, &MainWindow::closed, this, [this, &window] { close(window); });
}

void WindowList::connectActions(Entry &entry)
{
    MainWindow &window = entry.window;
    const auto on = [&window, this](ActionId id, auto &&act) {
        connect(window.actionOf(id), &QAction::triggered, this, std::forward<decltype(act)>(act));
    };
    on(ActionId::OpenCapture, [this, &window] {
        askForCapture(&window, CaptureQuestion::Open, suggestedFolder(),
                      [this](const QString &path) { view(path); });
    });
    on(ActionId::NewCapture, [this, &window] { askToRecord(window, true); });
    on(ActionId::RecordInto, [this, &window] { askToRecord(window, false); });
    on(ActionId::SaveCopy, [&entry] { entry.copy.ask(); });
    connect(&entry.copy, &CopyControl::said, &window, &MainWindow::say);
    connect(window.recentMenu(), &QMenu::aboutToShow, this,
            [this, &window] { fillRecent(*window.recentMenu()); });
    connect(&window, &MainWindow::captureDropped, this,
            [this](const QString &path) { view(path); });
}

void WindowList::askToRecord(MainWindow &window, bool isNew)
{
    const QString suggested = isNew
        ? QDir(suggestedFolder())
              .filePath(QDate::currentDate().toString(Qt::ISODate) + u".sendscope"_s)
        : suggestedFolder();
    askForCapture(&window, isNew ? CaptureQuestion::New : CaptureQuestion::RecordInto, suggested,
                  [this](const QString &path) {
                      // The dialog belongs to a window that may have to go for this.
                      QMetaObject::invokeMethod(
                          this, [this, path] { record(path); }, Qt::QueuedConnection);
                  });
}

void WindowList::fillRecent(QMenu &menu)
{
    menu.clear();
    const QStringList paths = RecentCaptures::fromBytes(m_state.value(kRecent)).paths();
    for (const QString &path : paths) {
        const QFileInfo info(path);
        const QString name =
            isSameFile(path, m_paths.liveCapture) ? tr("Live") : info.completeBaseName();
        QAction *action = menu.addAction(
            menuText(tr("%1  —  %2").arg(name, QDir::toNativeSeparators(info.path()))), this,
            [this, path] { view(path); });
        action->setEnabled(info.exists());
    }
    if (paths.isEmpty())
        menu.addAction(tr("None yet"))->setEnabled(false);
}

void WindowList::remember(const QString &capturePath)
{
    RecentCaptures recent = RecentCaptures::fromBytes(m_state.value(kRecent));
    recent.add(capturePath);
    m_state.keep(kRecent, recent.toBytes());
}

void WindowList::close(MainWindow &window)
{
    const auto entry =
        std::find_if(m_windows.begin(), m_windows.end(),
                     [&window](const auto &known) { return &known->window == &window; });
    if (entry == m_windows.end())
        return;
    // Its own signal has led here.
    auto gone = std::make_shared<std::unique_ptr<Entry>>(std::move(*entry));
    m_windows.erase(entry);
    QMetaObject::invokeMethod(
        this, [gone] { gone->reset(); }, Qt::QueuedConnection);
    if (m_windows.empty())
        emit emptied();
}

WindowList::Entry *WindowList::find(const QString &capturePath)
{
    for (const auto &entry : m_windows) {
        if (isSameFile(entry->engine.options().capturePath, capturePath))
            return entry.get();
    }
    return nullptr;
}

/// Where captures are: that of the last one that was open, else that of the default one.
QString WindowList::suggestedFolder() const
{
    const QStringList recent = RecentCaptures::fromBytes(m_state.value(kRecent)).paths();
    for (const QString &path : recent) {
        if (QFileInfo(QFileInfo(path).path()).isDir())
            return QFileInfo(path).path();
    }
    return m_paths.dataFolder;
}

} // namespace sendscope::ui

#include "moc_windowlist.cpp"
