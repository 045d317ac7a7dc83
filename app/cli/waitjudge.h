#pragma once

#include "app/cli/eventfinder.h"
#include "app/cli/waittally.h"
#include "app/filter/filter.h"

#include <deque>
#include <optional>
#include <vector>

namespace sendscope::cli {

/// What `wait` waits for.
///
/// A plain value.
struct Expectation
{
    std::vector<filter::Filter> filters; ///< Each has to be met.
    std::vector<filter::Filter> none;    ///< None of these may be.
    qint64 count = 1;                    ///< Each of `filters` has to be met as often.
    bool isSameMessage = false;          ///< By events of one message.

    /// Whether a filter reads what may become known of an event after it was stored: how often it
    /// was sent on, and what was answered. Then events have to be judged again when that changes.
    bool isRevisable() const;
};

/// Judges events in order of arrival, until what is expected has come, or what must not come has.
///
/// Thread: one at a time.
class WaitJudge
{
public:
    enum class Verdict { Open, Met, Unwanted };

    /// An event that must not come.
    struct Unwanted
    {
        event::EventId event;
        size_t filter = 0; ///< Which of Expectation::none it meets.
    };

    explicit WaitJudge(Expectation expectation);

    /// Forgets everything: other events, or the same ones with more known of them.
    void reset();

    /// Rows from \p first on, newer than all before, but those left out (ascending). \p until: as
    /// in EventFinder. Of no effect once the verdict is in.
    void take(const std::vector<event::StoredRequest> &requests, event::EventId first,
              const std::vector<event::EventId> &leftOut, const FilterContext &context,
              base::UtcTime until = {});

    Verdict verdict() const;
    const WaitTally &tally() const { return m_tally; }
    const std::optional<Unwanted> &unwanted() const { return m_unwanted; }

    /// The last few that met no filter, oldest first.
    const std::deque<event::EventId> &others() const { return m_others; }

    qint64 count() const { return m_count; } ///< All events so far.

private:
    struct Seen;

    std::vector<Seen> see(const std::vector<event::StoredRequest> &requests, event::EventId first,
                          const std::vector<event::EventId> &leftOut, const FilterContext &context,
                          base::UtcTime until) const;

    const Expectation m_expectation;
    WaitTally m_tally;
    std::optional<Unwanted> m_unwanted;
    std::deque<event::EventId> m_others;
    qint64 m_count = 0;
};

} // namespace sendscope::cli
