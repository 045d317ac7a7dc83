#include "app/engine/copyjob.h"

#include "app/store/savecopy.h"

#include <QThread>

namespace sendscope::engine {

CopyJob::CopyJob(QObject *parent)
    : QObject(parent)
{
}

CopyJob::~CopyJob()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void CopyJob::start(const QString &capturePath, const QString &target,
                    const index::RowList &without)
{
    if (isRunning())
        return;
    m_cancel = {};
    m_thread.reset(QThread::create([this, capturePath, target, without, cancel = m_cancel] {
        const auto result = store::saveCopy(capturePath, target, cancel, without);
        QMetaObject::invokeMethod(
            this,
            [this, result] {
                m_thread->wait();
                m_thread.reset();
                emit finished(result);
            },
            Qt::QueuedConnection);
    }));
    m_thread->setObjectName(QStringLiteral("copy"));
    m_thread->start();
}

void CopyJob::cancel()
{
    m_cancel.cancel();
}

bool CopyJob::isRunning() const
{
    return m_thread != nullptr;
}

} // namespace sendscope::engine

#include "moc_copyjob.cpp"
