#include "ui/watch/stallwatch.h"

#include "ui/watch/stallmonitor.h"

namespace sendscope::ui {

StallWatch::StallWatch(const base::Clock &clock, const QString &file, QObject *parent)
    : QObject(parent)
    , m_beat(std::make_unique<StallBeat>())
    , m_monitor(new StallMonitor(clock, *m_beat, *this, file))
{
    m_thread.setObjectName(QStringLiteral("stall-watch"));
    m_monitor->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_monitor, &StallMonitor::start);
    connect(&m_thread, &QThread::finished, m_monitor, &StallMonitor::finish, Qt::DirectConnection);
    m_thread.start();
}

StallWatch::~StallWatch()
{
    m_thread.quit();
    m_thread.wait();
    delete m_monitor; // Its thread is over, so nobody else has it.
}

base::StallRecord StallWatch::record() const
{
    return m_monitor->record();
}

bool StallWatch::isBeatUnderWay() const
{
    return m_beat->isUnderWay();
}

} // namespace sendscope::ui

#include "moc_stallwatch.cpp"
