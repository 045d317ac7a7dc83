#pragma once

#include "app/base/clock.h"
#include "app/replay/played.h"
#include "app/replay/playplan.h"

#include <QObject>

#include <memory>

namespace sendscope::replay {

/// Replays requests: in order of arrival, at the pace of the plan, with what it changes. Method and
/// fields are sent as they came, bodies byte for byte. Host, Content-Length and hop-by-hop fields
/// are the target's own; credentials, cookies and trailers stay behind; Sendscope-Replay says which
/// replay sends, and the request's number. Requests that were refused are not sent: their attempt
/// says why.
///
/// Sends by absolute times of the monotonic clock on a thread of its own, and reads ahead on
/// another: what its owner's thread does delays nothing. At original pace no request waits for the
/// answer to another.
///
/// Thread: the one it lives in; its signals come there.
class Player : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Playing, Paused, Stopping };
    Q_ENUM(State)

    /// \p clock outlives it.
    explicit Player(const base::Clock &clock, QObject *parent = nullptr);

    /// Gives up what is under way, and tells nobody.
    ~Player() override;

    /// Begins; of no effect while another replay is under way.
    void start(PlayPlan plan);

    void pause();  ///< What is under way goes on; nothing more is sent.
    void resume(); ///< The next one keeps the distance that it had.
    void step();   ///< While paused: sends the next one, and no more.

    /// Gives up what is under way: those attempts say so, and may have reached the target.
    /// finished() follows.
    void stop();

    State state() const { return m_state; }
    const PlayProgress &progress() const { return m_progress; }

signals:
    void stateChanged(sendscope::replay::Player::State state);

    /// At most 20 times a second while they are few. The next ones come when this one's receivers
    /// have returned; no more is sent while 4,096 that ended wait for that, or 64 MiB of bodies and
    /// answers.
    void attempted(const sendscope::replay::PlayedPtr &played);

    void progressed(const sendscope::replay::PlayProgress &progress); ///< Ten times a second.

    /// After all that were attempted; the source is closed.
    void finished(const sendscope::replay::PlaySummary &summary);

private:
    struct Private;

    void setState(State state);
    void onPlayed(const PlayedPtr &played, const PlayProgress &progress);
    void onEnded(const PlaySummary &summary);
    void finish(const PlaySummary &summary);

    State m_state = State::Idle;
    PlayProgress m_progress;
    std::unique_ptr<Private> d;
};

} // namespace sendscope::replay
