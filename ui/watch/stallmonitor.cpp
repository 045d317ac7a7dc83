#include "ui/watch/stallmonitor.h"

#include "app/base/log.h"
#include "ui/watch/stallwatch.h"

#include <QDir>
#include <QFileInfo>
#include <QMutexLocker>
#include <QSaveFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::ui {
namespace {

/// How old the length of a quiet run may be in the file, should the program be cut off.
constexpr auto kQuietInterval = 10min;

} // namespace

StallMonitor::StallMonitor(const base::Clock &clock, StallBeat &beat, QObject &watched,
                           QString file)
    : m_clock(clock)
    , m_beat(beat)
    , m_watched(watched)
    , m_file(std::move(file))
    , m_timer(this)
    , m_begun(clock.ticks())
    , m_lastWritten(m_begun)
{
    m_record.begun = clock.utc();
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(StallWatch::kInterval);
    connect(&m_timer, &QTimer::timeout, this, &StallMonitor::look);
}

void StallMonitor::start()
{
    m_timer.start();
    writeRecord();
    look();
}

void StallMonitor::finish()
{
    m_timer.stop();
    judge(m_clock.ticks());
    {
        const QMutexLocker lock(&m_mutex);
        m_record.watched = m_clock.ticks() - m_begun;
        m_record.isOver = true;
    }
    writeRecord();
}

base::StallRecord StallMonitor::record() const
{
    const QMutexLocker lock(&m_mutex);
    base::StallRecord record = m_record;
    const base::Ticks now = m_clock.ticks();
    record.watched = now - m_begun;
    if (hasStoodStill(now))
        record.add(now - base::Ticks(m_beat.posted), m_clock.utc());
    return record;
}

void StallMonitor::look()
{
    const base::Ticks now = m_clock.ticks();
    judge(now);
    if (m_beat.posted == StallBeat::kNone)
        post(now);
    keepRecord(now);
}

void StallMonitor::judge(base::Ticks now)
{
    const base::Ticks::rep answered = m_beat.answered;
    if (answered == StallBeat::kNone) {
        // A stall that never ends must be in the file before somebody ends the program.
        m_hasNews = m_hasNews || hasStoodStill(now);
        return;
    }
    const base::Ticks length(answered - m_beat.posted);
    {
        const QMutexLocker lock(&m_mutex);
        m_hasNews = m_record.add(length, m_clock.utc()) || m_hasNews;
        m_beat.posted = StallBeat::kNone;
        m_beat.answered = StallBeat::kNone;
    }
    if (length > base::StallRecord::kLimit)
        qCWarning(base::logUi, "The window stood still for %lld ms",
                  static_cast<long long>(length / 1ms));
}

bool StallMonitor::hasStoodStill(base::Ticks now) const
{
    return m_beat.isUnderWay() && now - base::Ticks(m_beat.posted) > base::StallRecord::kLimit;
}

void StallMonitor::post(base::Ticks now)
{
    m_beat.posted = now.count();
    QMetaObject::invokeMethod(
        &m_watched, [this] { m_beat.answered = m_clock.ticks().count(); }, Qt::QueuedConnection);
}

void StallMonitor::keepRecord(base::Ticks now)
{
    const base::Ticks sinceWritten = now - m_lastWritten;
    if ((m_hasNews && sinceWritten >= StallWatch::kFileInterval) || sinceWritten >= kQuietInterval)
        writeRecord();
}

void StallMonitor::writeRecord()
{
    m_hasNews = false;
    m_lastWritten = m_clock.ticks();
    if (m_file.isEmpty())
        return;
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    const bool isWritten =
        file.open(QSaveFile::WriteOnly) && file.write(toJson(record())) > 0 && file.commit();
    if (!isWritten && !m_hasFailed)
        qCWarning(base::logUi).noquote()
            << "The record of stalls cannot be kept:" << m_file << file.errorString();
    m_hasFailed = !isWritten;
}

} // namespace sendscope::ui

#include "moc_stallmonitor.cpp"
