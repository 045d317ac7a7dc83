#pragma once

#include "app/base/stallrecord.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace sendscope::ui {

class StallMonitor;
struct StallBeat;

/// Measures how long the event loop of its own thread goes without turning.
///
/// A thread of its own posts a beat every few milliseconds, never a second one before the first is
/// answered. What lies between posting and answer is what a key press would have waited: from ten
/// milliseconds on it is counted, over base::StallRecord::kLimit it is logged too. A stall is told
/// up to one interval too short, never too long.
///
/// The dispatcher's aboutToBlock() and awake() would not do: on Linux its timers, notifiers and,
/// with GLib, all its events are handled between the two, where it may as well be asleep.
///
/// Thread: the one that is watched; record() from any.
class StallWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kInterval{5}; ///< Of the beats.
    static constexpr std::chrono::seconds kFileInterval{5};

    /// Watches from now on. \p clock outlives it. \p file keeps the record for `doctor`: written
    /// off this thread, at most every kFileInterval and only when there is something new. Empty:
    /// nowhere.
    StallWatch(const base::Clock &clock, const QString &file, QObject *parent = nullptr);

    /// Writes the record a last time.
    ~StallWatch() override;

    /// Up to now, with a stall that still goes on.
    base::StallRecord record() const;

    /// A beat was posted and not yet answered: the loop has not turned since.
    bool isBeatUnderWay() const;

private:
    QThread m_thread;
    std::unique_ptr<StallBeat> m_beat;
    StallMonitor *m_monitor; ///< Lives in m_thread.
};

} // namespace sendscope::ui
