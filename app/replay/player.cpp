#include "app/replay/player.h"

#include "app/base/throttle.h"
#include "app/event/sentmark.h"
#include "app/replay/playworker.h"
#include "app/replay/preparer.h"

#include <QThread>

using namespace std::chrono_literals;

namespace sendscope::replay {

struct Player::Private
{
    explicit Private(const base::Clock &time)
        : clock(time)
    {
        sending.setObjectName(QStringLiteral("replay-send"));
        reading.setObjectName(QStringLiteral("replay-read"));
    }

    /// Has something done by the one that sends, if there is one.
    template <typename Work>
    void post(Work work)
    {
        if (worker)
            QMetaObject::invokeMethod(worker, work, Qt::QueuedConnection);
    }

    const base::Clock &clock;
    QThread sending;
    QThread reading;
    PlayWorker *worker = nullptr; ///< Lives in sending; null while nothing is replayed.
    Preparer *preparer = nullptr; ///< Lives in reading; null while nothing is replayed.
    base::CancelToken cancel;
    base::Throttle throttle{100ms};
};

Player::Player(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(new Private(clock))
{
    connect(&d->throttle, &base::Throttle::due, this, [this] { emit progressed(m_progress); });
}

Player::~Player()
{
    d->cancel.cancel();
    for (QThread *thread : {&d->sending, &d->reading}) {
        thread->quit();
        thread->wait();
    }
}

void Player::start(PlayPlan plan)
{
    if (m_state != State::Idle)
        return;
    const QByteArray run = event::newRunName();
    const State begin = plan.beginsPaused ? State::Paused : State::Playing;
    d->cancel = {};
    m_progress = {};
    d->worker = new PlayWorker(d->clock, plan, run, d->cancel);
    d->preparer = new Preparer(std::move(plan), run, d->clock, d->cancel);
    d->worker->moveToThread(&d->sending);
    d->preparer->moveToThread(&d->reading);
    connect(&d->sending, &QThread::finished, d->worker, &QObject::deleteLater);
    connect(&d->reading, &QThread::finished, d->preparer, &QObject::deleteLater);
    connect(d->preparer, &Preparer::planned, d->worker, &PlayWorker::onPlanned);
    connect(d->preparer, &Preparer::prepared, d->worker, &PlayWorker::onPrepared);
    connect(d->preparer, &Preparer::failed, d->worker, &PlayWorker::onFailed);
    connect(d->worker, &PlayWorker::wanted, d->preparer, &Preparer::prepareNext);
    connect(d->worker, &PlayWorker::played, this, &Player::onPlayed);
    connect(d->worker, &PlayWorker::ended, this, &Player::onEnded);
    d->sending.start();
    d->reading.start();
    QMetaObject::invokeMethod(d->preparer, &Preparer::open, Qt::QueuedConnection);
    setState(begin);
}

void Player::pause()
{
    if (m_state != State::Playing)
        return;
    d->post([worker = d->worker] { worker->pause(); });
    setState(State::Paused);
}

void Player::resume()
{
    if (m_state != State::Paused)
        return;
    d->post([worker = d->worker] { worker->resume(); });
    setState(State::Playing);
}

void Player::step()
{
    if (m_state == State::Paused)
        d->post([worker = d->worker] { worker->step(); });
}

void Player::stop()
{
    if (m_state != State::Playing && m_state != State::Paused)
        return;
    d->cancel.cancel();
    d->post([worker = d->worker] { worker->stop(); });
    setState(State::Stopping);
}

void Player::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void Player::onPlayed(const PlayedPtr &played, const PlayProgress &progress)
{
    m_progress = progress;
    emit attempted(played);
    d->throttle.request();
    d->post([worker = d->worker] { worker->onTaken(); });
}

void Player::onEnded(const PlaySummary &summary)
{
    std::exchange(d->worker, nullptr)->deleteLater();
    connect(
        d->preparer, &QObject::destroyed, this, [this, summary] { finish(summary); },
        Qt::QueuedConnection);
    std::exchange(d->preparer, nullptr)->deleteLater();
}

void Player::finish(const PlaySummary &summary)
{
    m_progress = summary.progress;
    setState(State::Idle);
    emit progressed(m_progress);
    emit finished(summary);
}

} // namespace sendscope::replay

#include "moc_player.cpp"
