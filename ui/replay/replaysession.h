#pragma once

#include "app/replay/player.h"
#include "ui/replay/chosenrequests.h"
#include "ui/replay/replayoptions.h"

#include <QObject>

#include <optional>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

class ReportPane;
struct EditableRequest;

/// Plays one replay at a time: keeps what was tried in the capture, and shows how it goes in a
/// report.
class ReplaySession : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    ReplaySession(engine::Engine &engine, ReportPane &report, QObject *parent = nullptr);
    ~ReplaySession() override;

    /// Does nothing while one runs, or where a header of the choice cannot be read.
    void start(const ReplayChoice &choice, const ChosenRequests &requests);

    /// The same of one request, with another body.
    void startEdited(const ReplayChoice &choice, const EditableRequest &request,
                     const QByteArray &body);

    bool isRunning() const;
    bool isPaused() const;
    const replay::PlayProgress &progress() const { return m_player.progress(); }
    void pauseOrResume();
    void step();
    void stop();

    /// Replays those of the last one that were not answered 2xx, one after the other.
    void retry();
    qint64 retryable() const; ///< How many; 0 while one runs.

signals:
    void started();
    void stateChanged();
    void said(const QString &words); ///< How far it is, for the status row; empty once it ended.

private:
    void play(replay::PlayPlan plan);
    void onAttempted(const replay::PlayedPtr &played);
    void onProgressed(const replay::PlayProgress &progress);
    void onStateChanged(replay::Player::State state);
    void onFinished(const replay::PlaySummary &summary);
    void say();
    void sayNotKept(const QString &why);

    engine::Engine &m_engine;
    ReportPane &m_report;
    replay::Player m_player;
    std::optional<replay::PlayPlan> m_plan; ///< Of the last one.
    std::vector<replay::PlannedRequest> m_notFine;
    bool m_hasSaidNotKept = false; ///< Of this replay: once is enough.
};

} // namespace sendscope::ui
