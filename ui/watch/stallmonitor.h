#pragma once

#include "app/base/stallrecord.h"

#include <QMutex>
#include <QObject>
#include <QTimer>

#include <atomic>

namespace sendscope::ui {

/// The one beat that is under way between the two threads. Readings of base::Clock::ticks().
struct StallBeat
{
    static constexpr base::Ticks::rep kNone = -1;

    std::atomic<base::Ticks::rep> posted = kNone;   ///< Set by the monitor.
    std::atomic<base::Ticks::rep> answered = kNone; ///< Set by the watched thread.

    /// The monitor takes back what was posted first, then the answer: asked in the other order,
    /// a beat that is just being judged is not taken for one that waits.
    bool isUnderWay() const { return answered == kNone && posted != kNone; }
};

/// Posts the beats of a StallWatch, judges the answers and keeps the record.
///
/// Thread: the one StallWatch gives it; record() from any. The constructor runs elsewhere.
class StallMonitor : public QObject
{
    Q_OBJECT

public:
    /// \p clock and \p beat outlive it, \p watched its start() to finish().
    StallMonitor(const base::Clock &clock, StallBeat &beat, QObject &watched, QString file);

    void start();
    void finish(); ///< The last call.

    base::StallRecord record() const;

private:
    void look();
    void judge(base::Ticks now);
    void post(base::Ticks now);
    bool hasStoodStill(base::Ticks now) const; ///< For too long, and does so still.
    void keepRecord(base::Ticks now);
    void writeRecord();

    const base::Clock &m_clock;
    StallBeat &m_beat;
    QObject &m_watched;
    const QString m_file;
    QTimer m_timer;
    base::Ticks m_begun{};
    base::Ticks m_lastWritten{};
    bool m_hasNews = false; ///< Since it was last written.
    bool m_hasFailed = false;

    mutable QMutex m_mutex; ///< For m_record, and for taking a beat back into it.
    base::StallRecord m_record;
};

} // namespace sendscope::ui
