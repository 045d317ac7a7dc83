#include "ui/media/mediaroom.h"

#include "app/engine/engine.h"
#include "app/media/messagemedia.h"
#include "app/settings/settings.h"
#include "ui/media/credentialsdialog.h"
#include "ui/media/keepbar.h"
#include "ui/media/mediapane.h"

#include <QCoreApplication>

#include <tuple>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

/// Links that came while the bar is still asking, which are kept as well if the answer is yes.
constexpr size_t kMostAskedAbout = 1'000;

} // namespace

MediaRoom::MediaRoom(const Theme &theme, engine::Engine &engine, media::SignIn &signIn,
                     settings::Settings &settings, QWidget &window)
    : QObject()
    , m_theme(theme)
    , m_engine(engine)
    , m_signIn(signIn)
    , m_settings(settings)
    , m_window(window)
    , m_hosts(settings)
    , m_fetcher(engine.net(), signIn)
    , m_archive(engine)
    , m_finder(signIn.host())
    , m_keeping(m_fetcher, m_archive, engine.clock())
    , m_worker(QCoreApplication::applicationFilePath())
    , m_store(m_fetcher, m_archive, m_worker, engine.clock())
    , m_pane(new MediaPane(theme, m_store, m_hosts, signIn.host(), engine.clock()))
    , m_bar(new KeepBar(theme))
{
    m_keeping.setOn(choice() == Choice::Always);
    connectKeeping();
    connect(m_pane, &MediaPane::credentialsClicked, this, &MediaRoom::askForCredentials);
}

MediaRoom::~MediaRoom() = default;

void MediaRoom::connectKeeping()
{
    connect(&m_engine, &engine::Engine::stored, this, &MediaRoom::onStored);
    connect(&m_finder, &media::LinkFinder::found, this, &MediaRoom::onFound);
    connect(&m_keeping, &media::KeepingService::changed, this, &MediaRoom::onKeepingChanged);
    connect(m_bar, &KeepBar::keepClicked, this, [this] { choose(Choice::Always); });
    connect(m_bar, &KeepBar::onlyOnClickClicked, this, [this] { choose(Choice::OnClick); });
    connect(m_bar, &KeepBar::credentialsClicked, this, &MediaRoom::askForCredentials);
}

void MediaRoom::showEvent(const std::optional<bandwidth::EventFacts> &facts, base::UtcTime arrived)
{
    if (facts)
        m_pane->setMedia(media::mediaOf(*facts, arrived));
    else
        m_pane->clear();
}

/// Only what is recorded here and now: a capture that is looked at was kept, or not, by its own
/// recorder.
void MediaRoom::onStored(const event::StoredBatchPtr &batch)
{
    if (m_engine.options().isRecording && batch->source == event::BatchSource::Listener
        && choice() != Choice::OnClick)
        m_finder.look(batch);
}

void MediaRoom::onFound(const media::FoundLinks &links)
{
    switch (choice()) {
    case Choice::Always:
        m_keeping.setOn(true); // the answer may have been given in another window
        m_keeping.keep(links);
        break;
    case Choice::Ask:
        if (m_found.size() < kMostAskedAbout)
            m_found.insert(m_found.end(), links.begin(), links.end());
        m_bar->ask();
        break;
    case Choice::OnClick:
        m_keeping.setOn(false);
        break;
    }
}

MediaRoom::Choice MediaRoom::choice() const
{
    const QString text = m_settings.text(settings::Key::MediaKeep);
    return text == "always"_L1 ? Choice::Always
        : text == "click"_L1   ? Choice::OnClick
                               : Choice::Ask;
}

void MediaRoom::choose(Choice choice)
{
    m_bar->putAway();
    const bool isAlways = choice == Choice::Always;
    // A setting that cannot be written still holds for this run.
    std::ignore = m_settings.keep(settings::Key::MediaKeep, isAlways ? u"always"_s : u"click"_s);
    m_keeping.setOn(isAlways);
    if (isAlways)
        m_keeping.keep(m_found);
    m_found.clear();
}

void MediaRoom::onKeepingChanged()
{
    const media::KeepingStatus &status = m_keeping.status();
    QStringList parts;
    if (status.kept > 0)
        parts += tr("%L1 kept").arg(status.kept);
    if (status.waiting > 0)
        parts += tr("%L1 waiting").arg(status.waiting);
    if (status.failed + status.missed > 0)
        parts += tr("%L1 not kept").arg(status.failed + status.missed);
    m_pane->setKeepingNote(parts.join(u", "_s),
                           status.lastProblem.isEmpty()
                               ? tr("Media on Bandwidth's host that arrived since the start")
                               : status.lastProblem);
    if (status.needsSignIn)
        m_bar->askForCredentials(status.lastProblem, status.waiting);
    else if (choice() != Choice::Ask)
        m_bar->putAway();
}

void MediaRoom::askForCredentials()
{
    auto *dialog = new CredentialsDialog(m_theme, m_signIn, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CredentialsDialog::accepted, m_pane, &MediaPane::refetchCurrent);
    dialog->open();
}

} // namespace sendscope::ui

#include "moc_mediaroom.cpp"
