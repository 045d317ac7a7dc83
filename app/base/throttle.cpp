#include "app/base/throttle.h"

namespace sendscope::base {

Throttle::Throttle(std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Throttle::onTimeout);
}

void Throttle::request()
{
    if (m_timer.isActive()) {
        m_isPending = true;
        return;
    }
    m_timer.start();
    emit due();
}

void Throttle::onTimeout()
{
    if (!m_isPending)
        return;
    m_isPending = false;
    m_timer.start();
    emit due();
}

} // namespace sendscope::base

#include "moc_throttle.cpp"
