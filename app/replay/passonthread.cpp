#include "app/replay/passonthread.h"

#include "app/replay/passon.h"

namespace sendscope::replay {

PassOnThread::PassOnThread(net::Client &client, const base::Clock &clock, PassOnBounds bounds)
    : m_passOn(new PassOn(client, clock, bounds))
{
    m_thread.setObjectName(QStringLiteral("pass-on"));
    m_passOn->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_passOn, &PassOn::start);
    connect(&m_thread, &QThread::finished, m_passOn, &QObject::deleteLater);
    // Direct: who listens decides where it is taken to.
    connect(m_passOn, &PassOn::answered, this, &PassOnThread::answered, Qt::DirectConnection);
    connect(m_passOn, &PassOn::attempted, this, &PassOnThread::attempted, Qt::DirectConnection);
    connect(m_passOn, &PassOn::counted, this, &PassOnThread::counted, Qt::DirectConnection);
    m_thread.start();
}

PassOnThread::~PassOnThread()
{
    QMetaObject::invokeMethod(
        m_passOn, [] { QThread::currentThread()->quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void PassOnThread::setOptions(const std::optional<PassOnOptions> &options)
{
    m_mode = options ? options->mode : http::PassMode::Off;
    QMetaObject::invokeMethod(
        m_passOn, [passOn = m_passOn, options] { passOn->setOptions(options); },
        Qt::QueuedConnection);
}

http::PassMode PassOnThread::mode() const
{
    return m_mode;
}

void PassOnThread::take(const event::StoredBatchPtr &batch, std::vector<http::Passing> passing)
{
    QMetaObject::invokeMethod(
        m_passOn,
        [passOn = m_passOn, batch, passing = std::move(passing)] { passOn->take(batch, passing); },
        Qt::QueuedConnection);
}

} // namespace sendscope::replay

#include "moc_passonthread.cpp"
