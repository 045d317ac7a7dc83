#include "app/store/writerthread.h"

#include "app/store/keptmedia.h"
#include "app/store/remarks.h"
#include "app/store/writer.h"

#include <utility>

namespace sendscope::store {

WriterThread::WriterThread(const QString &capturePath, event::Via via, IfDamaged ifDamaged)
    : m_writer(new Writer(capturePath, via, ifDamaged))
{
    m_thread.setObjectName(QStringLiteral("store-writer"));
    m_writer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);

    // Directly: this object's thread may be waiting, and its receivers may live anywhere.
    connect(m_writer, &Writer::opened, this, &WriterThread::opened, Qt::DirectConnection);
    connect(m_writer, &Writer::openFailed, this, &WriterThread::openFailed, Qt::DirectConnection);
    connect(m_writer, &Writer::committed, this, &WriterThread::committed, Qt::DirectConnection);
    connect(m_writer, &Writer::failed, this, &WriterThread::failed, Qt::DirectConnection);
    connect(m_writer, &Writer::attemptsStored, this, &WriterThread::attemptsStored,
            Qt::DirectConnection);
    connect(m_writer, &Writer::mediaKept, this, &WriterThread::mediaKept, Qt::DirectConnection);

    connect(m_writer, &Writer::remarksKept, this, &WriterThread::remarksKept, Qt::DirectConnection);
    connect(m_writer, &Writer::remarksFailed, this, &WriterThread::remarksFailed,
            Qt::DirectConnection);

    // Writer::start runs before anything that was posted. The thread begins only when the maker's
    // event loop goes on, so that the maker can connect first and misses nothing.
    connect(&m_thread, &QThread::started, m_writer, &Writer::start);
    QMetaObject::invokeMethod(
        this, [this] { m_thread.start(); }, Qt::QueuedConnection);
}

WriterThread::~WriterThread()
{
    // Of no effect if it runs. A maker without an event loop may have posted batches too.
    m_thread.start();
    // Posted like a batch, so it is reached only after every batch posted before it.
    QMetaObject::invokeMethod(
        m_writer,
        [writer = m_writer] {
            writer->close();
            QThread::currentThread()->quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

void WriterThread::write(event::DraftBatch batch)
{
    QMetaObject::invokeMethod(
        m_writer,
        [writer = m_writer, batch = std::move(batch)]() mutable {
            writer->write(std::move(batch));
        },
        Qt::QueuedConnection);
}

void WriterThread::writeAttempts(std::vector<event::Attempt> attempts)
{
    QMetaObject::invokeMethod(
        m_writer,
        [writer = m_writer, attempts = std::move(attempts)]() mutable {
            writer->writeAttempts(std::move(attempts));
        },
        Qt::QueuedConnection);
}

void WriterThread::keepMedia(KeptMedia media)
{
    QMetaObject::invokeMethod(
        m_writer,
        [writer = m_writer, media = std::move(media)]() mutable {
            writer->keepMedia(std::move(media));
        },
        Qt::QueuedConnection);
}

void WriterThread::keepRemarks(const Remarks &remarks)
{
    QMetaObject::invokeMethod(
        m_writer, [writer = m_writer, remarks] { writer->keepRemarks(remarks); },
        Qt::QueuedConnection);
}

void WriterThread::removeAtClose(std::vector<event::EventId> events)
{
    QMetaObject::invokeMethod(
        m_writer,
        [writer = m_writer, events = std::move(events)]() mutable {
            writer->removeAtClose(std::move(events));
        },
        Qt::QueuedConnection);
}

void WriterThread::recordListening(const QString &what, const QString &text)
{
    QMetaObject::invokeMethod(
        m_writer, [writer = m_writer, what, text] { writer->recordListening(what, text); },
        Qt::QueuedConnection);
}

} // namespace sendscope::store

#include "moc_writerthread.cpp"
