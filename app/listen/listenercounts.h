#pragma once

#include <QMetaType>

namespace sendscope::listen {

/// What the listener counts. All since its start.
///
/// A plain value.
struct ListenerCounts
{
    qint64 accepted = 0;   ///< connections
    qint64 open = 0;       ///< connections now
    qint64 closedIdle = 0; ///< let go to admit others
    qint64 answered = 0;   ///< responses that left whole
    /// accepting has paused: every connection, or every descriptor, is in use
    bool isPaused = false;

    friend bool operator==(const ListenerCounts &, const ListenerCounts &) = default;
};

} // namespace sendscope::listen

Q_DECLARE_METATYPE(sendscope::listen::ListenerCounts)
