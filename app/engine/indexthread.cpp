#include "app/engine/indexthread.h"

#include "app/engine/indexer.h"

namespace sendscope::engine {

IndexThread::IndexThread(const base::Clock &clock)
    : m_indexer(new Indexer(clock))
{
    m_thread.setObjectName(QStringLiteral("index"));
    m_indexer->moveToThread(&m_thread);
    connect(m_indexer, &Indexer::published, this, &IndexThread::published, Qt::DirectConnection);
    connect(m_indexer, &Indexer::progressed, this, &IndexThread::progressed, Qt::DirectConnection);
    connect(m_indexer, &Indexer::followed, this, &IndexThread::followed, Qt::DirectConnection);
    connect(m_indexer, &Indexer::failed, this, &IndexThread::failed, Qt::DirectConnection);
    connect(&m_thread, &QThread::finished, m_indexer, &QObject::deleteLater);
    m_thread.start();
}

IndexThread::~IndexThread()
{
    m_thread.quit();
    m_thread.wait();
}

void IndexThread::open(const QString &capturePath, bool follows,
                       std::chrono::milliseconds overdueAfter)
{
    QMetaObject::invokeMethod(
        m_indexer,
        [this, capturePath, follows, overdueAfter] {
            m_indexer->open(capturePath, follows, overdueAfter);
        },
        Qt::QueuedConnection);
}

void IndexThread::append(const event::StoredBatchPtr &batch)
{
    QMetaObject::invokeMethod(
        m_indexer, [this, batch] { m_indexer->append(batch); }, Qt::QueuedConnection);
}

void IndexThread::setOnDemandFields(std::vector<event::FieldRef> fields)
{
    QMetaObject::invokeMethod(
        m_indexer, [this, fields = std::move(fields)] { m_indexer->setOnDemandFields(fields); },
        Qt::QueuedConnection);
}

void IndexThread::lookForRemarks()
{
    QMetaObject::invokeMethod(m_indexer, &Indexer::lookForRemarks, Qt::QueuedConnection);
}

void IndexThread::setRemoved(index::RowList rows)
{
    QMetaObject::invokeMethod(
        m_indexer, [this, rows = std::move(rows)] { m_indexer->setRemoved(rows); },
        Qt::QueuedConnection);
}

} // namespace sendscope::engine

#include "moc_indexthread.cpp"
