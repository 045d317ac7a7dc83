#pragma once

#include "app/base/canceltoken.h"
#include "app/base/clock.h"
#include "app/replay/composer.h"
#include "app/replay/playplan.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace sendscope::replay {

/// One request, ready to be sent.
struct Prepared
{
    event::StoredRequest request; ///< As it came.
    Composed composed;
};

using PreparedPtr = std::shared_ptr<std::vector<Prepared>>;

/// When each request of one repetition is due; none at full speed.
using DueTimesPtr = std::shared_ptr<const std::vector<base::Ticks>>;

/// Reads requests ahead of their time and makes them ready, a portion at a time.
///
/// Thread: the player's that reads ahead. The constructor runs elsewhere and opens nothing.
class Preparer : public QObject
{
    Q_OBJECT

public:
    /// \p run: what Sendscope-Replay says besides the request's number. \p cancel: nothing more is
    /// wanted.
    Preparer(PlayPlan plan, const QByteArray &run, const base::Clock &clock,
             base::CancelToken cancel);
    ~Preparer() override;

    /// Puts the plan in order: planned() comes before anything else.
    void open();

    /// Makes the next requests ready, at least one and at most so many; prepared() or failed() is
    /// the answer.
    void prepareNext(qint64 most);

signals:
    /// \p total: over all repetitions.
    void planned(const sendscope::replay::DueTimesPtr &due, qint64 total);
    void prepared(const sendscope::replay::PreparedPtr &requests);
    void failed(const sendscope::base::Error &error);

private:
    void beginRepetition();

    const base::Clock &m_clock;
    const base::CancelToken m_cancel;
    Composer m_composer;
    PlayPlan m_plan;
    base::Ticks m_repetitionLength{};
    size_t m_place = 0; ///< In the present repetition, of the next one.
    qint64 m_repetition = -1;
    std::optional<base::UtcTime> m_begun; ///< When the first was made ready.
};

} // namespace sendscope::replay
