#pragma once

#include "app/base/canceltoken.h"
#include "app/base/clock.h"
#include "app/net/worker.h"
#include "app/replay/played.h"
#include "app/replay/preparer.h"
#include "app/replay/schedule.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <unordered_map>

namespace sendscope::replay {

/// Sends prepared requests when they are due, and gathers how they ended.
///
/// Thread: the player's that sends. The constructor runs elsewhere.
class PlayWorker : public QObject
{
    Q_OBJECT

public:
    /// Of the plan, pace and limits are taken. \p cancel: ends what is under way.
    PlayWorker(const base::Clock &clock, const PlayPlan &plan, QByteArray run,
               base::CancelToken cancel);
    ~PlayWorker() override;

    void onPlanned(const DueTimesPtr &due, qint64 total);
    void onPrepared(const PreparedPtr &requests);
    void onFailed(const base::Error &error);

    void pause();
    void resume();
    void step();
    void stop();

    /// What was given out was taken.
    void onTaken();

signals:
    void wanted(qint64 most); ///< Requests to be made ready.
    void played(const sendscope::replay::PlayedPtr &played,
                const sendscope::replay::PlayProgress &progress);
    void ended(const sendscope::replay::PlaySummary &summary);

private:
    struct Flight
    {
        event::StoredRequest request;
        QByteArray changedBody;
        base::UtcTime started;
        base::Ticks due{};  ///< After the beginning.
        base::Ticks sent{}; ///< After the beginning.
    };

    void begin();
    void pump();
    bool mayBegin();
    void sendNext();
    void noteLateness(base::Ticks due, base::Ticks sent);
    void askForMore();
    void conclude(qint64 number, const base::Result<net::Incoming> &answer);
    void noteFailure(const base::Result<net::Incoming> &answer);
    void giveOut();
    void endWhenDone();
    PlayProgress progressNow() const;
    bool isFull() const;
    bool areAllUnderWay() const;

    const base::Clock &m_clock;
    const base::CancelToken m_cancel;
    const QByteArray m_run;
    const size_t m_mostInFlight;
    const qint64 m_mostFailures;
    const QString m_target;

    Schedule m_schedule;
    QTimer m_timer{this}; ///< Rings when the next one is due.
    QTimer m_giveOutTimer{this};
    base::Ticks m_begun{};    ///< On the clock.
    bool m_isPlanned = false; ///< How many there are is known.
    bool m_hasBegun = false;  ///< The first ones were ready.
    bool m_isPaused = false;
    bool m_isStopped = false;
    bool m_hasGivenUp = false;
    bool m_hasEnded = false;
    bool m_isPumping = false;
    int m_steps = 0;           ///< Asked for and not yet made.
    bool m_isHeldBack = false; ///< The next one waits for an answer to another.
    qint64 m_next = 0;
    qint64 m_failuresInARow = 0;

    std::deque<Prepared> m_ready;
    qint64 m_readyBytes = 0; ///< Of their bodies.
    bool m_isAsking = false;
    qint64 m_asked = 0; ///< How many were made ready.
    std::unordered_map<qint64, Flight> m_flights;
    qint64 m_flightBytes = 0; ///< Of their bodies.

    std::vector<Played> m_gathered;
    qint64 m_gatheredBytes = 0; ///< Of their bodies and answers.
    bool m_isTaken = true;      ///< What was given out before.
    PlayProgress m_progress;
    std::optional<base::Error> m_error;

    net::Worker m_sender; ///< Of this thread. Ends what is under way as the first thing to go.
};

} // namespace sendscope::replay
