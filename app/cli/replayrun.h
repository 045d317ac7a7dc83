#pragma once

#include "app/base/clock.h"
#include "app/cli/attemptkeeper.h"
#include "app/cli/output.h"
#include "app/cli/progress.h"
#include "app/replay/player.h"

#include <QObject>

#include <memory>
#include <optional>

namespace sendscope::cli {

/// Where the attempts of a replay are kept.
struct KeepIn
{
    QString capture; ///< Empty: nowhere.
    AttemptKeeper::Kind kind = AttemptKeeper::Kind::Own;
};

/// Plays a plan, keeps the attempts where that can be, writes a line for each and tells how it
/// went; then ends the program's event loop with the code.
class ReplayRun : public QObject
{
public:
    ReplayRun(replay::PlayPlan plan, const KeepIn &keepIn, Output &output);

    /// Gives up what is under way, keeps what was sent, and ends with that code.
    void interrupt(ExitCode code);

private:
    void begin();
    void onOpenFailed(const base::Error &error);
    void onNotKept(const base::Error &error);
    void onAttempted(const replay::PlayedPtr &played);
    void onProgressed(const replay::PlayProgress &progress);
    void onFinished(const replay::PlaySummary &summary);
    void write(const replay::Played &played);
    void noteOwnKind(const event::Attempt &attempt);
    void endWhenKept();
    void tell(const QString &line);
    void tellSummary();
    ExitCode verdict() const;

    Output &m_output;
    Progress m_progress;
    const KeepIn m_keepIn;
    const base::SystemClock m_clock;
    replay::Player m_player{m_clock};
    std::optional<replay::PlayPlan> m_plan;  ///< Until it begins.
    std::unique_ptr<AttemptKeeper> m_keeper; ///< Null where nothing can be kept.
    std::optional<replay::PlaySummary> m_summary;
    std::optional<ExitCode> m_interruption;
    bool m_isKeptWhole = true;
    bool m_isToOurKind = false; ///< The target is a Sendscope.
};

} // namespace sendscope::cli
