#include "ui/replay/replaysession.h"

#include "app/engine/engine.h"
#include "ui/replay/editablerequest.h"
#include "ui/replay/replaywords.h"
#include "ui/replay/reportpane.h"

#include <algorithm>
#include <utility>

namespace sendscope::ui {

using State = replay::Player::State;

ReplaySession::ReplaySession(engine::Engine &engine, ReportPane &report, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_report(report)
    , m_player(engine.clock())
{
    connect(&m_player, &replay::Player::attempted, this, &ReplaySession::onAttempted);
    connect(&m_player, &replay::Player::progressed, this, &ReplaySession::onProgressed);
    connect(&m_player, &replay::Player::finished, this, &ReplaySession::onFinished);
    connect(&m_player, &replay::Player::stateChanged, this, &ReplaySession::onStateChanged);
    connect(&report, &ReportPane::pauseAsked, &m_player, &replay::Player::pause);
    connect(&report, &ReportPane::resumeAsked, &m_player, &replay::Player::resume);
    connect(&report, &ReportPane::stepAsked, &m_player, &replay::Player::step);
    connect(&report, &ReportPane::stopAsked, &m_player, &replay::Player::stop);
    connect(&report, &ReportPane::retryAsked, this, &ReplaySession::retry);
    connect(&engine, &engine::Engine::notKept, this, [this](const base::Error &error) {
        if (m_plan) // else it is about something else
            sayNotKept(base::sentence(error));
    });
}

ReplaySession::~ReplaySession() = default;

bool ReplaySession::isRunning() const
{
    return m_player.state() != State::Idle;
}

bool ReplaySession::isPaused() const
{
    return m_player.state() == State::Paused;
}

void ReplaySession::pauseOrResume()
{
    if (isPaused())
        m_player.resume();
    else
        m_player.pause();
}

void ReplaySession::step()
{
    m_player.step();
}

void ReplaySession::stop()
{
    m_player.stop();
}

void ReplaySession::start(const ReplayChoice &choice, const ChosenRequests &requests)
{
    auto plan = planOf(choice);
    if (isRunning() || !plan)
        return;
    plan->requests = requests.requests;
    plan->source = replay::requestsOfCapture(m_engine.options().capturePath);
    play(std::move(*plan));
}

void ReplaySession::startEdited(const ReplayChoice &choice, const EditableRequest &request,
                                const QByteArray &body)
{
    auto plan = planOf(choice);
    if (isRunning() || !plan)
        return;
    plan->requests = replay::plannedOf({request.request});
    plan->source = replay::heldRequests({request.request});
    plan->changes.bodies.insert(request.request.id, body);
    play(std::move(*plan));
}

qint64 ReplaySession::retryable() const
{
    return isRunning() ? 0 : qint64(m_notFine.size());
}

void ReplaySession::retry()
{
    if (retryable() == 0)
        return;
    replay::PlayPlan plan = *m_plan;
    plan.requests = m_notFine;
    plan.repetitions = 1;
    plan.pace = {1.0, true, std::nullopt};
    plan.concurrency = 1;
    plan.beginsPaused = false;
    play(std::move(plan));
}

void ReplaySession::play(replay::PlayPlan plan)
{
    ReportSubject subject;
    subject.target = plan.target.toString(QUrl::RemoveUserInfo);
    subject.pace = planWords(plan);
    subject.hasPlan = !plan.pace.isMax;
    subject.planned = qint64(plan.requests.size()) * plan.repetitions;
    m_report.begin(subject);
    m_hasSaidNotKept = false;
    if (!m_engine.status().canKeep)
        sayNotKept(tr("this capture can only be read"));
    m_notFine.clear();
    m_plan = plan;
    m_player.start(std::move(plan));
    emit started();
}

void ReplaySession::onAttempted(const replay::PlayedPtr &played)
{
    std::vector<event::Attempt> attempts;
    attempts.reserve(played->size());
    for (const replay::Played &one : *played) {
        attempts.push_back(one.attempt);
        if (one.attempt.status / 100 != 2)
            m_notFine.push_back(
                {one.request.id, one.request.firstEvent, one.request.draft.request.arrived});
    }
    m_report.add(*played);
    if (m_engine.status().canKeep)
        m_engine.keepAttempts(std::move(attempts));
}

void ReplaySession::onProgressed(const replay::PlayProgress &progress)
{
    m_report.setProgress(progress);
    say();
}

void ReplaySession::onStateChanged(State state)
{
    m_report.setState(state);
    say();
    emit stateChanged();
}

void ReplaySession::say()
{
    replay::PlayProgress progress = m_player.progress();
    if (progress.planned == 0 && m_plan) // not known to the player yet
        progress.planned = qint64(m_plan->requests.size()) * m_plan->repetitions;
    const QString words = progressWords(progress);
    emit said(!isRunning()     ? QString()
                  : isPaused() ? tr("Replay paused: %1").arg(words)
                               : tr("Replaying: %1").arg(words));
}

void ReplaySession::onFinished(const replay::PlaySummary &summary)
{
    replay::sortByArrival(m_notFine); // one that failed in several repetitions is retried once
    m_report.finish(summary);
    say();
    emit stateChanged();
}

void ReplaySession::sayNotKept(const QString &why)
{
    if (!std::exchange(m_hasSaidNotKept, true))
        m_report.tell(tr("The attempts are not kept: %1.").arg(why));
}

} // namespace sendscope::ui

#include "moc_replaysession.cpp"
