#pragma once

#include "app/event/ids.h"

#include <QByteArray>
#include <QHash>

#include <vector>

namespace sendscope::cli {

/// Counts which filters were met by which events, until each was met as often as asked.
///
/// The outcome depends on the order of the events alone, never on when they were looked at.
///
/// Thread: one at a time.
class WaitTally
{
public:
    /// What has to be met.
    struct Demand
    {
        size_t filters = 0;
        qint64 count = 1;           ///< As often each.
        bool isSameMessage = false; ///< All by events of one message.
    };

    explicit WaitTally(const Demand &demand);

    /// The next event in order of arrival, and which filters it meets. \p message: its message's
    /// id; empty without one. Of no effect once all is met.
    void take(event::EventId event, QByteArrayView message, const std::vector<size_t> &met);

    bool isMet() const { return m_isMet; }

    /// The events that met a filter, oldest first, no more than asked for; of the message that has
    /// come nearest where all has to be met by one.
    std::vector<event::EventId> metBy(size_t filter) const;

    /// All of them, ascending, each once.
    std::vector<event::EventId> events() const;

    /// The message that has come nearest; empty where none, or none is asked for.
    QByteArray message() const { return m_nearest; }

private:
    using Met = std::vector<std::vector<event::EventId>>; ///< By filter.

    static qint64 countOf(const Met &met);

    Demand m_demand;
    QHash<QByteArray, Met> m_met; ///< By message; all under the empty one where that is no matter.
    QByteArray m_nearest;
    qint64 m_most = 0; ///< What the nearest one has met.
    bool m_isMet = false;
};

} // namespace sendscope::cli
