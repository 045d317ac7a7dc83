#include "app/net/client.h"

#include "app/net/delivery.h"
#include "app/net/worker.h"

namespace sendscope::net {

Client::Client()
    : m_worker(new Worker)
{
    m_thread.setObjectName(QStringLiteral("net-client"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &Worker::start);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

Client::~Client()
{
    // Posted like a request, so that every request posted before it gets its answer.
    QMetaObject::invokeMethod(
        m_worker, [] { QThread::currentThread()->quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void Client::send(Outgoing request, QObject *receiver,
                  std::function<void(const base::Result<Incoming> &)> answer,
                  const base::CancelToken &cancel)
{
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, request = std::move(request),
         delivery = Delivery(receiver, std::move(answer)), cancel]() mutable {
            worker->begin(std::move(request), std::move(delivery), std::move(cancel));
        },
        Qt::QueuedConnection);
}

} // namespace sendscope::net

#include "moc_client.cpp"
