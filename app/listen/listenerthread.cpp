#include "app/listen/listenerthread.h"

#include "app/listen/server.h"

namespace sendscope::listen {

ListenerThread::ListenerThread(const http::Limits &limits, const base::Clock &clock,
                               MakeHandler makeHandler)
    : m_server(new Server(limits, clock, std::move(makeHandler)))
{
    m_thread.setObjectName(QStringLiteral("listener"));
    m_server->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_server, &Server::start);
    connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    connect(m_server, &Server::listening, this, &ListenerThread::listening);
    connect(m_server, &Server::listenFailed, this, &ListenerThread::listenFailed);
    connect(m_server, &Server::counted, this, &ListenerThread::counted);
    connect(m_server, &Server::drained, this, &ListenerThread::drained);
    // Direct: the thread this object lives in waits while the listener stops.
    connect(m_server, &Server::stopped, &m_thread, &QThread::quit, Qt::DirectConnection);
    m_thread.start();
}

ListenerThread::~ListenerThread()
{
    QMetaObject::invokeMethod(m_server, &Server::stop, Qt::QueuedConnection);
    m_thread.wait();
}

void ListenerThread::listen(const std::vector<Endpoint> &endpoints)
{
    QMetaObject::invokeMethod(
        m_server, [server = m_server, endpoints] { server->listen(endpoints); },
        Qt::QueuedConnection);
}

void ListenerThread::stopListening()
{
    QMetaObject::invokeMethod(m_server, &Server::stopListening, Qt::QueuedConnection);
}

void ListenerThread::drain()
{
    QMetaObject::invokeMethod(m_server, &Server::drain, Qt::QueuedConnection);
}

void ListenerThread::count()
{
    QMetaObject::invokeMethod(m_server, &Server::count, Qt::QueuedConnection);
}

} // namespace sendscope::listen

#include "moc_listenerthread.cpp"
